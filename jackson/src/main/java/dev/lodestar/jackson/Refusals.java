package dev.lodestar.jackson;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.constraint.Violation;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonCodec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;
import tools.jackson.databind.exc.ValueInstantiationException;

/// What clients are told when Jackson refuses a document. Jackson's own messages name classes,
/// source positions and settings, so none of them is passed on.
final class Refusals {
  /// Explains documents that are no JSON.
  private static final JsonCodec<Object> SYNTAX =
      Json.builder().lastDuplicateWins(true).build().codec(Object.class);

  private Refusals() {}

  /// What becomes of a document that Jackson has refused.
  static Decoded<@Nullable Object> result(
      JacksonException refused, byte[] bytes, int offset, int length) {
    boolean bound = refused instanceof DatabindException;
    if (bound && !refused.getPath().isEmpty()) {
      return new Decoded.Invalid<>(List.of(problem(refused)), 0);
    }
    // Too much after the value, or nothing at all, is a problem of binding for Jackson.
    var malformed = malformed(bytes, offset, length);
    if (malformed != null) {
      return malformed;
    }
    return bound
        ? new Decoded.Invalid<>(List.of(problem(refused)), 0)
        : new Decoded.Malformed<>("The document is not accepted, or beyond a limit.", 0, 1, 1);
  }

  /// Explains a document that is no JSON, or not in UTF-8; null for all others.
  static Decoded.@Nullable Malformed<@Nullable Object> malformed(
      byte[] bytes, int offset, int length) {
    return SYNTAX.decode(bytes, offset, length)
            instanceof Decoded.Malformed<Object>(var message, var where, var line, var column)
        ? new Decoded.Malformed<>(message, where, line, column)
        : null;
  }

  static DecodeProblem problem(JacksonException refused) {
    var pointer = pointer(refused);
    return switch (refused) {
      case PropertyBindingException unknown ->
          problem(pointer, "unknown", "There is no field of this name.");
      case InvalidNullException none ->
          new DecodeProblem(pointer, "null", "a value", "null", "Expected a value, found null.");
      case InvalidFormatException format -> {
        var expected = expected(format.getTargetType());
        yield format.getValue() instanceof String text
            ? unfit(pointer, "format", expected, "the text \"" + DecodeProblem.shown(text) + "\"")
            : unfit(pointer, "type", expected, "something else");
      }
      case MismatchedInputException mismatch ->
          unfit(pointer, "type", expected(mismatch.getTargetType()), found(mismatch));
      case ValueInstantiationException instantiation -> {
        var cause = instantiation.getCause();
        var refusal = Violation.refusal(cause == null ? instantiation : cause);
        yield DecodeProblem.of(refusal.inside(pointer));
      }
      default -> problem(pointer, "invalid", "The value was refused.");
    };
  }

  private static DecodeProblem problem(String pointer, String code, String message) {
    return new DecodeProblem(pointer, code, "", "", message);
  }

  private static DecodeProblem unfit(String pointer, String code, String expected, String found) {
    return new DecodeProblem(
        pointer, code, expected, found, "Expected " + expected + ", found " + found + ".");
  }

  private static String found(MismatchedInputException mismatch) {
    return switch (mismatch.getCurrentToken()) {
      case null -> "something else";
      case START_OBJECT, END_OBJECT, PROPERTY_NAME -> "an object";
      case START_ARRAY, END_ARRAY -> "an array";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      default -> "something else";
    };
  }

  private static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "another value";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "a boolean";
    }
    if (type == float.class
        || type == double.class
        || type == Float.class
        || type == Double.class
        || type == BigDecimal.class) {
      return "a number";
    }
    if (type == char.class) {
      return "a text";
    }
    if (type.isPrimitive() || type == BigInteger.class || Number.class.isAssignableFrom(type)) {
      return "an integer";
    }
    if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return "an array";
    }
    if (type.isRecord() || Map.class.isAssignableFrom(type)) {
      return "an object";
    }
    return type.isEnum() ? "one of the known names" : "another value";
  }

  /// The path of an exception as a JSON pointer (RFC 6901).
  static String pointer(JacksonException refused) {
    var pointer = new StringBuilder();
    for (var step : refused.getPath()) {
      var name = step.getPropertyName();
      pointer.append(Violation.step(name == null ? Integer.toString(step.getIndex()) : name));
    }
    return pointer.toString();
  }
}
