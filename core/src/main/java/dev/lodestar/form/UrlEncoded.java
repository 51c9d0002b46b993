package dev.lodestar.form;

import dev.lodestar.http.HttpException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Reads forms of the type `application/x-www-form-urlencoded` (URL Standard, section 5.1), but
/// strictly: pairs separated by `&`, names and texts in UTF-8 with `%` before two hexadecimal
/// digits and `+` for a space. Used once.
final class UrlEncoded {
  private static final int BUFFER_SIZE = 8192;

  private final InputStream body;
  private final FormLimits limits;
  private final byte[] buffer = new byte[BUFFER_SIZE];
  private int position;
  private int limit;
  private final Bytes decoded = new Bytes();
  private int fields;
  private long textSize;

  private UrlEncoded(InputStream body, FormLimits limits) {
    this.body = body;
    this.limits = limits;
  }

  /// Reads a form.
  ///
  /// @throws HttpException 400, if it is malformed; 413, if it is beyond a limit
  static FormData read(InputStream body, FormLimits limits) throws IOException {
    return new UrlEncoded(body, limits).form();
  }

  private FormData form() throws IOException {
    var form = new FormData.Builder();
    var c = next();
    while (c >= 0) {
      if (c == '&') {
        c = next();
      } else {
        c = pair(c, form);
      }
    }
    return fields == 0 ? FormData.empty() : form.build();
  }

  /// Reads one pair, whose first byte was read already.
  ///
  /// @return the byte behind it
  private int pair(int first, FormData.Builder form) throws IOException {
    if (++fields > limits.fields()) {
      throw Problems.tooLarge("The form has more than " + limits.fields() + " fields.");
    }
    var c = first;
    while (c >= 0 && c != '&' && c != '=') {
      decode(c);
      if (decoded.length() > limits.nameLength()) {
        throw Problems.tooLarge(
            "In field "
                + fields
                + " of the form: The name is longer than "
                + limits.nameLength()
                + " bytes.");
      }
      c = next();
    }
    var name = text("name");
    if (c != '=') {
      form.add(name, "");
      return c;
    }
    c = next();
    while (c >= 0 && c != '&') {
      decode(c);
      if (decoded.length() > limits.fieldSize()) {
        throw textTooLarge(name, "The text is larger than " + limits.fieldSize() + " bytes.");
      }
      if (++textSize > limits.textSize()) {
        throw textTooLarge(
            name,
            "The texts of the form are larger than " + limits.textSize() + " bytes together.");
      }
      c = next();
    }
    form.add(name, text("text of " + Problems.shown(name)));
    return c;
  }

  private void decode(int c) throws IOException {
    if (c == '%') {
      var first = next();
      var second = first < 0 ? -1 : next();
      var high = Character.digit(first, 16);
      var low = Character.digit(second, 16);
      if (high < 0 || low < 0) {
        throw malformed("a percent sign is not followed by two hexadecimal digits");
      }
      decoded.write(high << 4 | low);
    } else {
      decoded.write(c == '+' ? ' ' : c);
    }
  }

  private HttpException textTooLarge(String name, String message) {
    return Problems.tooLarge(
        name, "In field " + fields + " of the form, " + Problems.shown(name) + ": " + message);
  }

  private String text(String what) {
    var text =
        Charsets.decode(decoded.array(), decoded.length(), StandardCharsets.UTF_8)
            .orElseThrow(() -> malformed("the " + what + " is not valid UTF-8"));
    decoded.clear();
    return text;
  }

  private HttpException malformed(String message) {
    return Problems.malformed("The form is malformed in field " + fields + ": " + message + ".");
  }

  private int next() throws IOException {
    if (position == limit) {
      limit = body.read(buffer);
      position = 0;
      if (limit <= 0) {
        limit = 0;
        return -1;
      }
    }
    return buffer[position++] & 0xFF;
  }
}
