package dev.lodestar.constraint;

import dev.lodestar.model.TypeModel;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ValidationException;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs a validator of the application.
///
/// @param model the type of the values, which knows the names of properties in documents
record ValidatorCheck(
    ConstraintValidator<Annotation, @Nullable Object> validator,
    String code,
    Template message,
    TypeModel model,
    Clock clock)
    implements Check {

  @Override
  public List<Violation> violations(@Nullable Object value, @Nullable MatchingBudget budget) {
    var context = new ValidatorContext(code, message, model, clock);
    try {
      return validator.isValid(value, context) ? List.of() : context.violations();
    } catch (RuntimeException failure) {
      throw new ValidationException(
          "The validator " + validator.getClass().getName() + " of @" + code + " failed.", failure);
    }
  }
}
