package dev.lodestar.cli;

import dev.lodestar.json.Json;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Trees of plain values as JSON for people and programs.
final class JsonText {
  private JsonText() {}

  static void print(PrintStream out, Object tree) {
    out.println(of(tree));
  }

  static String of(Object tree) {
    return new String(
        Json.builder().pretty(true).build().codec(Object.class).encode(tree),
        StandardCharsets.UTF_8);
  }
}
