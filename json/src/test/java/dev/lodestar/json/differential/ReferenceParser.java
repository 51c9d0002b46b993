package dev.lodestar.json.differential;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Decides what is JSON: the JDK's strict decoder of UTF-8, and Jackson's parser of bytes. Where
/// Jackson is more lenient than we are, this class is strict itself:
///
/// - A byte order mark, and UTF-16 and UTF-32, which Jackson finds by their zeros.
/// - A surrogate without its other half, written as an escape: no text of Unicode contains one.
///
/// Jackson's parser of characters is no reference: where an escape needs a hexadecimal digit, it
/// also accepts letters whose lowest byte is that of a digit, such as U+0436.
final class ReferenceParser {
  static final int DEPTH = 1000;

  /// Its first byte; no other value starts with it.
  private static final byte BYTE_ORDER_MARK = (byte) 0xEF;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final JsonParser parser;
  private boolean repeated;

  private ReferenceParser(JsonParser parser) {
    this.parser = parser;
  }

  /// What a document says.
  ///
  /// @param value text, boolean, null, list, map, or `BigDecimal`; of names that occur twice the
  ///   last value
  /// @param repeated whether a name occurs twice in an object
  record Parsed(@Nullable Object value, boolean repeated) {}

  /// Reads a document; nothing if it is not JSON.
  static Optional<Parsed> parse(byte[] document) {
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(document));
      if (isOtherEncoding(document)) {
        return Optional.empty();
      }
      try (var parser = FACTORY.createParser(ObjectReadContext.empty(), document)) {
        var reference = new ReferenceParser(parser);
        if (parser.nextToken() == null) {
          return Optional.empty();
        }
        var value = reference.value();
        return parser.nextToken() == null
            ? Optional.of(new Parsed(value, reference.repeated))
            : Optional.empty();
      }
    } catch (CharacterCodingException | JacksonException | LoneSurrogate refused) {
      return Optional.empty();
    }
  }

  private static boolean isOtherEncoding(byte[] document) {
    for (byte each : document) {
      if (each == 0) {
        return true;
      }
    }
    return document.length > 0 && document[0] == BYTE_ORDER_MARK;
  }

  private @Nullable Object value() {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> checked(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IllegalStateException("Not a value: " + parser.currentToken());
    };
  }

  private Map<String, @Nullable Object> object() {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = checked(parser.currentName());
      parser.nextToken();
      repeated |= fields.containsKey(name);
      fields.put(name, value());
    }
    return fields;
  }

  private List<@Nullable Object> array() {
    var elements = new ArrayList<@Nullable Object>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value());
    }
    return elements;
  }

  /// Numbers whose exponents no `BigDecimal` holds stay texts.
  private static Object number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException beyond) {
      return "number " + text;
    }
  }

  private static String checked(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new LoneSurrogate();
      }
    }
    return text;
  }

  private static final class LoneSurrogate extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
