package dev.lodestar.constraint;

/// Says that a constraint cannot be compiled, while the application starts.
final class Unfit extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final String fix;

  Unfit(String what, String fix) {
    super(what);
    this.what = what;
    this.fix = fix;
  }

  String what() {
    return what;
  }

  String fix() {
    return fix;
  }

  static Unfit type(String code, Class<?> type, String fits) {
    return new Unfit(
        "@" + code + " cannot check a value of type " + type.getSimpleName() + ".",
        "Use it on " + fits + ", or remove it.");
  }
}
