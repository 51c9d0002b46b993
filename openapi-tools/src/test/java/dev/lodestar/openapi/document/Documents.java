package dev.lodestar.openapi.document;

import java.nio.charset.StandardCharsets;

/// Documents for tests, written as YAML.
public final class Documents {
  private Documents() {}

  /// A document of paths and components.
  public static ApiDocument of(String paths, String components) {
    return parse(
        "openapi: 3.1.0\ninfo:\n  title: Test\n  version: 1.0.0\npaths:\n"
            + paths.indent(2)
            + "components:\n"
            + components.indent(2));
  }

  /// A document of schemas.
  public static ApiDocument ofSchemas(String schemas) {
    return of("{}", "schemas:\n" + schemas.indent(2));
  }

  /// Any text.
  public static ApiDocument parse(String text) {
    return ApiDocument.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
