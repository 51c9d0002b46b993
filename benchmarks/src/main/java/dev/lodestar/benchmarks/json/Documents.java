package dev.lodestar.benchmarks.json;

import java.nio.charset.StandardCharsets;

/// The documents of one size: the valid one, and two whose last field has no value of its type.
///
/// @param value what the valid document says
/// @param valid the document as Lodestar writes it
/// @param wrongType with a text instead of the last number
/// @param brokenConstraint with a negative number where only positive ones are allowed
record Documents(Object value, byte[] valid, byte[] wrongType, byte[] brokenConstraint) {
  private static final String LAST_FIELD = "\"items\":";

  static Documents of(Size size, Alphabet alphabet) {
    var value = Samples.value(size, alphabet);
    var valid = Library.LODESTAR.bind(size.type(), size.isList()).encode(value);
    var text = new String(valid, StandardCharsets.UTF_8);
    int start = text.lastIndexOf(LAST_FIELD) + LAST_FIELD.length();
    int end = text.indexOf('}', start);
    return new Documents(
        value, valid, replaced(text, start, end, "\"three\""), replaced(text, start, end, "-1"));
  }

  private static byte[] replaced(String text, int start, int end, String replacement) {
    return (text.substring(0, start) + replacement + text.substring(end))
        .getBytes(StandardCharsets.UTF_8);
  }
}
