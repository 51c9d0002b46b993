package dev.lodestar.format;

/// Writes a value of one format in another one.
final class Transcript {
  private static final String EXPECTED = "a value";

  private Transcript() {}

  /// Copies the value that is next. What the other format cannot say is noted at the input.
  static void copy(Input in, Output out) {
    switch (in.kind()) {
      case TEXT -> {
        var text = in.readText(EXPECTED);
        if (text != null) {
          out.text(text);
        }
      }
      case NUMBER -> {
        var digits = in.readNumber(false, EXPECTED);
        if (digits != null) {
          out.number(digits);
        }
      }
      case BINARY -> {
        var binary = in.readBinary(EXPECTED);
        if (binary != null) {
          out.binary(binary);
        }
      }
      case TIMESTAMP -> {
        var time = in.readTimestamp(EXPECTED);
        if (time != null) {
          out.text(time.toString());
        }
      }
      case BOOLEAN -> out.bool(in.readBoolean(EXPECTED));
      case NULL -> {
        in.readNull();
        out.nothing();
      }
      case OBJECT -> copyObject(in, out);
      case ARRAY -> copyArray(in, out);
      case OTHER -> in.refuse(EXPECTED);
      case NONE -> in.skip();
    }
  }

  private static void copyObject(Input in, Output out) {
    int mark = out.enterObject(-1);
    if (in.enterObject(EXPECTED) > 0) {
      do {
        out.name(in.name());
        copy(in, out);
      } while (in.anotherField());
    }
    out.leaveObject(mark);
  }

  private static void copyArray(Input in, Output out) {
    int mark = out.enterArray(-1);
    if (in.enterArray(EXPECTED) > 0) {
      do {
        out.element();
        copy(in, out);
      } while (in.anotherElement());
    }
    out.leaveArray(mark);
  }
}
