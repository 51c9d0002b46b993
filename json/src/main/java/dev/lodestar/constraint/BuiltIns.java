package dev.lodestar.constraint;

import dev.lodestar.constraint.Check.Test;
import dev.lodestar.secret.Secret;
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
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// Compiles the built-in constraints.
final class BuiltIns {
  static final String PACKAGE = "jakarta.validation.constraints.";

  /// What `@Email` says about addresses if nothing else is said.
  static final String ANY_ADDRESS = ".*";

  private static final String TOO_MUCH_WORK = "{dev.lodestar.constraint.work.message}";

  private BuiltIns() {}

  static boolean isBuiltIn(Annotation annotation) {
    return annotation.annotationType().getName().startsWith(PACKAGE);
  }

  /// Compiles a constraint for values of a type.
  ///
  /// @throws Unfit if it cannot check them
  static List<Check> checks(Annotation annotation, Class<?> type, ConstraintSettings settings) {
    if (type == Secret.class) {
      var ofText = new ArrayList<Check>(2);
      for (var check : checks(annotation, String.class, settings)) {
        ofText.add(new Check.OfSecret(check));
      }
      return ofText;
    }
    var code = annotation.annotationType().getSimpleName();
    var message = Template.of(annotation, settings.messages());
    var violation = new Violation("", code, message);
    var checks = new ArrayList<Check>(2);
    if (annotation instanceof Pattern pattern) {
      TextTests.requireText(code, type);
      var compiled = Expression.compiled(pattern.regexp(), pattern.flags());
      checks.add(expression(compiled, violation, message, settings));
    } else {
      checks.add(
          new Check.Simple(test(annotation, code, type, settings.clock()), List.of(violation)));
    }
    if (annotation instanceof Email email && !email.regexp().equals(ANY_ADDRESS)) {
      var compiled = Expression.compiled(email.regexp(), email.flags());
      checks.add(expression(compiled, violation, message, settings));
    }
    message.verify();
    return checks;
  }

  private static Expression expression(
      java.util.regex.Pattern compiled,
      Violation violation,
      Template message,
      ConstraintSettings settings) {
    var stopped = new Violation("", violation.code(), message.with(TOO_MUCH_WORK));
    return new Expression(compiled, settings.matchingSteps(), violation, stopped);
  }

  private static Test test(Annotation annotation, String code, Class<?> type, Clock clock) {
    if (annotation instanceof Min min) {
      return NumberTests.min(code, BigDecimal.valueOf(min.value()), true, type);
    }
    if (annotation instanceof Max max) {
      return NumberTests.max(code, BigDecimal.valueOf(max.value()), true, type);
    }
    if (annotation instanceof DecimalMin min) {
      return NumberTests.min(code, decimal(min.value()), min.inclusive(), type);
    }
    if (annotation instanceof DecimalMax max) {
      return NumberTests.max(code, decimal(max.value()), max.inclusive(), type);
    }
    if (annotation instanceof Digits digits) {
      return NumberTests.digits(digits.integer(), digits.fraction(), type);
    }
    if (annotation instanceof Size size) {
      return TextTests.size(code, size.min(), size.max(), type);
    }
    return annotation instanceof Email
        ? TextTests.email(type)
        : withoutAttributes(code, type, clock);
  }

  private static Test withoutAttributes(String code, Class<?> type, Clock clock) {
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
      case "Past", "PastOrPresent", "Future", "FutureOrPresent" ->
          TimeTests.test(code, type, clock);
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

  static BigDecimal decimal(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException wrong) {
      throw new Unfit("\"" + text + "\" is not a decimal number.", "Write a number such as 1.5.");
    }
  }
}
