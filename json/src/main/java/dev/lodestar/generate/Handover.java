package dev.lodestar.generate;

import java.lang.invoke.MethodHandles;

/// Hands a generated class the objects that it keeps as constants, while it is initialised.
public final class Handover {
  private static final ScopedValue<Object[]> CONSTANTS = ScopedValue.newInstance();

  private Handover() {}

  /// The constants of the class that is being initialised by this thread. Called by its static
  /// initializer.
  public static Object[] constants() {
    return CONSTANTS.get();
  }

  /// Initialises a class.
  static void initialise(MethodHandles.Lookup lookup, Class<?> type, Object[] constants) {
    ScopedValue.where(CONSTANTS, constants)
        .call(() -> {
          try {
            return lookup.ensureInitialized(type);
          } catch (IllegalAccessException impossible) {
            throw new LinkageError("The class " + type + " is not accessible.", impossible);
          }
        });
  }
}
