import { start } from "./common.js";

start(({ root, api, options, document, absolute }) => {
  const { oauth, redirect, ...rest } = options;
  const ui = window.SwaggerUIBundle({
    domNode: root,
    spec: api,
    deepLinking: true,
    oauth2RedirectUrl: absolute(redirect),
    // Documents would be sent to a validator of the vendor.
    validatorUrl: null,
    ...rest,
  });
  if (oauth) {
    ui.initOAuth({
      clientId: oauth.clientId,
      scopes: oauth.scopes,
      additionalQueryStringParams: oauth.parameters,
      usePkceWithAuthorizationCodeGrant: true,
    });
  }
  ui.specActions.updateUrl(document);
});
