package dev.lodestar.schema;

import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.constraint.Constraints;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MappedModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.TypeUse;
import jakarta.validation.constraints.AssertFalse;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns constraints into keywords. What has none is told in the description, by the message that a
/// client gets who breaks it.
final class ConstraintKeywords {
  private static final String BUILT_IN = "jakarta.validation.constraints.";
  private static final String PATTERN = "pattern";

  private final ConstraintSettings settings;

  ConstraintKeywords(ConstraintSettings settings) {
    this.settings = settings;
  }

  /// Whether null is refused where the type would allow it.
  boolean refuseNull(TypeUse use) {
    if (use.annotations().isEmpty() || use.model() instanceof OptionalModel) {
      return false;
    }
    for (var constraint : Constraints.effective(use)) {
      if (constraint instanceof NotNull
          || constraint instanceof NotEmpty
          || constraint instanceof NotBlank) {
        return true;
      }
    }
    return false;
  }

  /// Adds the keywords of a place to those of its type.
  ///
  /// @param inPart whether a map is merged with the one that is there, whose size nobody knows
  void add(Map<String, @Nullable Object> keywords, TypeUse use, boolean inPart) {
    if (use.annotations().isEmpty()) {
      return;
    }
    var untold = new ArrayList<Annotation>();
    for (var constraint : Constraints.effective(use)) {
      boolean told = isBuiltIn(constraint) && tell(constraint, keywords, use.model(), inPart);
      if (!told) {
        untold.add(constraint);
      }
    }
    tell(keywords, untold);
  }

  private static boolean isBuiltIn(Annotation constraint) {
    return constraint.annotationType().getName().startsWith(BUILT_IN);
  }

  /// Adds the messages of constraints on a condition, unless they only say that it must be true.
  void tellOwn(Map<String, @Nullable Object> keywords, List<Annotation> constraints) {
    var own = new ArrayList<Annotation>();
    for (var constraint : constraints) {
      boolean standard =
          (constraint instanceof AssertTrue holds && holds.message().startsWith("{" + BUILT_IN))
              || (constraint instanceof AssertFalse fails
                  && fails.message().startsWith("{" + BUILT_IN));
      if (!standard) {
        own.add(constraint);
      }
    }
    tell(keywords, own);
  }

  /// Adds the messages of constraints to the description.
  void tell(Map<String, @Nullable Object> keywords, List<Annotation> constraints) {
    for (var constraint : constraints) {
      if (isBuiltIn(constraint)) {
        add(keywords, Constraints.message(constraint, settings));
      }
    }
  }

  private static void add(Map<String, @Nullable Object> keywords, String message) {
    var text = message.strip();
    if (text.isEmpty()) {
      return;
    }
    var sentence =
        Character.toUpperCase(text.charAt(0)) + text.substring(1) + (endsSentence(text) ? "" : ".");
    var before = keywords.get("description");
    keywords.put("description", before == null ? sentence : before + "\n\n" + sentence);
  }

  private static boolean endsSentence(String text) {
    return text.endsWith(".") || text.endsWith("!") || text.endsWith("?");
  }

  /// Whether keywords say all of it.
  private static boolean tell(
      Annotation constraint,
      Map<String, @Nullable Object> keywords,
      TypeModel model,
      boolean inPart) {
    if (constraint instanceof Size size) {
      return size(size.min(), size.max(), keywords, model, inPart);
    }
    if (constraint instanceof NotEmpty) {
      return size(1, Integer.MAX_VALUE, keywords, model, inPart);
    }
    if (constraint instanceof NotBlank) {
      return size(1, Integer.MAX_VALUE, keywords, model, inPart) && pattern("\\S", keywords);
    }
    if (constraint instanceof Pattern pattern) {
      return isText(keywords) && expression(pattern.regexp(), pattern.flags(), keywords);
    }
    if (constraint instanceof Email email) {
      return isText(keywords) && email(email, keywords);
    }
    if (constraint instanceof Digits digits) {
      return isNumber(keywords) && digits(digits, keywords);
    }
    return bound(constraint, keywords);
  }

  private static boolean bound(Annotation constraint, Map<String, @Nullable Object> keywords) {
    if (constraint instanceof Min min) {
      return least(BigDecimal.valueOf(min.value()), true, keywords);
    }
    if (constraint instanceof Max max) {
      return most(BigDecimal.valueOf(max.value()), true, keywords);
    }
    if (constraint instanceof DecimalMin min) {
      var bound = decimal(min.value());
      return bound.isPresent() && least(bound.get(), min.inclusive(), keywords);
    }
    if (constraint instanceof DecimalMax max) {
      var bound = decimal(max.value());
      return bound.isPresent() && most(bound.get(), max.inclusive(), keywords);
    }
    return switch (constraint.annotationType().getSimpleName()) {
      case "Positive" -> least(BigDecimal.ZERO, false, keywords);
      case "PositiveOrZero" -> least(BigDecimal.ZERO, true, keywords);
      case "Negative" -> most(BigDecimal.ZERO, false, keywords);
      case "NegativeOrZero" -> most(BigDecimal.ZERO, true, keywords);
      case "AssertTrue" -> constant(true, keywords);
      case "AssertFalse" -> constant(false, keywords);
      case "NotNull" -> true;
      default -> false;
    };
  }

