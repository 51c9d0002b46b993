package dev.lodestar.debug;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Whether debug mode is on.
public final class DebugMode {
  private static final String VARIABLE = "LODESTAR_DEBUG";

  private DebugMode() {}

  /// Decides about debug mode: the program's word counts before the environment's.
  ///
  /// @param explicit what the program says, if it says anything
  /// @param environment the variables, as `System.getenv()` returns them
  /// @throws IllegalArgumentException if the variable decides and has none of the accepted values
  public static boolean isOn(Optional<Boolean> explicit, Map<String, String> environment) {
    if (explicit.isPresent()) {
      return explicit.get();
    }
    var value = environment.get(VARIABLE);
    if (value == null) {
      return false;
    }
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "1", "true", "on" -> true;
      case "0", "false", "off" -> false;
      default ->
          throw new IllegalArgumentException(
              "The environment variable "
                  + VARIABLE
                  + " is '"
                  + value
                  + "', but it has to be 1, true or on for debug mode, or 0, false or off; unset it"
                  + " for no debug mode.");
    };
  }
}
