package dev.lodestar.schema;

import dev.lodestar.convert.Converter;
import dev.lodestar.model.TypeModel.SimpleModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The schemas of values without inner structure.
///
/// The names of formats are those of JSON Schema and of the format registry of OpenAPI. A type that
/// has none has a description and an example, so that nobody has to guess.
final class SimpleTypes {
  private static final String YEAR = "([0-9]{4}|[+\\-][0-9]{4,10})";
  private static final String MONTH = "(0[1-9]|1[0-2])";
  private static final String DAY = "(0[1-9]|[12][0-9]|3[01])";
  private static final String OFFSET = "([Zz]|[+\\-](0[0-9]|1[0-8]):[0-5][0-9](:[0-5][0-9])?)";

  private SimpleTypes() {}

  static Map<String, @Nullable Object> of(SimpleModel model) {
    if (!model.isStandard()) {
      return converted(model.converter());
    }
    return switch (model.kind()) {
      case TEXT -> standardText(model);
      case BOOLEAN -> keywords("type", "boolean");
      case INTEGER -> integer(model.rawClass().getSimpleName());
      case DECIMAL -> decimal(model.rawClass().getSimpleName());
    };
  }

  /// A value as the name of a field.
  static Map<String, @Nullable Object> text(SimpleModel model) {
    if (!model.isStandard()) {
      return converted(model.converter());
    }
    return switch (model.kind()) {
      case TEXT -> standardText(model);
      case BOOLEAN -> keywords("type", "string", "enum", List.of("true", "false"));
      case INTEGER -> keywords("type", "string", "pattern", "^-?[0-9]+$");
      case DECIMAL ->
          keywords("type", "string", "pattern", "^-?[0-9]+(\\.[0-9]+)?([eE][+\\-]?[0-9]+)?$");
    };
  }

  /// A text that a converter of the application reads.
  static Map<String, @Nullable Object> converted(Converter<?> converter) {
    return keywords("type", "string", "description", sentence(converter.expected()));
  }

  static Map<String, @Nullable Object> binary() {
    return keywords("type", "string", "contentEncoding", "base64");
  }

  private static Map<String, @Nullable Object> integer(String type) {
    return switch (type) {
      case "byte", "Byte" ->
          keywords("type", "integer", "format", "int8", "minimum", -128L, "maximum", 127L);
      case "short", "Short" ->
          keywords("type", "integer", "format", "int16", "minimum", -32_768L, "maximum", 32_767L);
      case "int", "Integer" -> keywords("type", "integer", "format", "int32");
      case "long", "Long" -> keywords("type", "integer", "format", "int64");
      default -> keywords("type", "integer");
    };
  }

  private static Map<String, @Nullable Object> decimal(String type) {
    return switch (type) {
      case "float", "Float" -> keywords("type", "number", "format", "float");
      case "double", "Double" -> keywords("type", "number", "format", "double");
      default -> keywords("type", "number");
    };
  }

  private static Map<String, @Nullable Object> standardText(SimpleModel model) {
    var converter = model.converter();
    return switch (model.rawClass().getName()) {
      case "java.lang.String" -> keywords("type", "string");
      case "char", "java.lang.Character" ->
          keywords("type", "string", "minLength", 1L, "maxLength", 1L);
      case "java.util.UUID" -> format("uuid");
      case "dev.lodestar.secret.Secret" -> format("password");
      // A `java.net.URI` may have letters of all languages.
      case "java.net.URI" -> format("iri-reference");
      case "java.time.Instant", "java.time.OffsetDateTime" -> format("date-time");
      case "java.time.LocalDate" -> format("date");
      case "java.time.LocalTime" -> format("time-local");
      case "java.time.LocalDateTime" -> format("date-time-local");
      case "java.time.OffsetTime" -> format("time");
      case "java.time.Year" -> pattern(converter, YEAR, "2026");
      case "java.time.YearMonth" -> pattern(converter, YEAR + "-" + MONTH, "2026-11");
      case "java.time.MonthDay" -> pattern(converter, "--" + MONTH + "-" + DAY, "--11-28");
      case "java.time.ZoneOffset" -> pattern(converter, OFFSET, "+01:00");
      case "java.util.Currency" -> pattern(converter, "[A-Z]{3}", "EUR");
      case "java.util.Locale" -> example(converted(converter), "en-GB");
      case "java.time.ZoneId" -> example(converted(converter), "Europe/Paris");
      case "java.time.ZonedDateTime" ->
          example(converted(converter), "2026-11-28T10:15:30+01:00[Europe/Paris]");
      // The format `duration` knows no fractions and no signs.
      case "java.time.Duration" -> example(converted(converter), "PT1H30M");
      case "java.time.Period" -> example(converted(converter), "P1Y2M3D");
      default -> keywords("type", "string");
    };
  }

  private static Map<String, @Nullable Object> format(String name) {
    return keywords("type", "string", "format", name);
  }

  private static Map<String, @Nullable Object> pattern(
      Converter<?> converter, String expression, String example) {
    var keywords = converted(converter);
    keywords.put("pattern", "^" + expression + "$");
    return example(keywords, example);
  }

  private static Map<String, @Nullable Object> example(
      Map<String, @Nullable Object> keywords, String example) {
    keywords.put("examples", List.of(example));
    return keywords;
  }

  private static Map<String, @Nullable Object> keywords(Object... pairs) {
    var keywords = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      keywords.put((String) pairs[i], pairs[i + 1]);
    }
    return keywords;
  }

  /// What is a part of error messages, as a sentence.
  private static String sentence(String phrase) {
    return phrase.isEmpty()
        ? phrase
        : Character.toUpperCase(phrase.charAt(0))
            + phrase.substring(1)
            + (phrase.endsWith(".") ? "" : ".");
  }
}
