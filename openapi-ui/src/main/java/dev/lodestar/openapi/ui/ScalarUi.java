package dev.lodestar.openapi.ui;

import java.util.Locale;
import java.util.Map;

/// Scalar, the default: reads well, and sends requests from a client of its own. What leads to the
/// services of its vendor is switched off. Immutable and thread-safe.
///
/// ```java
/// OpenApi.titled("Widgets", "1.4.0").withUis(new ScalarUi().withTheme(ScalarUi.Theme.MOON))
/// ```
public final class ScalarUi extends BundledUi<ScalarUi> {
  private static final UiFiles FILES =
      UiFiles.of("scalar", "Scalar", "prepare.js", "standalone.js");

  /// Colours and shapes that Scalar brings.
  public enum Theme {
    /// The one that is used without a choice.
    DEFAULT("default"),
    /// A plain one.
    ALTERNATE("alternate"),
    /// Yellow and grey.
    MOON("moon"),
    /// Purple.
    PURPLE("purple"),
    /// The colours of Solarized.
    SOLARIZED("solarized"),
    /// Blue.
    BLUE_PLANET("bluePlanet"),
    /// Dark blue.
    DEEP_SPACE("deepSpace"),
    /// Brown.
    SATURN("saturn"),
    /// Violet.
    KEPLER("kepler"),
    /// Red.
    MARS("mars"),
    /// Pink and blue.
    LASERWAVE("laserwave"),
    /// No colours at all, for a style sheet of your own ([#withStyle]).
    NONE("none");

    private final String value;

    Theme(String value) {
      this.value = value;
    }
  }

  /// How the parts of the page are arranged.
  public enum Layout {
    /// A column for the operations and one for examples; the default.
    MODERN,
    /// One column in which operations fold, as in Swagger UI.
    CLASSIC
  }

  /// Creates the UI with default settings.
  public ScalarUi() {
    this(UiSettings.NONE);
  }

  private ScalarUi(UiSettings settings) {
    super(FILES, settings);
  }

  @Override
  ScalarUi with(UiSettings settings) {
    return new ScalarUi(settings);
  }

  /// Sets the theme.
  ///
  /// @param theme the theme
  /// @return the UI
  public ScalarUi withTheme(Theme theme) {
    return withOption("theme", theme.value);
  }

  /// Sets the layout.
  ///
  /// @param layout the layout
  /// @return the UI
  public ScalarUi withLayout(Layout layout) {
    return withOption("layout", layout.name().toLowerCase(Locale.ROOT));
  }

  /// Begins with dark or with light colours. By default the page begins as the browser prefers.
  ///
  /// @param dark whether they are dark; readers can still switch
  /// @return the UI
  public ScalarUi withDarkMode(boolean dark) {
    return withOption("darkMode", dark);
  }

  /// Leaves the schemas of the components out of the page.
  ///
  /// @return the UI
  public ScalarUi withoutModels() {
    return withOption("hideModels", true);
  }

  /// Takes away the buttons that open the client.
  ///
  /// @return the UI
  public ScalarUi withoutRequests() {
    return withOption("hideTestRequestButton", true);
  }

  /// Keeps what a reader entered for authorization in the local storage of the browser, where it
  /// outlives the page. By default it is forgotten.
  ///
  /// @return the UI
  public ScalarUi withPersistentAuthorization() {
    return withOption("persistAuth", true);
  }

  /// Shows the ids of operations.
  ///
  /// @return the UI
  public ScalarUi withOperationIds() {
    return withOption("showOperationId", true);
  }

  /// Selects the client whose code examples are shown first.
  ///
  /// @param target a language or a platform, such as `shell`, `java` or `js`
  /// @param client one of its clients, such as `curl`, `nethttp` or `fetch`
  /// @return the UI
  public ScalarUi withDefaultClient(String target, String client) {
    return withOption("defaultHttpClient", Map.of("targetKey", target, "clientKey", client));
  }

  /// Tells what an authorization server knows this page as. Authorizations come back to the page
  /// itself: register its URL, for instance `https://example.com/schema`.
  ///
  /// @param client the client
  /// @return the UI
  public ScalarUi withOAuth(OAuthClient client) {
    return withOption("oauth", client.tree());
  }
}
