package dev.lodestar.json;

import org.jspecify.annotations.Nullable;

/// Reads `true` and `false`.
final class BooleanDecoder implements Decoder {

  @Override
  public String expected() {
    return "true or false";
  }

  @Override
  public @Nullable Object read(Reader in) {
    return switch (in.peek()) {
      case 't' -> {
        in.literal("true");
        yield true;
      }
      case 'f' -> {
        in.literal("false");
        yield false;
      }
      default -> refuse(in, "type");
    };
  }
}
