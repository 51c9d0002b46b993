package dev.lodestar.cli;

import java.util.Optional;

/// A command line that has to do with new projects.
sealed interface NewCommand extends Command {

  /// Make a project.
  ///
  /// @param template its word, as it was typed; empty if it is to be asked for
  /// @param name as it was typed; empty if it is to be asked for
  /// @param packageName as it was typed
  record Make(
      Optional<String> template, Optional<String> name, Optional<String> packageName, boolean json)
      implements NewCommand {}

  /// List the templates.
  record Templates(boolean json) implements NewCommand {}
}
