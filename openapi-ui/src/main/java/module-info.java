/// Pages that show the OpenAPI document of an application.
@org.jspecify.annotations.NullMarked
module dev.lodestar.openapi.ui {
  requires transitive dev.lodestar.core;

  exports dev.lodestar.openapi.ui;

  provides dev.lodestar.openapi.SchemaUi with
      dev.lodestar.openapi.ui.ScalarUi,
      dev.lodestar.openapi.ui.SwaggerUi,
      dev.lodestar.openapi.ui.RedocUi,
      dev.lodestar.openapi.ui.ElementsUi,
      dev.lodestar.openapi.ui.RapidocUi;
}
