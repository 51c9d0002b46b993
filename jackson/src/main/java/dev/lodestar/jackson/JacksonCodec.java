package dev.lodestar.jackson;

import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.DocumentBuffer;
import dev.lodestar.codec.EncodeException;
import dev.lodestar.json.DocumentCodec;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/// Writes and reads the documents of one type with a mapper.
final class JacksonCodec implements DocumentCodec {
  private static final int MOST_PROBLEMS = 100;
  private static final int LONGEST_CHARACTER = 4;

  private final ObjectReader reader;
  private final ObjectWriter writer;
  private final Validation validation;

  JacksonCodec(ObjectMapper mapper, Type type, Validation validation) {
    var bound = mapper.constructType(type);
    this.reader = mapper.readerFor(bound);
    this.writer = mapper.writerFor(bound);
    this.validation = validation;
  }

  @Override
  public void encode(@Nullable Object value, DocumentBuffer out) {
    var stream = new BufferStream(out);
    try {
      writer.writeValue(stream, value);
    } catch (JacksonException failure) {
      throw new EncodeException("Jackson cannot write the value: " + failure, failure)
          .at(Refusals.pointer(failure));
    }
    stream.complete();
  }

  @Override
  public Decoded<@Nullable Object> decode(byte[] bytes, int offset, int length) {
    if (isOtherEncoding(bytes, offset, length)) {
      var malformed = Refusals.malformed(bytes, offset, length);
      if (malformed != null) {
        return malformed;
      }
    }
    @Nullable Object value;
    try {
      value = reader.readValue(bytes, offset, length);
    } catch (JacksonException refused) {
      return Refusals.result(refused, bytes, offset, length);
    }
    if (value != null) {
      var problems = validation.check(value);
      if (!problems.isEmpty()) {
        int listed = Math.min(problems.size(), MOST_PROBLEMS);
        return new Decoded.Invalid<>(problems.subList(0, listed), problems.size() - listed);
      }
    }
    return new Decoded.Valid<>(value);
  }

  /// Whether Jackson would find a byte order mark, or UTF-16 or UTF-32 by their zeros. JSON between
  /// systems is UTF-8 without one (RFC 8259, section 8.1).
  private static boolean isOtherEncoding(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + Math.min(length, LONGEST_CHARACTER); i++) {
      if (bytes[i] <= 0) {
        return true;
      }
    }
    return false;
  }
}
