package dev.lodestar.pipeline;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.route.Match;
import dev.lodestar.route.PathTemplate;
import dev.lodestar.route.RouteTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which route takes a request: one of its host's, or else one of every host's, or else what is
/// mounted on the longest part of its path. Immutable and thread-safe.
public final class Routing {
  /// The method under which mounts are kept in their table, since they take every method.
  public static final HttpMethod ANY_METHOD = HttpMethod.of("*");

  private final RouteTable<RouteTarget> everywhere;
  private final Hosts hosts;
  private final @Nullable RouteTable<RouteTarget> mounts;

  private Routing(
      RouteTable<RouteTarget> everywhere, Hosts hosts, @Nullable RouteTable<RouteTarget> mounts) {
    this.everywhere = everywhere;
    this.hosts = hosts;
    this.mounts = mounts;
  }

  Match<RouteTarget> match(Request request) {
    var match =
        hosts.isEmpty() ? everywhere.match(request.method(), request.path()) : byHost(request);
    if (mounts == null || match instanceof Match.Found<RouteTarget>) {
      return match;
    }
    var mounted = mounts.match(ANY_METHOD, request.path());
    return mounted instanceof Match.Found<RouteTarget> ? mounted : match;
  }

  private Match<RouteTarget> byHost(Request request) {
    var table = hosts.of(request);
    if (table.isEmpty()) {
      return everywhere.match(request.method(), request.path());
    }
    var own = table.get().match(request.method(), request.path());
    if (own instanceof Match.Found<RouteTarget>) {
      return own;
    }
    var general = everywhere.match(request.method(), request.path());
    return general instanceof Match.NotFound<RouteTarget> ? own : general;
  }

  /// Finds the template that takes requests of a method and a path, on any host.
  Optional<PathTemplate> templateOf(HttpMethod method, String path) {
    var match = everywhere.match(method, path);
    for (var table : hosts.all()) {
      if (!(match instanceof Match.Found<RouteTarget>)) {
        match = table.match(method, path);
      }
    }
    if (mounts != null && !(match instanceof Match.Found<RouteTarget>)) {
      match = mounts.match(ANY_METHOD, path);
    }
    return match instanceof Match.Found<RouteTarget> found
        ? Optional.of(found.template())
        : Optional.empty();
  }

  /// Collects the tables. Not thread-safe.
  public static final class Builder {
    private final RouteTable.Builder<RouteTarget> everywhere = RouteTable.builder();
    private final Map<String, RouteTable.Builder<RouteTarget>> hosts = new LinkedHashMap<>();
    private RouteTable.@Nullable Builder<RouteTarget> mounts;

    /// Creates a builder without routes.
    public Builder() {}

    /// The table of routes for every host.
    public RouteTable.Builder<RouteTarget> everywhere() {
      return everywhere;
    }

    /// The table of a host's routes.
    ///
    /// @param host a name, or `*.` and a domain, in lower case
    public RouteTable.Builder<RouteTarget> host(String host) {
      return hosts.computeIfAbsent(host, _ -> RouteTable.builder());
    }

    /// The table of what is mounted, under [#ANY_METHOD].
    public RouteTable.Builder<RouteTarget> mounts() {
      if (mounts == null) {
        mounts = RouteTable.builder();
      }
      return mounts;
    }

    /// Compiles the tables.
    public Routing build() {
      var compiled = new LinkedHashMap<String, RouteTable<RouteTarget>>();
      hosts.forEach((host, table) -> compiled.put(host, table.build()));
      return new Routing(
          everywhere.build(), new Hosts(compiled), mounts == null ? null : mounts.build());
    }
  }
}
