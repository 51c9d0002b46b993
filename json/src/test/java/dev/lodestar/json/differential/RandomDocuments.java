package dev.lodestar.json.differential;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes random JSON texts, and breaks them.
final class RandomDocuments {
  private static final int DEEP = 5;
  private static final List<String> SPACES = List.of("", "", "", " ", "\n", "\r\n", "\t", "  ");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "1",
          "-1",
          "0.0",
          "-0.0",
          "1e5",
          "1E+5",
          "1e-5",
          "0e0",
          "123456789012345678",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "1.5e308",
          "1e309",
          "4.9e-324",
          "2.2250738585072011e-308",
          "0.1",
          "1e400",
          "100000000000000000000000000");
  private static final List<String> ESCAPES =
      List.of(
          "\\\"",
          "\\\\",
          "\\/",
          "\\b",
          "\\f",
          "\\n",
          "\\r",
          "\\t",
          "\\u0000",
          "\\u00e9",
          "\\uD83E\\uDDED",
          "\\uFFFF",
          "\\ud800",
          "\\udc00",
          "\\uD800\\u0041");
  private static final List<String> PLAIN =
      List.of("a", "id", "text ", "ü", "ж", "指", "🧭", "\u007f", "\u2028", "{", "]", ",", ":");
  private static final List<String> FRAGMENTS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "\\",
          "\\u",
          "\\u12",
          "\\x",
          "0",
          "01",
          "-",
          "+1",
          ".",
          ".5",
          "1.",
          "e",
          "1e",
          "1e+",
          "NaN",
          "Infinity",
          "-Infinity",
          "true",
          "tru",
          "True",
          "false",
          "null",
          "nul",
          "undefined",
          "'a'",
          "/*x*/",
          "//x\n",
          "#",
          "\u0000",
          "\u000b",
          "\u000c",
          "\u00a0",
          "\u2028",
          "\ufeff",
          "0x1",
          "1_000",
          "a",
          "\"a\"",
          "{}",
          "[]",
          "\n",
          "\t",
          "\u001f");

  private final RandomGenerator random;

  RandomDocuments(RandomGenerator random) {
    this.random = random;
  }

  byte[] next() {
    var text = new StringBuilder();
    space(text);
    value(text, 0);
    space(text);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void value(StringBuilder text, int depth) {
    switch (random.nextInt(depth > DEEP ? 6 : 10)) {
      case 0 -> text.append(pick(List.of("true", "false", "null")));
      case 1, 2 -> number(text);
      case 3, 4, 5 -> string(text);
      case 6, 7 -> array(text, depth);
      default -> object(text, depth);
    }
  }

  private void number(StringBuilder text) {
    switch (random.nextInt(4)) {
      case 0 -> text.append(pick(NUMBERS));
      case 1 -> text.append(random.nextInt());
      case 2 -> text.append(random.nextLong());
      default -> text.append(random.nextDouble() * Math.pow(10, random.nextInt(-20, 20)));
    }
  }

  private void string(StringBuilder text) {
    text.append('"');
    for (int i = random.nextInt(random.nextInt(10) == 0 ? 60 : 8); i > 0; i--) {
      text.append(random.nextInt(5) == 0 ? escape() : pick(PLAIN));
    }
    text.append('"');
  }

  /// Escapes that no document may have are rare.
  private String escape() {
    return random.nextInt(40) == 0 ? pick(ESCAPES) : ESCAPES.get(random.nextInt(12));
  }

  private void array(StringBuilder text, int depth) {
    text.append('[');
    space(text);
    for (int i = random.nextInt(5); i > 0; i--) {
      value(text, depth + 1);
      space(text);
      if (i > 1) {
        text.append(',');
        space(text);
      }
    }
    text.append(']');
  }

  private void object(StringBuilder text, int depth) {
    text.append('{');
    space(text);
    for (int i = random.nextInt(5); i > 0; i--) {
      string(text);
      space(text);
      text.append(':');
      space(text);
      value(text, depth + 1);
      space(text);
      if (i > 1) {
        text.append(',');
        space(text);
      }
    }
    text.append('}');
  }

  private void space(StringBuilder text) {
    text.append(pick(SPACES));
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /// Changes a document at one to three places.
  byte[] broken(byte[] document) {
    var bytes = document;
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      bytes = changed(bytes);
    }
    return bytes;
  }

  private byte[] changed(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, at + random.nextInt(4));
    return switch (random.nextInt(7)) {
      case 0 -> joined(bytes, 0, at); // cut off
      case 1 -> joined(bytes, 0, at, bytes, to, bytes.length); // something missing
      case 2 -> joined(bytes, 0, to, bytes, at, bytes.length); // something twice
      case 3 -> replaced(bytes, at, at, new byte[] {(byte) random.nextInt()});
      case 4 -> replaced(bytes, at, to, new byte[] {(byte) random.nextInt()});
      case 5 -> replaced(bytes, at, at, pick(FRAGMENTS).getBytes(StandardCharsets.UTF_8));
      default -> replaced(bytes, at, to, pick(FRAGMENTS).getBytes(StandardCharsets.UTF_8));
    };
  }

  private static byte[] replaced(byte[] bytes, int from, int to, byte[] middle) {
    var out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    out.writeBytes(middle);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }

  private static byte[] joined(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  private static byte[] joined(byte[] first, int from, int to, byte[] second, int start, int end) {
    var out = new ByteArrayOutputStream();
    out.write(first, from, to - from);
    out.write(second, start, end - start);
    return out.toByteArray();
  }
}
