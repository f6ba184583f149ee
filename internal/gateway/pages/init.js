// Shows the API's own description. Nothing is loaded from, validated by or sent
// to any other host.
"use strict";

// search makes the box above the operations look at everything that an operation
// says, the upstream's names included, and not at the names of groups alone.
// Capital letters and underscores do not count: whoever writes bill_cycle finds
// billCycle too.
const plain = (text) => text.toLowerCase().replaceAll("_", "");
const search = () => ({
  fn: {
    opsFilter: (groups, phrase) => {
      const wanted = plain(phrase);
      const matches = (operation) => plain(JSON.stringify(operation)).includes(wanted);
      return groups
        .map((group) => group.update("operations", (operations) => operations.filter(matches)))
        .filter((group) => group.get("operations").size > 0);
    },
  },
});

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
  filter: true,
  plugins: [search],
  presets: [SwaggerUIBundle.presets.apis],
});