  private static Optional<BigDecimal> decimal(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException wrong) {
      // Whoever reads values of the type has refused it at start.
      return Optional.empty();
    }
  }

  private static boolean constant(boolean value, Map<String, @Nullable Object> keywords) {
    if (!"boolean".equals(keywords.get("type"))) {
      return false;
    }
    keywords.put("enum", List.of(value));
    return true;
  }

  private static boolean isText(Map<String, @Nullable Object> keywords) {
    return "string".equals(keywords.get("type")) && !keywords.containsKey("contentEncoding");
  }

  private static boolean isNumber(Map<String, @Nullable Object> keywords) {
    return "integer".equals(keywords.get("type")) || "number".equals(keywords.get("type"));
  }

  // Sizes

  private static boolean size(
      int min, int max, Map<String, @Nullable Object> keywords, TypeModel model, boolean inPart) {
    if (isText(keywords)) {
      return size(min, max, "Length", keywords);
    }
    if ("array".equals(keywords.get("type"))) {
      // A set that is sent with duplicates is smaller than the list.
      boolean set = isSet(model);
      return size(min, set ? Integer.MAX_VALUE : max, "Items", keywords)
          && (!set || max == Integer.MAX_VALUE);
    }
    return "object".equals(keywords.get("type"))
        && !inPart
        && size(min, max, "Properties", keywords);
  }

  private static boolean size(
      int min, int max, String noun, Map<String, @Nullable Object> keywords) {
    if (min > 0) {
      raise("min" + noun, BigDecimal.valueOf(min), keywords);
    }
    if (max < Integer.MAX_VALUE) {
      lower("max" + noun, BigDecimal.valueOf(max), keywords);
    }
    return true;
  }

  private static boolean isSet(TypeModel model) {
    if (model instanceof OptionalModel optional) {
      return isSet(optional.value().model());
    }
    return model instanceof MappedModel mapped
        ? isSet(mapped.target().model())
        : model instanceof ListModel list && Set.class.isAssignableFrom(list.rawClass());
  }

  // Numbers

  private static boolean least(
      BigDecimal bound, boolean inclusive, Map<String, @Nullable Object> keywords) {
    return isNumber(keywords) && raise(inclusive ? "minimum" : "exclusiveMinimum", bound, keywords);
  }

  private static boolean most(
      BigDecimal bound, boolean inclusive, Map<String, @Nullable Object> keywords) {
    return isNumber(keywords) && lower(inclusive ? "maximum" : "exclusiveMaximum", bound, keywords);
  }

  private static boolean raise(
      String keyword, BigDecimal bound, Map<String, @Nullable Object> keywords) {
    if (!(keywords.get(keyword) instanceof Number known) || decimal(known).compareTo(bound) < 0) {
      keywords.put(keyword, Trees.copy(bound));
    }
    return true;
  }

  private static boolean lower(
      String keyword, BigDecimal bound, Map<String, @Nullable Object> keywords) {
    if (!(keywords.get(keyword) instanceof Number known) || decimal(known).compareTo(bound) > 0) {
      keywords.put(keyword, Trees.copy(bound));
    }
    return true;
  }

  private static BigDecimal decimal(Number number) {
    return new BigDecimal(number.toString());
  }

  private static boolean digits(Digits digits, Map<String, @Nullable Object> keywords) {
    var limit = BigDecimal.ONE.scaleByPowerOfTen(digits.integer());
    lower("exclusiveMaximum", limit, keywords);
    raise("exclusiveMinimum", limit.negate(), keywords);
    if ("number".equals(keywords.get("type"))) {
      keywords.put("multipleOf", Trees.copy(BigDecimal.ONE.scaleByPowerOfTen(-digits.fraction())));
    }
    return true;
  }

  // Texts

  private static boolean email(Email email, Map<String, @Nullable Object> keywords) {
    keywords.putIfAbsent("format", "email");
    return email.regexp().equals(".*") || expression(email.regexp(), email.flags(), keywords);
  }

  private static boolean expression(
      String regexp, Pattern.Flag[] flags, Map<String, @Nullable Object> keywords) {
    var portable = flags.length == 0 ? Expressions.whole(regexp) : Optional.<String>empty();
    return portable.isPresent() && pattern(portable.get(), keywords);
  }

  /// Several regular expressions of one text stand in parts of their own.
  private static boolean pattern(String expression, Map<String, @Nullable Object> keywords) {
    if (keywords.putIfAbsent(PATTERN, expression) == null
        || expression.equals(keywords.get(PATTERN))) {
      return true;
    }
    var parts = new ArrayList<@Nullable Object>();
    if (keywords.get("allOf") instanceof List<?> before) {
      parts.addAll(before);
    }
    var part = new LinkedHashMap<String, @Nullable Object>();
    part.put(PATTERN, expression);
    parts.add(part);
    keywords.put("allOf", List.copyOf(parts));
    return true;
  }
}
