package dev.lodestar.openapi.ui;

import dev.lodestar.openapi.OpenApiDocument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// The content security policy of a page: scripts from here only and none in the page, styles from
/// here, requests to the application and to the servers that the document names.
final class UiPolicy {
  private static final String SELF = "'self'";

  private UiPolicy() {}

  static String of(UiFiles files, UiSettings settings, OpenApiDocument document) {
    var connections = new LinkedHashSet<String>();
    connections.add(SELF);
    connections.addAll(NamedOrigins.of(document));
    connections.addAll(settings.connections());
    var images = new ArrayList<>(List.of(SELF, "data:"));
    images.addAll(settings.images());
    return directives(
        "script-src " + SELF,
        "style-src " + SELF + (files.inlineStyles() ? " 'unsafe-inline'" : ""),
        "img-src " + String.join(" ", images),
        "font-src " + SELF + " data:",
        "connect-src " + String.join(" ", connections),
        "frame-ancestors " + SELF);
  }

  static String ofRedirect() {
    return directives("script-src " + SELF, "img-src data:", "frame-ancestors 'none'");
  }

  private static String directives(String... own) {
    var all = new ArrayList<>(List.of("default-src 'none'"));
    all.addAll(List.of(own));
    all.addAll(List.of("base-uri 'none'", "form-action 'none'"));
    return String.join("; ", all);
  }
}
