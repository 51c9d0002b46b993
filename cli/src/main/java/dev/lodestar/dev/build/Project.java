package dev.lodestar.dev.build;

import java.nio.file.Path;
import java.util.List;

/// Modules, in an order in which they can be compiled.
///
/// @param modules all of them
/// @param buildFiles files that say what the modules are
public record Project(List<Module> modules, List<Path> buildFiles) {

  /// Copies the lists.
  public Project {
    modules = List.copyOf(modules);
    buildFiles = List.copyOf(buildFiles);
  }

  /// What tells the modules of a folder.
  @FunctionalInterface
  public interface Reader {

    /// Reads the project as it is now.
    ///
    /// @return its modules
    /// @throws UnreadableException if nobody can tell
    /// @throws InterruptedException if the thread is interrupted
    Project read() throws UnreadableException, InterruptedException;
  }

  /// Nobody can tell what the modules are.
  public static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String text;

    /// Creates an exception.
    ///
    /// @param message one sentence, with what to do
    /// @param text what the build tool has said; may be empty
    public UnreadableException(String message, String text) {
      super(message);
      this.text = text;
    }

    /// Returns what the build tool has said.
    ///
    /// @return its output
    public String text() {
      return text;
    }
  }
}
