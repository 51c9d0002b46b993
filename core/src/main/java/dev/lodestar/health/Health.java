package dev.lodestar.health;

import static java.util.Objects.requireNonNull;

import dev.lodestar.http.Request;
import dev.lodestar.layer.Guard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Where an application tells how it is, and to whom. Immutable and thread-safe; each method
/// returns a changed copy.
///
/// ```java
/// Lodestar.app()
///     .health(Health.standard().withDetailsFor(request -> isFromInside(request)))
///     .healthCheck(HealthCheck.ready("database", DatabaseCheck.class));
/// ```
///
/// There are three routes: `/health` tells of all checks, `/health/live` of those of
/// [liveness][Probe#LIVENESS], and `/health/ready` of those of [readiness][Probe#READINESS] and of
/// the application itself, which is down before its lifespans have started and as soon as its
/// server is told to stop. They answer 200, or 503 if something critical is down, with a document
/// in JSON that only says so: what the checks say is shown to nobody unless the application allows
/// it.
public final class Health {
  /// The path of the whole, above the other two, by default.
  public static final String DEFAULT_PATH = "/health";

  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

  private final String path;
  private final Optional<String> livenessPath;
  private final Optional<String> readinessPath;
  private final Predicate<Request> seesDetails;
  private final List<Guard> guards;
  private final boolean inSchema;

  private Health(
      String path,
      Optional<String> livenessPath,
      Optional<String> readinessPath,
      Predicate<Request> seesDetails,
      List<Guard> guards,
      boolean inSchema) {
    this.path = path;
    this.livenessPath = livenessPath;
    this.readinessPath = readinessPath;
    this.seesDetails = seesDetails;
    this.guards = List.copyOf(guards);
    this.inSchema = inSchema;
  }

  /// Returns routes at the default paths, without details and guards, that are not in the OpenAPI
  /// document.
  ///
  /// @return the declaration
  public static Health standard() {
    return new Health(
        DEFAULT_PATH, Optional.empty(), Optional.empty(), _ -> false, List.of(), false);
  }

  /// Serves the whole at another path, and the other two below it, at `/live` and `/ready`.
  ///
  /// @param path the path, without parameters
  /// @return the new declaration
  /// @throws IllegalArgumentException if it is no such path
  public Health withPath(String path) {
    return new Health(checked(path), livenessPath, readinessPath, seesDetails, guards, inSchema);
  }

  /// Serves liveness at another path.
  ///
  /// @param path the path, without parameters; it need not be below that of the whole
  /// @return the new declaration
  /// @throws IllegalArgumentException if it is no such path
  public Health withLivenessPath(String path) {
    return new Health(
        this.path, Optional.of(checked(path)), readinessPath, seesDetails, guards, inSchema);
  }

  /// Serves readiness at another path.
  ///
  /// @param path the path, without parameters; it need not be below that of the whole
  /// @return the new declaration
  /// @throws IllegalArgumentException if it is no such path
  public Health withReadinessPath(String path) {
    return new Health(
        this.path, livenessPath, Optional.of(checked(path)), seesDetails, guards, inSchema);
  }

  private static String checked(String path) {
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException(
          "The path \""
              + path
              + "\" cannot be that of health; write one such as \"/health\" or"
              + " \"/internal/health\", without parameters.");
    }
    return path;
  }

  /// Shows names, messages and details of checks to those who send certain requests: to clients of
  /// an inner network, for instance, or to those who have shown who they are.
  ///
  /// @param seesDetails whether whoever sent the request may see them; it must be thread-safe
  /// @return the new declaration
  public Health withDetailsFor(Predicate<Request> seesDetails) {
    return new Health(
        path,
        livenessPath,
        readinessPath,
        requireNonNull(seesDetails, "seesDetails"),
        guards,
        inSchema);
  }

  /// Shows names, messages and details of checks to everybody: for servers that nobody reaches from
  /// outside.
  ///
  /// @return the new declaration
  public Health withDetails() {
    return withDetailsFor(_ -> true);
  }

  /// Adds guards of the routes, beside those of the application's own layer.
  ///
  /// @param guards the guards, in the order in which they run
  /// @return the new declaration
  public Health withGuard(Guard... guards) {
    var more = new ArrayList<>(this.guards);
    more.addAll(List.of(guards));
    return new Health(path, livenessPath, readinessPath, seesDetails, more, inSchema);
  }

  /// Tells of the routes in the OpenAPI document.
  ///
  /// @return the new declaration
  public Health inSchema() {
    return new Health(path, livenessPath, readinessPath, seesDetails, guards, true);
  }

  /// Returns where the whole is served.
  ///
  /// @return the path
  public String path() {
    return path;
  }

  /// Returns where liveness is served.
  ///
  /// @return the path
  public String livenessPath() {
    return livenessPath.orElse(path + "/live");
  }

  /// Returns where readiness is served.
  ///
  /// @return the path
  public String readinessPath() {
    return readinessPath.orElse(path + "/ready");
  }

  /// Tells whether whoever sent a request may see what the checks say.
  ///
  /// @param request the request
  /// @return whether details are shown
  public boolean showsDetailsTo(Request request) {
    return seesDetails.test(request);
  }

  /// Returns the guards of the routes.
  ///
  /// @return the guards, in the order in which they run
  public List<Guard> guards() {
    return guards;
  }

  /// Tells whether the OpenAPI document tells of the routes.
  ///
  /// @return whether they are in the document
  public boolean isInSchema() {
    return inSchema;
  }
}
