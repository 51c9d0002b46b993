package dev.lodestar.constraint;

import dev.lodestar.model.TypeModel;
import jakarta.validation.ClockProvider;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ValidationException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// What a validator is given for one value, and what it says about it.
final class ValidatorContext implements ConstraintValidatorContext {
  private final String code;
  private final Template message;
  private final TypeModel model;
  private final Clock clock;
  private boolean withDefault = true;
  private List<Violation> own = List.of();

  ValidatorContext(String code, Template message, TypeModel model, Clock clock) {
    this.code = code;
    this.message = message;
    this.model = model;
    this.clock = clock;
  }

  @Override
  public void disableDefaultConstraintViolation() {
    withDefault = false;
  }

  @Override
  public String getDefaultConstraintMessageTemplate() {
    return message.template();
  }

  @Override
  public ClockProvider getClockProvider() {
    return () -> clock;
  }

  @Override
  public ConstraintViolationBuilder buildConstraintViolationWithTemplate(String messageTemplate) {
    return new ViolationBuilder(this, messageTemplate);
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    throw new ValidationException(
        "The context of a validator cannot be unwrapped to " + type.getName() + ".");
  }

  TypeModel model() {
    return model;
  }

  void add(String pointer, String messageTemplate) {
    if (own.isEmpty()) {
      own = new ArrayList<>(1);
    }
    own.add(new Violation(pointer, code, message.with(messageTemplate)));
  }

  List<Violation> violations() {
    if (!withDefault && own.isEmpty()) {
      throw new ValidationException(
          "A validator of @"
              + code
              + " disabled the default violation, but added none of its own.");
    }
    return withDefault ? Check.joined(List.of(new Violation("", code, message)), own) : own;
  }
}
