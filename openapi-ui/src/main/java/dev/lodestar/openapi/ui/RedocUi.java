package dev.lodestar.openapi.ui;

import java.util.Locale;

/// Redoc, for reading: its community edition sends no requests. Its telemetry is switched off, and
/// the logo that it would load from its vendor is a text. Immutable and thread-safe.
public final class RedocUi extends BundledUi<RedocUi> {
  private static final UiFiles FILES = UiFiles.of("redoc", "Redoc").others("redoc.standalone.js");

  /// How the parts of the page are arranged.
  public enum Layout {
    /// Examples beside the operations; the default.
    THREE_PANEL,
    /// Examples below the operations.
    STACKED
  }

  /// Creates the UI with default settings.
  public RedocUi() {
    this(UiSettings.NONE);
  }

  private RedocUi(UiSettings settings) {
    super(FILES, settings);
  }

  @Override
  RedocUi with(UiSettings settings) {
    return new RedocUi(settings);
  }

  /// Sets the layout.
  ///
  /// @param layout the layout
  /// @return the UI
  public RedocUi withLayout(Layout layout) {
    return withOption("layout", layout.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /// Shows required properties before the others.
  ///
  /// @return the UI
  public RedocUi withRequiredPropertiesFirst() {
    return withOption("sortRequiredPropsFirst", true);
  }

  /// Unfolds schemas at first.
  ///
  /// @param levels how many levels, 0 or more
  /// @return the UI
  /// @throws IllegalArgumentException if the number is negative
  public RedocUi withExpandedSchemas(int levels) {
    if (levels < 0) {
      throw new IllegalArgumentException(
          "Schemas cannot be unfolded by " + levels + " levels; give 0 or more.");
    }
    return withOption("schemasExpansionLevel", levels);
  }

  /// Takes away the button that downloads the document.
  ///
  /// @return the UI
  public RedocUi withoutDownload() {
    return withOption("hideDownloadButtons", true);
  }
}
