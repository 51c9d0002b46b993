package dev.lodestar.json;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Reads bytes from a Base64 text (RFC 4648 section 4).
final class BinaryDecoder implements Decoder {

  @Override
  public String expected() {
    return "a Base64 text";
  }

  @Override
  public @Nullable Object read(Reader in) {
    if (in.peek() != '"') {
      return refuse(in, "type");
    }
    int where = in.position();
    var text = in.string();
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException refused) {
      in.problems().mismatch("format", expected(), where);
      return null;
    }
  }
}
