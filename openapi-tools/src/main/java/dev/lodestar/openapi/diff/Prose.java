package dev.lodestar.openapi.diff;

/// What is only for people to read.
final class Prose {
  private Prose() {}

  static String changed(String keyword) {
    return switch (keyword) {
      case "tags" -> "The tags are others.";
      case "example", "examples" -> "The examples are others.";
      case "externalDocs" -> "The link to more documentation is another one.";
      default -> "The " + keyword + " is another one.";
    };
  }
}
