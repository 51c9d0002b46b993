package dev.lodestar.dev;

import dev.lodestar.dev.build.Build;
import dev.lodestar.dev.child.Children;
import dev.lodestar.dev.proxy.SecondUpstream;
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
/// @param second a server beside the application
/// @param companions what runs beside the application, in the order in which it is started
/// @param hosts names that the port is called by, besides those that belong to nobody
public record DevPlan(
    Build build,
    Children.Launch launch,
    List<String> options,
    List<String> arguments,
    Optional<String> host,
    OptionalInt port,
    OptionalInt debugPort,
    Optional<Consumer<String>> documents,
    Optional<SecondUpstream> second,
    List<Companion> companions,
    List<String> hosts) {

  /// Creates a plan without anything beside the application.
  ///
  /// @param build makes the classes
  /// @param launch how processes are started
  public DevPlan(Build build, Children.Launch launch) {
    this(
        build,
        launch,
        List.of(),
        List.of(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  /// Returns a plan with arguments for the application.
  ///
  /// @param given options of Java
  /// @param passed what the main method gets
  /// @return the new plan
  public DevPlan running(List<String> given, List<String> passed) {
    return new DevPlan(
        build, launch, given, passed, host, port, debugPort, documents, second, companions, hosts);
  }

  /// Returns a plan for another address.
  ///
  /// @param named the host; empty for what the application says
  /// @param numbered the port; empty for what the application says
  /// @return the new plan
  public DevPlan at(Optional<String> named, OptionalInt numbered) {
    return new DevPlan(
        build,
        launch,
        options,
        arguments,
        named,
        numbered,
        debugPort,
        documents,
        second,
        companions,
        hosts);
  }

  /// Returns a plan that debuggers can attach to.
  ///
  /// @param numbered the port; empty if none can
  /// @return the new plan
  public DevPlan debugged(OptionalInt numbered) {
    return new DevPlan(
        build,
        launch,
        options,
        arguments,
        host,
        port,
        numbered,
        documents,
        second,
        companions,
        hosts);
  }

  /// Returns a plan with something that wants to know what the application offers.
  ///
  /// @param reader is given the OpenAPI document, as JSON, each time that the application has been
  ///   started, by one thread
  /// @return the new plan
  public DevPlan describing(Consumer<String> reader) {
    return new DevPlan(
        build,
        launch,
        options,
        arguments,
        host,
        port,
        debugPort,
        Optional.of(reader),
        second,
        companions,
        hosts);
  }

  /// Returns a plan with a server beside the application.
  ///
  /// @param server what gets the requests that the application has no route for
  /// @return the new plan
  public DevPlan with(SecondUpstream server) {
    return new DevPlan(
        build,
        launch,
        options,
        arguments,
        host,
        port,
        debugPort,
        documents,
        Optional.of(server),
        companions,
        hosts);
  }

  /// Returns a plan with something more that runs beside the application.
  ///
  /// @param all what is started before the application, in this order
  /// @return the new plan
  public DevPlan with(List<Companion> all) {
    return new DevPlan(
        build,
        launch,
        options,
        arguments,
        host,
        port,
        debugPort,
        documents,
        second,
        List.copyOf(all),
        hosts);
  }

  /// Returns a plan with more names for the port.
  ///
  /// @param names the names; one that begins with `*.` stands for all below it
  /// @return the new plan
  public DevPlan calledBy(List<String> names) {
    return new DevPlan(
        build,
        launch,
        options,
        arguments,
        host,
        port,
        debugPort,
        documents,
        second,
        companions,
        List.copyOf(names));
  }
}
