import { start } from "./common.js";

start(({ root, api, options }) => {
  const element = document.createElement("elements-api");
  element.apiDescriptionDocument = JSON.stringify(api);
  element.router = "hash";
  for (const [name, value] of Object.entries({ tryItCredentialsPolicy: "same-origin", ...options })) {
    element[name] = value;
  }
  root.append(element);
});
