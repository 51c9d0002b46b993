import { start } from "./common.js";

// With workers the index for its search would be made by an evaluated text, which the policy of the
// page refuses; without them it is made in the page.
window.Worker = undefined;
const { init } = await import("./redoc.standalone.js");

start(({ root, api, options }) => {
  init(api, { disableTelemetry: true, router: "hash", ...options }, root);
});
