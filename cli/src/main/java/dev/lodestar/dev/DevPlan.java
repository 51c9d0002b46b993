package dev.lodestar.dev;

import dev.lodestar.dev.build.Build;
import dev.lodestar.dev.child.Children;
import dev.lodestar.dev.proxy.SecondUpstream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// What the loop runs, and where.
///
/// @param build makes the classes
/// @param launch how processes are started
/// @param options more options of Java for them
/// @param arguments of the application
/// @param host where browsers find it; empty for what the application says
/// @param port where browsers find it; empty for what the application says
/// @param debugPort where debuggers attach; empty if none can
/// @param documents what wants to know what the application offers
/// @param written files that are made of that, and whose change is therefore none of the sources
/// @param second a server beside the application
/// @param companions what runs beside the application, in the order in which it is started
/// @param hosts names that the port is called by, besides those that belong to nobody
/// @param stopTimeout how long a process may take to end, once it is told to, before it is killed
public record DevPlan(
    Build build,
    Children.Launch launch,
    List<String> options,
    List<String> arguments,
    Optional<String> host,
    OptionalInt port,
    OptionalInt debugPort,
    Optional<Consumer<String>> documents,
    List<Path> written,
    Optional<SecondUpstream> second,
    List<Companion> companions,
    List<String> hosts,
    Duration stopTimeout) {

  /// Begins a plan without anything beside the application.
  ///
  /// @param build makes the classes
  /// @param launch how processes are started
  /// @return what makes the plan
  public static Builder of(Build build, Children.Launch launch) {
    return new Builder(build, launch);
  }

  /// Makes a plan. Used by one thread.
  public static final class Builder {
    private final Build build;
    private final Children.Launch launch;
    private List<String> options = List.of();
    private List<String> arguments = List.of();
    private Optional<String> host = Optional.empty();
    private OptionalInt port = OptionalInt.empty();
    private OptionalInt debugPort = OptionalInt.empty();
    private Optional<Consumer<String>> documents = Optional.empty();
    private List<Path> written = List.of();
    private Optional<SecondUpstream> second = Optional.empty();
    private List<Companion> companions = List.of();
    private List<String> hosts = List.of();
    private Duration stopTimeout = DevSession.DRAIN_TIME;

    private Builder(Build build, Children.Launch launch) {
      this.build = build;
      this.launch = launch;
    }

    /// Gives arguments to the application.
    ///
    /// @param given options of Java
    /// @param passed what the main method gets
    /// @return this
    public Builder running(List<String> given, List<String> passed) {
      options = given;
      arguments = passed;
      return this;
    }

    /// Has it found at an address.
    ///
    /// @param named the host; empty for what the application says
    /// @param numbered the port; empty for what the application says
    /// @return this
    public Builder at(Optional<String> named, OptionalInt numbered) {
      host = named;
      port = numbered;
      return this;
    }

    /// Lets debuggers attach.
    ///
    /// @param numbered the port; empty if none can
    /// @return this
    public Builder debugged(OptionalInt numbered) {
      debugPort = numbered;
      return this;
    }

    /// Adds something that wants to know what the application offers.
    ///
    /// @param reader is given the OpenAPI document, as JSON, each time that the application has
    ///   been started, by one thread
    /// @param file what it writes then, which may lie among the sources
    /// @return this
    public Builder describing(Consumer<String> reader, Path file) {
      documents = Optional.of(reader);
      written = List.of(file);
      return this;
    }

    /// Adds a server beside the application.
    ///
    /// @param server what gets the requests that the application has no route for
    /// @return this
    public Builder with(SecondUpstream server) {
      second = Optional.of(server);
      return this;
    }

    /// Says what runs beside the application.
    ///
    /// @param all what is started before the application, in this order
    /// @return this
    public Builder with(List<Companion> all) {
      companions = List.copyOf(all);
      return this;
    }

    /// Gives the port more names.
    ///
    /// @param names the names; one that begins with `*.` stands for all below it
    /// @return this
    public Builder calledBy(List<String> names) {
      hosts = List.copyOf(names);
      return this;
    }

    /// Says how long a process may take to finish its requests and to end.
    ///
    /// @param timeout the time, after which it is killed; [DevSession#DRAIN_TIME] if nothing is
    ///   said
    /// @return this
    public Builder stoppedWithin(Duration timeout) {
      stopTimeout = timeout;
      return this;
    }

    /// Returns the plan.
    ///
    /// @return the plan
    public DevPlan build() {
      return new DevPlan(
          build,
          launch,
          options,
          arguments,
          host,
          port,
          debugPort,
          documents,
          written,
          second,
          companions,
          hosts,
          stopTimeout);
    }
  }
}
