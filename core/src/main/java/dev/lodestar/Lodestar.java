package dev.lodestar;

import dev.lodestar.configuration.Configuration;
import dev.lodestar.report.StartupException;
import dev.lodestar.startup.StartClock;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/// Where an application begins.
///
/// ```java
/// import dev.lodestar.*;
///
/// @Get("/greet")
/// String greet(String name) {
///   return "Hi, " + name + "!";
/// }
///
/// void main(String... args) {
///   Lodestar.run(this, args);
/// }
/// ```
public final class Lodestar {
  private Lodestar() {}

  /// Returns the builder of an application.
  ///
  /// @return a new builder, without routes
  public static App.Builder app() {
    EarlyEngine.begin();
    return new App.Builder(StartClock.ofThisProcess());
  }

  /// Builds an application whose handlers are the annotated methods of one object, and serves it
  /// until the process is told to stop. Meant as the last line of `main`.
  ///
  /// What goes wrong is printed to the standard error, without a stack trace, and ends the process:
  /// with exit code 1 for mistakes in the application or in the environment, and for an address
  /// that cannot be bound; with exit code 2 for mistakes in the arguments.
  ///
  /// @param application the object with the handlers, usually `this`
  /// @param arguments the arguments of the command line, such as `--port 9000`; what is accepted is
  ///   printed for `--help`. Arguments need the artifact `lodestar-cli`, which `lodestar` contains
  public static void run(Object application, String... arguments) {
    App app;
    try {
      app = app().routes(application).build();
    } catch (StartupException mistakes) {
      failed(mistakes, Optional.empty(), arguments);
      return;
    } catch (LaunchException mistake) {
      System.err.println(mistake.getMessage());
      System.exit(1);
      return;
    }
    run(app, arguments);
  }

  /// Builds an application with the configuration of the process, and serves it until the process
  /// is told to stop. Meant as the last line of `main`, where something of the configuration is
  /// needed before the application is built.
  ///
  /// ```java
  /// Lodestar.run(
  ///     configuration -> {
  ///       var settings = configuration.bind("shop", ShopSettings.class);
  ///       return Lodestar.app().configuration(configuration).routes(Shop.of(settings)).build();
  ///     },
  ///     args);
  /// ```
  ///
  /// What goes wrong is printed and ends the process, as for [#run(Object, String...)].
  ///
  /// @param application builds the application
  /// @param arguments the arguments of the command line, as for [#run(Object, String...)], of which
  ///   the configuration takes `--config`, `--profile` and `--set`
  public static void run(ConfiguredApplication application, String... arguments) {
    var configuration = Configuration.load(arguments);
    App app;
    try {
      ProcessConfiguration.tellLoggingEarly(configuration);
      app = application.build(configuration);
    } catch (StartupException mistakes) {
      failed(mistakes, Optional.of(configuration), arguments);
      return;
    } catch (LaunchException mistake) {
      System.err.println(mistake.getMessage());
      System.exit(1);
      return;
    }
    run(app, arguments);
  }

  private static void failed(
      StartupException mistakes, Optional<Configuration> configuration, String... arguments) {
    var launcher = arguments.length == 0 ? Optional.<Launcher>empty() : findLauncher();
    if (launcher.isEmpty()) {
      System.err.println(mistakes.getMessage());
      System.exit(1);
      return;
    }
    System.exit(launcher.get().failed(mistakes, configuration, List.of(arguments)));
  }

  /// Serves an application until the process is told to stop. Meant as the last line of `main`.
  ///
  /// What goes wrong is printed and ends the process, as for [#run(Object, String...)].
  ///
  /// @param app the application
  /// @param arguments the arguments of the command line, as for [#run(Object, String...)]
  public static void run(App app, String... arguments) {
    try {
      if (arguments.length == 0) {
        app.serve();
      } else {
        var exitCode = launcher().launch(app, List.of(arguments));
        if (exitCode != 0) {
          System.exit(exitCode);
        }
      }
    } catch (LaunchException failure) {
      System.err.println(failure.getMessage());
      System.exit(1);
    }
  }

  /// Runs a program up to where it would serve its application, and returns that application: for
  /// tools that look at it, such as those that write its OpenAPI document, and for tests of `main`.
  ///
  /// The program runs in a thread of its own. In that thread, every way to start a server
  /// ([#run(Object, String...)], [App#serve()], [App#start()]) ends the program instead: nothing is
  /// bound, and no lifespan has run. What the program would have done after that is not done; one
  /// that catches all errors and goes on does so in the background.
  ///
  /// @param program what the program does, such as a call of its main method
  /// @return the application; empty if the program has ended without serving one
  /// @throws InterruptedException if the calling thread is interrupted while it waits; the program
  ///   is interrupted, too
  /// @throws Throwable what the program throws
  public static Optional<App> applicationOf(Program program) throws Throwable {
    return ProgramThread.applicationOf(program);
  }

  /// What a program does, such as a call of its main method.
  @FunctionalInterface
  public interface Program {

    /// Runs the program.
    ///
    /// @throws Throwable what makes it fail
    void run() throws Throwable;
  }

  /// Builds an application with a configuration.
  @FunctionalInterface
  public interface ConfiguredApplication {

    /// Builds the application.
    ///
    /// @param configuration the configuration of the process
    /// @return the application
    App build(Configuration configuration);
  }

  private static Optional<Launcher> findLauncher() {
    return ServiceLoader.load(Launcher.class, Launcher.class.getClassLoader()).findFirst();
  }

  private static Launcher launcher() {
    return findLauncher()
        .orElseThrow(() ->
            new LaunchException(
                "Arguments were given, but there is no command line on the class path. Add the"
                    + " dependency dev.lodestar:lodestar-cli, or dev.lodestar:lodestar, which"
                    + " contains it."));
  }
}
