package dev.lodestar.openapi.ui;

import java.util.Locale;

/// Stoplight Elements: a page for each operation, and a client beside it. Immutable and
/// thread-safe.
public final class ElementsUi extends BundledUi<ElementsUi> {
  private static final UiFiles FILES =
      UiFiles.of("elements", "Stoplight Elements", "web-components.min.js")
          .styles("styles.min.css");

  /// How the parts of the page are arranged.
  public enum Layout {
    /// A list of the operations beside the one that is shown; the default.
    SIDEBAR,
    /// One column in which operations fold.
    STACKED,
    /// A sidebar where there is room for one.
    RESPONSIVE
  }

  /// Creates the UI with default settings.
  public ElementsUi() {
    this(UiSettings.NONE);
  }

  private ElementsUi(UiSettings settings) {
    super(FILES, settings);
  }

  @Override
  ElementsUi with(UiSettings settings) {
    return new ElementsUi(settings);
  }

  /// Sets the layout.
  ///
  /// @param layout the layout
  /// @return the UI
  public ElementsUi withLayout(Layout layout) {
    return withOption("layout", layout.name().toLowerCase(Locale.ROOT));
  }

  /// Sets the logo above the list of operations.
  ///
  /// @param url a URL, relative to the page or to its host, or one of the scheme `data`; for one of
  ///   another host, name that with [#withImagesFrom] too
  /// @return the UI
  public ElementsUi withLogo(String url) {
    return withOption("logo", url);
  }

  /// Leaves the schemas of the components out of the list.
  ///
  /// @return the UI
  public ElementsUi withoutModels() {
    return withOption("hideSchemas", true);
  }

  /// Takes the client away; code examples stay.
  ///
  /// @return the UI
  public ElementsUi withoutRequests() {
    return withOption("hideTryIt", true);
  }

  /// Takes away the button that downloads the document.
  ///
  /// @return the UI
  public ElementsUi withoutDownload() {
    return withOption("hideExport", true);
  }

  /// Leaves out operations and schemas that are marked with `x-internal`.
  ///
  /// @return the UI
  public ElementsUi withoutInternals() {
    return withOption("hideInternal", true);
  }
}
