// Shows the API's own description. Nothing is loaded from, validated by or sent
// to any other host.
"use strict";

SwaggerUIBundle({
  url: "../openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  validatorUrl: null,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  showCommonExtensions: true,
  presets: [SwaggerUIBundle.presets.apis],
});
