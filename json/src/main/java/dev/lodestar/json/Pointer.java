package dev.lodestar.json;

/// JSON pointers, RFC 6901.
final class Pointer {
  private Pointer() {}

  static String escaped(String step) {
    return step.indexOf('~') < 0 && step.indexOf('/') < 0
        ? step
        : step.replace("~", "~0").replace("/", "~1");
  }
}
