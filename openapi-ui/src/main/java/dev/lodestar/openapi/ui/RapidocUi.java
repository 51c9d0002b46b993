package dev.lodestar.openapi.ui;

import java.util.Locale;
import java.util.regex.Pattern;

/// RapiDoc, the smallest one. Immutable and thread-safe.
public final class RapidocUi extends BundledUi<RapidocUi> {
  private static final UiFiles FILES =
      UiFiles.of("rapidoc", "RapiDoc", "rapidoc-min.js")
          .redirect("oauth-receiver.html", "rapidoc-min.js");

  private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

  /// The colours of the page.
  public enum Theme {
    /// Dark on light.
    LIGHT,
    /// Light on dark.
    DARK
  }

  /// How operations are shown.
  public enum Style {
    /// All of them, unfolded, beside a list; the default.
    READ,
    /// All of them, folded.
    VIEW,
    /// One at a time, beside a list.
    FOCUSED
  }

  /// Creates the UI with default settings.
  public RapidocUi() {
    this(UiSettings.NONE);
  }

  private RapidocUi(UiSettings settings) {
    super(FILES, settings);
  }

  @Override
  RapidocUi with(UiSettings settings) {
    return new RapidocUi(settings);
  }

  /// Sets the theme. By default it is what the browser prefers.
  ///
  /// @param theme the theme
  /// @return the UI
  public RapidocUi withTheme(Theme theme) {
    return withOption("theme", theme.name().toLowerCase(Locale.ROOT));
  }

  /// Sets how operations are shown.
  ///
  /// @param style how
  /// @return the UI
  public RapidocUi withRenderStyle(Style style) {
    return withOption("render-style", style.name().toLowerCase(Locale.ROOT));
  }

  /// Sets the colour of buttons and links.
  ///
  /// @param colour `#` and six hexadecimal digits
  /// @return the UI
  /// @throws IllegalArgumentException if it is something else
  public RapidocUi withPrimaryColour(String colour) {
    if (!COLOUR.matcher(colour).matches()) {
      throw new IllegalArgumentException(
          "'" + colour + "' is no colour; write # and six hexadecimal digits, such as #336699.");
    }
    return withOption("primary-color", colour);
  }

  /// Lists the schemas of the components, too.
  ///
  /// @return the UI
  public RapidocUi withModels() {
    return withOption("show-components", true);
  }

  /// Lets readers send no requests.
  ///
  /// @return the UI
  public RapidocUi withoutRequests() {
    return withOption("allow-try", false);
  }

  /// Keeps what a reader entered for authorization in the local storage of the browser, where it
  /// outlives the page. By default it is forgotten.
  ///
  /// @return the UI
  public RapidocUi withPersistentAuthorization() {
    return withOption("persist-auth", true);
  }

  /// Tells what an authorization server knows this page as. Authorizations come back to
  /// `rapidoc/oauth-receiver.html` below the path of the schema: register that URL, for instance
  /// `https://example.com/schema/rapidoc/oauth-receiver.html`.
  ///
  /// @param client the client
  /// @return the UI
  public RapidocUi withOAuth(OAuthClient client) {
    return withOption("oauth", client.tree());
  }
}
