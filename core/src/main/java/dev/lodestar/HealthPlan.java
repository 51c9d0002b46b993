package dev.lodestar;

import dev.lodestar.checkup.Checkup;
import dev.lodestar.checkup.HealthDocument;
import dev.lodestar.health.Check;
import dev.lodestar.health.Health;
import dev.lodestar.health.HealthCheck;
import dev.lodestar.health.HealthStatus;
import dev.lodestar.health.Probe;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.layer.Guard;
import dev.lodestar.openapi.DeclaredAnswer;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.setting.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What was said to the builder of an application about its health, from which each application
/// that is built gets checks and routes of its own.
///
/// @param routes where it is told; nothing for nowhere
/// @param checks in the order in which they were added
record HealthPlan(Optional<Declared> routes, List<Registered> checks) {
  private static final int OK = 200;
  private static final int DOWN = 503;
  static final HealthPlan NOTHING = new HealthPlan(Optional.empty(), List.of());

  record Declared(Health health, CallSite callSite) {}

  record Registered(HealthCheck check, CallSite callSite) {}

  HealthPlan {
    checks = List.copyOf(checks);
  }

  HealthPlan with(Health health, CallSite callSite) {
    return new HealthPlan(Optional.of(new Declared(health, callSite)), checks);
  }

  HealthPlan with(HealthCheck check, CallSite callSite) {
    var more = new ArrayList<>(checks);
    more.add(new Registered(check, callSite));
    return new HealthPlan(routes, more);
  }

  /// The checks of an application.
  ///
  /// @param isOpen whether it has been started, and not been stopped
  /// @param components makes those of classes
  /// @param problems receives every mistake
  Checkup checkup(BooleanSupplier isOpen, Components components, List<StartupProblem> problems) {
    var checkup = new Checkup(isOpen);
    var known = new HashMap<String, Registered>();
    for (var registered : checks) {
      var check = registered.check();
      var earlier = known.putIfAbsent(check.name(), registered);
      if (earlier != null) {
        problems.add(registered.callSite().locate(twice(check, earlier)));
      }
      source(registered, components, problems).ifPresent(source -> checkup.add(check, source));
    }
    return checkup;
  }

  private static StartupProblem twice(HealthCheck check, Registered earlier) {
    return new StartupProblem(
        "health-check",
        check.toString(),
        "There is a health check of this name already"
            + earlier.callSite().location().map(place -> " (" + place + ")").orElse("")
            + ".",
        "Give each check a name of its own.");
  }

  private static Optional<Supplier<Check>> source(
      Registered registered, Components components, List<StartupProblem> problems) {
    var check = registered.check();
    if (check.check().isPresent()) {
      return check.check().map(given -> () -> given);
    }
    var before = problems.size();
    var made =
        components.object(
            check.type().orElseThrow(),
            check.toString(),
            new Origin("the application", registered.callSite()::location));
    if (made.isEmpty() && problems.size() == before) {
      problems.add(
          registered
              .callSite()
              .locate(
                  new StartupProblem(
                      "health-check",
                      check.toString(),
                      "Its class is made anew for each request, but a check belongs to none.",
                      "Leave @RequestScoped out, and take what belongs to the application.")));
    }
    return made.map(source -> () -> (Check) source.get());
  }

  /// The routes that tell of the checks.
  List<Registration> registrations(Checkup checkup) {
    if (routes.isEmpty()) {
      return List.of();
    }
    var declared = routes.get();
    var health = declared.health();
    return List.of(
        router(declared, health.path(), "All checks", checkup, Set.of(Probe.values())),
        router(declared, health.livenessPath(), "Liveness", checkup, Set.of(Probe.LIVENESS)),
        router(declared, health.readinessPath(), "Readiness", checkup, Set.of(Probe.READINESS)));
  }

  private static Registration router(
      Declared declared, String path, String summary, Checkup checkup, Set<Probe> probes) {
    var health = declared.health();
    var router =
        Router.at("/")
            .guard(health.guards().toArray(Guard[]::new))
            .includeInSchema(health.isInSchema())
            .tags("health")
            .answers(
                DeclaredAnswer.of(OK, HealthDocument.class, "It is up or degraded."),
                DeclaredAnswer.of(DOWN, HealthDocument.class, "It is down."))
            .operation(operation -> operation.summary(summary))
            .function(
                HttpMethod.GET,
                path,
                request -> answer(checkup, probes, health, request),
                declared.callSite());
    return new Registration.OfRouter(router, declared.callSite());
  }

  private static Response<?> answer(
      Checkup checkup, Set<Probe> probes, Health health, Request request)
      throws InterruptedException {
    var report = checkup.report(probes, request.serverIsStopping());
    return Response.bytes(
            MediaType.JSON, HealthDocument.encoded(report, health.showsDetailsTo(request)))
        .status(report.status() == HealthStatus.DOWN ? DOWN : OK)
        .header("Cache-Control", "no-store");
  }
}
