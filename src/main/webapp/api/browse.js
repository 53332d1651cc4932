// The platform serves the document at the root of the server, wherever the application is.
SwaggerUIBundle({
  url: "/openapi?format=JSON",
  dom_id: "#api",
  deepLinking: true,
  validatorUrl: null, // it would tell a server elsewhere of this one
  defaultModelsExpandDepth: 0,
});
