package dev.lodestar.cli;

import java.util.List;

/// The command `lodestar`; `--help` says what it accepts.
///
/// Its exit code is 0 if everything was done as asked, 1 if the application cannot be compiled or
/// started or its main method has thrown an exception, 2 if the command line is wrong, 3 if an
/// application does not run that has to, and 4 if one runs that must not. Commands that check
/// something end with 1 if they found it. An application that calls `System.exit` chooses its own.
public final class Main {
  private Main() {}

  /// Runs the command.
  ///
  /// @param arguments the command line
  /// @throws Throwable what the main method of the program throws; the virtual machine prints it
  public static void main(String... arguments) throws Throwable {
    var exitCode = run(List.of(arguments));
    if (exitCode != ExitCode.DONE) {
      System.exit(exitCode);
    }
  }

  private static int run(List<String> arguments) throws Throwable {
    try {
      // A pattern switch would be linked at run time, which costs the start more than all the rest.
      var command = read(arguments);
      if (command instanceof Command.Run run) {
        return new ProgramRunner(System.getenv()).run(run);
      }
      if (command instanceof DevCommand development) {
        return new DevTool(System.getenv()).run(development);
      }
      if (command instanceof SchemaCommand schema) {
        return new SchemaTool(System.getenv()).run(schema);
      }
      if (command instanceof PackageCommand packaging) {
        return new PackageTool(System.getenv()).run(packaging);
      }
      if (command instanceof AppCall call) {
        return new AppTool(System.getenv()).run(call);
      }
      if (command instanceof LifecycleCommand lifecycle) {
        return new LifecycleTool(System.getenv()).run(lifecycle);
      }
      if (command instanceof NewCommand project) {
        return new NewTool(System.getenv()).run(project);
      }
      return ((Answer) command).print();
    } catch (RunFailure failure) {
      System.err.println(failure.getMessage());
      return ExitCode.FAILED;
    }
  }

  private static Command read(List<String> arguments) {
    if (!arguments.isEmpty() && arguments.getFirst().equals("run")) {
      var run = QuickReader.run(arguments.subList(1, arguments.size()));
      if (run != null) {
        return run;
      }
    }
    return FullReader.lodestar(arguments);
  }
}
