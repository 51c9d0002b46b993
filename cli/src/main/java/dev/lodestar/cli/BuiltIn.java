package dev.lodestar.cli;

import dev.lodestar.AppCommand;
import picocli.CommandLine.Model.CommandSpec;

/// A command that every application has, and whose arguments are known without one.
interface BuiltIn extends AppCommand {

  /// What it accepts.
  CommandSpec spec();
}
