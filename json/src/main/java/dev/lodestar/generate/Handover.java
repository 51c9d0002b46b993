package dev.lodestar.generate;

import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/// Hands a generated class the objects that it keeps as constants, while it is initialised, and
/// takes its only instance. Asking for its constructor would take longer.
public final class Handover {
  private static final ScopedValue<Handover> CURRENT = ScopedValue.newInstance();

  private final Object[] constants;
  private @Nullable Object instance;

  private Handover(Object[] constants) {
    this.constants = constants;
  }

  /// The constants of the class that is being initialised by this thread. Called by its static
  /// initializer.
  public static Object[] constants() {
    return CURRENT.get().constants;
  }

  /// Takes the instance of the class that is being initialised by this thread. Called by its static
  /// initializer.
  public static void made(Object instance) {
    CURRENT.get().instance = instance;
  }

  /// Initialises a class and answers its instance; null if it was initialised before, with other
  /// constants.
  static @Nullable Object initialise(
      MethodHandles.Lookup lookup, Class<?> type, Object[] constants) {
    var handover = new Handover(constants);
    ScopedValue.where(CURRENT, handover)
        .call(() -> {
          try {
            return lookup.ensureInitialized(type);
          } catch (IllegalAccessException impossible) {
            throw new LinkageError("The class " + type + " is not accessible.", impossible);
          }
        });
    return handover.instance;
  }
}
