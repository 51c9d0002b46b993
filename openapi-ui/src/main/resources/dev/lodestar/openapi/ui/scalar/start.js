import { eachFlow, start } from "./common.js";

start(({ root, api, options }) => {
  const { oauth, ...rest } = options;
  if (oauth) {
    eachFlow(api, (flow, scheme) => {
      flow["x-scalar-client-id"] = oauth.clientId;
      flow["x-usePkce"] = "SHA-256";
      flow["x-scalar-security-query"] = oauth.parameters;
      scheme["x-default-scopes"] = oauth.scopes;
    });
  }
  window.Scalar.createApiReference(root, {
    content: api,
    // Nothing that asks, or leads to, a service of the vendor.
    agent: { disabled: true },
    hideClientButton: true,
    mcp: { disabled: true },
    showDeveloperTools: "never",
    telemetry: false,
    withDefaultFonts: false,
    ...rest,
  });
});
