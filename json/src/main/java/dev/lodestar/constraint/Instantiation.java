package dev.lodestar.constraint;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorFactory;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;

/// Makes validators with their constructors without parameters.
final class Instantiation implements ConstraintValidatorFactory {

  @Override
  public <T extends ConstraintValidator<?, ?>> T getInstance(Class<T> type) {
    if (Modifier.isAbstract(type.getModifiers())) {
      throw new Unfit(
          "The validator " + type.getName() + " is abstract.", "Name a class that can be made.");
    }
    try {
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (NoSuchMethodException none) {
      throw new Unfit(
          "The validator " + type.getName() + " has no constructor without parameters.",
          type.isMemberClass() && !Modifier.isStatic(type.getModifiers())
              ? "Make the class static."
              : "Add one.");
    } catch (InaccessibleObjectException | IllegalAccessException closed) {
      throw new Unfit("The validator " + type.getName() + " is not accessible.", howToOpen(type));
    } catch (InvocationTargetException failure) {
      throw new Unfit(
          "The constructor of the validator "
              + type.getName()
              + " failed: "
              + failure.getTargetException()
              + ".",
          "Correct it.");
    } catch (InstantiationException impossible) {
      throw new IllegalStateException(type + " cannot be made.", impossible);
    }
  }

  private static String howToOpen(Class<?> type) {
    return "Make the class and its constructor public and export the package, or write `opens "
        + type.getPackageName()
        + " to dev.lodestar.json;` in the module-info.java of "
        + (type.getModule().isNamed() ? type.getModule().getName() : "its module")
        + ".";
  }

  @Override
  public void releaseInstance(ConstraintValidator<?, ?> instance) {
    // A validator lives as long as the constraints that use it.
  }
}
