package dev.lodestar.constraint;

import dev.lodestar.model.TypeModel;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.constraintvalidation.SupportedValidationTarget;
import jakarta.validation.constraintvalidation.ValidationTarget;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Chooses and makes the validator of one use of a constraint.
final class Validators {
  private final Annotation constraint;
  private final List<Class<? extends ConstraintValidator<?, ?>>> classes = new ArrayList<>();
  private final ConstraintSettings settings;

  Validators(Annotation constraint, Constraint definition, ConstraintSettings settings) {
    this.constraint = constraint;
    this.settings = settings;
    for (var type : definition.validatedBy()) {
      if (checksValues(type)) {
        classes.add(type);
      }
    }
  }

  /// Others check all parameters of a method together.
  private static boolean checksValues(Class<?> validator) {
    var target = validator.getAnnotation(SupportedValidationTarget.class);
    return target == null
        || Arrays.asList(target.value()).contains(ValidationTarget.ANNOTATED_ELEMENT);
  }

  /// Whether there is a validator for values of a type.
  boolean know(Class<?> type) {
    return !mostSpecific(type).isEmpty();
  }

  /// Makes the check of values of a type.
  ///
  /// @throws Unfit if there is no validator for it, or no single one, or it cannot be made
  Check check(Class<?> type, TypeModel model) {
    var message = Template.of(constraint, settings.messages());
    message.verify();
    var validator = initialized(chosen(type));
    return new ValidatorCheck(
        validator, constraint.annotationType().getSimpleName(), message, model, settings.clock());
  }

  private Class<? extends ConstraintValidator<?, ?>> chosen(Class<?> type) {
    var fitting = mostSpecific(type);
    if (fitting.size() == 1) {
      return fitting.getFirst();
    }
    var name = "@" + constraint.annotationType().getSimpleName();
    if (fitting.isEmpty()) {
      throw new Unfit(
          name + " cannot check a value of type " + type.getSimpleName() + ".",
          classes.isEmpty()
              ? "Name a validator of single values in its @Constraint(validatedBy = …)."
              : "Use it on " + checkedTypes(classes) + ", or add a validator for the type.");
    }
    throw new Unfit(
        name
            + " has several validators that fit the type "
            + type.getSimpleName()
            + ": "
            + names(fitting)
            + ".",
        "Add one for exactly this type, or remove all but one of them.");
  }

  private List<Class<? extends ConstraintValidator<?, ?>>> mostSpecific(Class<?> type) {
    var boxed = MethodType.methodType(type).wrap().returnType();
    var fitting = new ArrayList<Class<? extends ConstraintValidator<?, ?>>>();
    for (var candidate : classes) {
      if (checkedType(candidate).isAssignableFrom(boxed)) {
        fitting.add(candidate);
      }
    }
    var best = new ArrayList<Class<? extends ConstraintValidator<?, ?>>>();
    for (var candidate : fitting) {
      if (!hasMoreSpecific(candidate, fitting)) {
        best.add(candidate);
      }
    }
    return best;
  }

  private static boolean hasMoreSpecific(
      Class<? extends ConstraintValidator<?, ?>> candidate,
      List<Class<? extends ConstraintValidator<?, ?>>> others) {
    var checked = checkedType(candidate);
    for (var other : others) {
      var otherChecked = checkedType(other);
      if (otherChecked != checked && checked.isAssignableFrom(otherChecked)) {
        return true;
      }
    }
    return false;
  }

  private static Class<?> checkedType(Class<?> validator) {
    return TypeArguments.of(validator, ConstraintValidator.class, 1);
  }

  private ConstraintValidator<Annotation, @Nullable Object> initialized(
      Class<? extends ConstraintValidator<?, ?>> type) {
    ConstraintValidator<?, ?> made;
    try {
      made = settings.validators().getInstance(type);
    } catch (Unfit unfit) {
      throw unfit;
    } catch (RuntimeException failure) {
      throw new Unfit(
          "The validator " + type.getName() + " cannot be made: " + failure + ".",
          "Correct its constructor or the factory of validators.");
    }
    if (made == null) {
      throw new Unfit(
          "The factory of validators made no " + type.getName() + ".", "Return an instance.");
    }
    @SuppressWarnings("unchecked") // it was chosen by its type, and the constraint names it
    var validator = (ConstraintValidator<Annotation, @Nullable Object>) made;
    try {
      validator.initialize(constraint);
    } catch (RuntimeException failure) {
      throw new Unfit(
          "The validator " + type.getName() + " cannot be initialized: " + failure + ".",
          "Correct the attributes of @"
              + constraint.annotationType().getSimpleName()
              + ", or the validator.");
    }
    return validator;
  }

  private static String checkedTypes(List<Class<? extends ConstraintValidator<?, ?>>> validators) {
    var text = new StringBuilder();
    for (var validator : validators) {
      text.append(text.isEmpty() ? "" : ", ").append(checkedType(validator).getSimpleName());
    }
    return text.toString();
  }

  private static String names(List<Class<? extends ConstraintValidator<?, ?>>> validators) {
    var text = new StringBuilder();
    for (var validator : validators) {
      text.append(text.isEmpty() ? "" : ", ").append(validator.getSimpleName());
    }
    return text.toString();
  }
}
