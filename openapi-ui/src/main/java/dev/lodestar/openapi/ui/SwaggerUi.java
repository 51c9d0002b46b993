package dev.lodestar.openapi.ui;

import java.util.List;
import java.util.Locale;

/// Swagger UI, which most people know. The only one whose policy needs no exception for styles.
/// Immutable and thread-safe.
///
/// ```java
/// OpenApi.titled("Widgets", "1.4.0").withUis(new SwaggerUi().withTryItOut())
/// ```
public final class SwaggerUi extends BundledUi<SwaggerUi> {
  private static final UiFiles FILES =
      UiFiles.of("swagger-ui", "Swagger UI", "swagger-ui-bundle.js")
          .styles("swagger-ui.css")
          .others("oauth2-redirect.js")
          .redirect("oauth2-redirect.html", "oauth2-redirect.js")
          .withoutInlineStyles();

  /// What is unfolded at first.
  public enum Expansion {
    /// The tags, so that the operations are listed; the default.
    LIST,
    /// Tags and operations.
    FULL,
    /// Nothing.
    NONE
  }

  /// Creates the UI with default settings.
  public SwaggerUi() {
    this(UiSettings.NONE);
  }

  private SwaggerUi(UiSettings settings) {
    super(FILES, settings);
  }

  @Override
  SwaggerUi with(UiSettings settings) {
    return new SwaggerUi(settings);
  }

  /// Sets what is unfolded at first.
  ///
  /// @param expansion what
  /// @return the UI
  public SwaggerUi withExpansion(Expansion expansion) {
    return withOption("docExpansion", expansion.name().toLowerCase(Locale.ROOT));
  }

  /// Lets readers send requests without having to press `Try it out` first.
  ///
  /// @return the UI
  public SwaggerUi withTryItOut() {
    return withOption("tryItOutEnabled", true);
  }

  /// Lets readers send no requests.
  ///
  /// @return the UI
  public SwaggerUi withoutRequests() {
    return withOption("supportedSubmitMethods", List.of());
  }

  /// Shows a field that filters the tags.
  ///
  /// @return the UI
  public SwaggerUi withFilter() {
    return withOption("filter", true);
  }

  /// Leaves the schemas of the components out of the page.
  ///
  /// @return the UI
  public SwaggerUi withoutModels() {
    return withOption("defaultModelsExpandDepth", -1);
  }

  /// Keeps what a reader entered for authorization in the local storage of the browser, where it
  /// outlives the page. By default it is forgotten.
  ///
  /// @return the UI
  public SwaggerUi withPersistentAuthorization() {
    return withOption("persistAuthorization", true);
  }

  /// Shows the ids of operations.
  ///
  /// @return the UI
  public SwaggerUi withOperationIds() {
    return withOption("displayOperationId", true);
  }

  /// Shows how long each request took.
  ///
  /// @return the UI
  public SwaggerUi withDurations() {
    return withOption("displayRequestDuration", true);
  }

  /// Tells what an authorization server knows this page as. Authorizations come back to
  /// `swagger-ui/oauth2-redirect.html` below the path of the schema: register that URL, for
  /// instance `https://example.com/schema/swagger-ui/oauth2-redirect.html`.
  ///
  /// @param client the client
  /// @return the UI
  public SwaggerUi withOAuth(OAuthClient client) {
    return withOption("oauth", client.tree());
  }
}
