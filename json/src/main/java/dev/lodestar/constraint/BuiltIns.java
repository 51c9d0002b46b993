package dev.lodestar.constraint;

import dev.lodestar.constraint.Check.Test;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;

/// Chooses the test of a built-in constraint for a class of values.
final class BuiltIns {
  private static final String PACKAGE = "jakarta.validation.constraints.";

  private BuiltIns() {}

  static Test test(Annotation annotation, Class<?> type) {
    var name = annotation.annotationType().getName();
    if (!name.startsWith(PACKAGE)) {
      throw new Unfit(
          "The constraint @" + name + " is not one of the built-in constraints.",
          "Use built-in constraints, or check the value in the constructor.");
    }
    return switch (annotation) {
      case Min min -> NumberTests.min("Min", BigDecimal.valueOf(min.value()), true, type);
      case Max max -> NumberTests.max("Max", BigDecimal.valueOf(max.value()), true, type);
      case DecimalMin min ->
          NumberTests.min("DecimalMin", decimal(min.value()), min.inclusive(), type);
      case DecimalMax max ->
          NumberTests.max("DecimalMax", decimal(max.value()), max.inclusive(), type);
      case Digits digits -> NumberTests.digits(digits.integer(), digits.fraction(), type);
      case Size size -> TextTests.size("Size", size.min(), size.max(), type);
      case Pattern pattern -> TextTests.pattern(pattern.regexp(), pattern.flags(), type);
      case Email email -> TextTests.email(email.regexp(), email.flags(), type);
      default -> withoutAttributes(name.substring(PACKAGE.length()), type);
    };
  }

  /// Whether the test of a constraint runs a regular expression of the application.
  static boolean matchesExpression(Annotation annotation) {
    return annotation instanceof Pattern
        || (annotation instanceof Email email && !email.regexp().equals(".*"));
  }

  private static Test withoutAttributes(String code, Class<?> type) {
    return switch (code) {
      case "NotNull" -> value -> value != null;
      case "Null" -> value -> value == null;
      case "NotEmpty" -> TextTests.notEmpty(type);
      case "NotBlank" -> TextTests.notBlank(type);
      case "AssertTrue" -> bool(code, true, type);
      case "AssertFalse" -> bool(code, false, type);
      case "Positive" -> NumberTests.min(code, BigDecimal.ZERO, false, type);
      case "PositiveOrZero" -> NumberTests.min(code, BigDecimal.ZERO, true, type);
      case "Negative" -> NumberTests.max(code, BigDecimal.ZERO, false, type);
      case "NegativeOrZero" -> NumberTests.max(code, BigDecimal.ZERO, true, type);
      case "Past", "PastOrPresent", "Future", "FutureOrPresent" -> TimeTests.test(code, type);
      default ->
          throw new Unfit("The constraint @" + code + " is not known.", "Use a known constraint.");
    };
  }

  private static Test bool(String code, boolean wanted, Class<?> type) {
    if (type != boolean.class && type != Boolean.class) {
      throw Unfit.type(code, type, "a boolean");
    }
    return value -> value == null || (Boolean) value == wanted;
  }

  private static BigDecimal decimal(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException wrong) {
      throw new Unfit("\"" + text + "\" is not a decimal number.", "Write a number such as 1.5.");
    }
  }
}
