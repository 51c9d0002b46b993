package dev.lodestar.decode;

import dev.lodestar.format.Input;
import dev.lodestar.model.TypeModel.SimpleModel;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The decoders of values that some formats have a form of their own for, besides the text.
final class NativeDecoders {
  private static final int UUID_SIZE = 16;

  private NativeDecoders() {}

  /// @param text reads the other form
  static Decoder of(SimpleModel model, Decoder text) {
    var type = model.rawClass();
    if (!model.isStandard()) {
      return text;
    }
    if (type == UUID.class) {
      return new UuidDecoder(text);
    }
    return type == Instant.class || type == OffsetDateTime.class
        ? new TimeDecoder(text, type == OffsetDateTime.class)
        : text;
  }

  /// Reads a moment from a time stamp or a text.
  record TimeDecoder(Decoder text, boolean withOffset) implements Decoder {
    @Override
    public String expected() {
      return text.expected();
    }

    @Override
    public @Nullable Object read(Input in) {
      if (in.kind() != Input.Kind.TIMESTAMP) {
        return text.read(in);
      }
      var time = in.readTimestamp(expected());
      return time == null || !withOffset ? time : time.atOffset(ZoneOffset.UTC);
    }
  }

  /// Reads a UUID from its sixteen bytes or a text.
  record UuidDecoder(Decoder text) implements Decoder {
    @Override
    public String expected() {
      return text.expected();
    }

    @Override
    public @Nullable Object read(Input in) {
      if (in.kind() != Input.Kind.BINARY) {
        return text.read(in);
      }
      int where = in.valueStart();
      var bytes = in.readBinary(expected());
      if (bytes == null || bytes.length != UUID_SIZE) {
        in.mismatch(where, "format", expected());
        return null;
      }
      var buffer = ByteBuffer.wrap(bytes);
      return new UUID(buffer.getLong(), buffer.getLong());
    }
  }
}
