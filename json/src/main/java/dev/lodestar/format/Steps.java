package dev.lodestar.format;

/// The steps of JSON pointers, RFC 6901.
public final class Steps {
  private Steps() {}

  /// A step with its slash.
  public static String of(String name) {
    var escaped =
        name.indexOf('~') < 0 && name.indexOf('/') < 0
            ? name
            : name.replace("~", "~0").replace("/", "~1");
    return "/" + escaped;
  }
}
