import { eachFlow, start } from "./common.js";

start(({ root, api, options }) => {
  const { oauth, redirect, ...rest } = options;
  if (oauth) {
    eachFlow(api, (flow, scheme) => {
      const parameters = new URLSearchParams(oauth.parameters).toString();
      if (flow.authorizationUrl && parameters) {
        flow.authorizationUrl += (flow.authorizationUrl.includes("?") ? "&" : "?") + parameters;
      }
      flow["x-client-id"] = oauth.clientId;
      flow["x-pkce-only"] = true;
      scheme["x-default-scopes"] = oauth.scopes;
    });
  }
  const element = document.createElement("rapi-doc");
  const attributes = {
    "allow-spec-file-load": false,
    "allow-spec-url-load": false,
    "fetch-credentials": "same-origin",
    "load-fonts": false,
    "oauth-receiver": redirect,
    "render-style": "read",
    "show-header": false,
    theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
    ...rest,
  };
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  root.append(element);
  element.loadSpec(api);
});
