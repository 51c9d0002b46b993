package dev.lodestar.supervise;

import dev.lodestar.model.Default;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A table `[[dev.process]]`.
///
/// @param name what its output is marked with
/// @param command what starts it, without a shell
/// @param cwd its working directory, relative to the folder of the file
/// @param env further environment variables
/// @param ready when it can be used; at once, if nothing is said
public record ProcessTable(
    String name,
    List<String> command,
    Optional<String> cwd,
    Map<String, String> env,
    Optional<Ready> ready) {

  /// The most characters of a name.
  public static final int MAX_NAME_LENGTH = 20;

  public ProcessTable {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "The name is '"
              + name
              + "', but it is made of 1 to "
              + MAX_NAME_LENGTH
              + " lower-case letters, digits and hyphens.");
    }
    if (name.equals("app") || name.equals("vite")) {
      throw new IllegalArgumentException(
          "The name '" + name + "' belongs to a process of Lodestar; choose another one.");
    }
    Argv.check(command);
  }

  private static boolean isName(String name) {
    for (var i = 0; i < name.length(); i++) {
      var c = name.charAt(i);
      if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= MAX_NAME_LENGTH;
  }

  /// The table `ready`: one of the four, and how long it may take.
  public record Ready(
      Optional<String> http,
      Optional<String> tcp,
      Optional<List<String>> command,
      Optional<String> file,
      @Default("PT30S") Duration timeout) {

    public Ready {
      Probe.of(http, tcp, command, file);
      Argv.checkTimeout(timeout);
    }

    Probe probe() {
      return Probe.of(http, tcp, command, file);
    }
  }
}
