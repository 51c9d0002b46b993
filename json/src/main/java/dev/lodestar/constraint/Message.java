package dev.lodestar.constraint;

import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/// Interpolates the message of a constraint: `{attribute}` of the annotation, and `{key}` of a
/// standard message. A backslash takes the meaning from `{`, `}`, `$` and itself.
final class Message {
  private static final String KEY_START = "jakarta.validation.constraints.";
  private static final String KEY_END = ".message";
  private static final int MAX_NESTING = 5;

  private final Annotation annotation;

  Message(Annotation annotation) {
    this.annotation = annotation;
  }

  String text() {
    return interpolated(String.valueOf(attribute("message")), 0);
  }

  private String interpolated(String template, int nesting) {
    var text = new StringBuilder(template.length() + 16);
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c == '\\' && i + 1 < template.length() && "{}$\\".indexOf(template.charAt(i + 1)) >= 0) {
        text.append(template.charAt(++i));
      } else if (c == '$' && i + 1 < template.length() && template.charAt(i + 1) == '{') {
        throw new Unfit(
            "The message \"" + template + "\" contains an expression.",
            "Use {attribute} instead of ${...}.");
      } else if (c == '{') {
        int end = template.indexOf('}', i);
        if (end < 0) {
          throw new Unfit("The message \"" + template + "\" has no closing brace.", "Add it.");
        }
        text.append(parameter(template.substring(i + 1, end), nesting));
        i = end;
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private String parameter(String name, int nesting) {
    var value = attribute(name);
    if (value != null) {
      return value.toString();
    }
    boolean isKey = name.startsWith(KEY_START) && name.endsWith(KEY_END) && nesting < MAX_NESTING;
    var template =
        isKey
            ? standard(name.substring(KEY_START.length(), name.length() - KEY_END.length()))
            : null;
    if (template == null) {
      throw new Unfit(
          "The message refers to {"
              + name
              + "}, which is neither an attribute of @"
              + annotation.annotationType().getSimpleName()
              + " nor a standard message.",
          "Write the text itself.");
    }
    return interpolated(template, nesting + 1);
  }

  private @Nullable Object attribute(String name) {
    var method = Compiler.attribute(annotation, name);
    return method == null ? null : Compiler.read(annotation, method);
  }

  /// The standard messages of the specification's appendix.
  private @Nullable String standard(String constraint) {
    boolean exclusive = Boolean.FALSE.equals(attribute("inclusive"));
    return switch (constraint) {
      case "AssertFalse" -> "must be false";
      case "AssertTrue" -> "must be true";
      case "DecimalMax" ->
          exclusive ? "must be less than {value}" : "must be less than or equal to {value}";
      case "DecimalMin" ->
          exclusive ? "must be greater than {value}" : "must be greater than or equal to {value}";
      case "Digits" ->
          "numeric value out of bounds (<{integer} digits>.<{fraction} digits> expected)";
      case "Email" -> "must be a well-formed email address";
      case "Future" -> "must be a future date";
      case "FutureOrPresent" -> "must be a date in the present or in the future";
      case "Max" -> "must be less than or equal to {value}";
      case "Min" -> "must be greater than or equal to {value}";
      case "Negative" -> "must be less than 0";
      case "NegativeOrZero" -> "must be less than or equal to 0";
      case "NotBlank" -> "must not be blank";
      case "NotEmpty" -> "must not be empty";
      case "NotNull" -> "must not be null";
      case "Null" -> "must be null";
      case "Past" -> "must be a past date";
      case "PastOrPresent" -> "must be a date in the past or in the present";
      case "Pattern" -> "must match \"{regexp}\"";
      case "Positive" -> "must be greater than 0";
      case "PositiveOrZero" -> "must be greater than or equal to 0";
      case "Size" -> "size must be between {min} and {max}";
      default -> null;
    };
  }
}
