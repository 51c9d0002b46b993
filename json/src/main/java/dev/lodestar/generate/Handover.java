package dev.lodestar.generate;

import java.lang.invoke.MethodHandles;

/// Hands a generated class the objects that it keeps as constants, while it is initialised.
public final class Handover {
  private static final ScopedValue<Handover> CURRENT = ScopedValue.newInstance();

  private final Object[] constants;
  private boolean taken;

  private Handover(Object[] constants) {
    this.constants = constants;
  }

  /// The constants of the class that is being initialised by this thread. Called by its static
  /// initializer.
  public static Object[] constants() {
    var current = CURRENT.get();
    current.taken = true;
    return current.constants;
  }

  /// Initialises a class. Answers whether it took the constants: it did not if it was initialised
  /// before.
  static boolean initialise(MethodHandles.Lookup lookup, Class<?> type, Object[] constants) {
    var handover = new Handover(constants);
    ScopedValue.where(CURRENT, handover)
        .call(() -> {
          try {
            return lookup.ensureInitialized(type);
          } catch (IllegalAccessException impossible) {
            throw new LinkageError("The class " + type + " is not accessible.", impossible);
          }
        });
    return handover.taken;
  }
}
