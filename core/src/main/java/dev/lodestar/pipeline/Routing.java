package dev.lodestar.pipeline;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.route.Match;
import dev.lodestar.route.PathTemplate;
import dev.lodestar.route.RouteTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Which route takes a request: one of its host's, or else one of every host's, or else what is
/// mounted on the longest part of its path, for its host or else for every host. Immutable and
/// thread-safe.
public final class Routing {
  /// The method under which mounts are kept in their table, since they take every method.
  public static final HttpMethod ANY_METHOD = HttpMethod.of("*");

  /// What stands for the method where people are told of a route of WebSockets.
  public static final HttpMethod WEB_SOCKET = HttpMethod.of("WEBSOCKET");

  private final RouteTable<RouteTarget> everywhere;
  private final Hosts hosts;
  private final RouteTable<RouteTarget> mountsEverywhere;
  private final Hosts hostsOfMounts;
  private final boolean hasMounts;
  private final RouteTable<RouteTarget> socketsEverywhere;
  private final Hosts hostsOfSockets;
  private final boolean hasSockets;

  private Routing(Tables routes, Tables sockets, Tables mounts) {
    this.everywhere = routes.everywhere.build();
    this.hosts = routes.hosts();
    this.mountsEverywhere = mounts.everywhere.build();
    this.hostsOfMounts = mounts.hosts();
    this.hasMounts = mounts.isUsed;
    this.socketsEverywhere = sockets.everywhere.build();
    this.hostsOfSockets = sockets.hosts();
    this.hasSockets = sockets.isUsed;
  }

  Match<RouteTarget> match(Request request) {
    if (hasSockets && request.webSocketOffer().isPresent()) {
      var socket = match(socketsEverywhere, hostsOfSockets, request, HttpMethod.GET);
      if (socket instanceof Match.Found<RouteTarget>) {
        return socket;
      }
    }
    var match = match(everywhere, hosts, request, request.method());
    if (hasSockets && !(match instanceof Match.Found<RouteTarget>)) {
      match = besideSockets(request, match);
    }
    if (!hasMounts || match instanceof Match.Found<RouteTarget>) {
      return match;
    }
    var mounted = match(mountsEverywhere, hostsOfMounts, request, ANY_METHOD);
    return mounted instanceof Match.Found<RouteTarget> found && mayTake(found.target(), match)
        ? mounted
        : match;
  }

  /// What a path answers to other requests than handshakes: it has the method GET, if only for
  /// these.
  private Match<RouteTarget> besideSockets(Request request, Match<RouteTarget> match) {
    return match(socketsEverywhere, hostsOfSockets, request, HttpMethod.GET)
            instanceof Match.Found<RouteTarget>
        ? match.besideSocket(request.method())
        : match;
  }

  /// A function cannot know that there are routes of its path for other methods, which clients are
  /// told of; an application may have one for this method.
  private static boolean mayTake(RouteTarget mounted, Match<RouteTarget> routes) {
    return routes instanceof Match.NotFound<RouteTarget> || mounted.mounted().isPresent();
  }

  private static Match<RouteTarget> match(
      RouteTable<RouteTarget> everywhere, Hosts hosts, Request request, HttpMethod method) {
    if (hosts.isEmpty()) {
      return everywhere.match(method, request.path());
    }
    var table = hosts.of(request);
    if (table.isEmpty()) {
      return everywhere.match(method, request.path());
    }
    var own = table.get().match(method, request.path());
    if (own instanceof Match.Found<RouteTarget>) {
      return own;
    }
    var general = everywhere.match(method, request.path());
    return general instanceof Match.NotFound<RouteTarget> ? own : general;
  }

  /// The media types of the patches that the route of PATCH for the path of a request takes.
  Optional<String> acceptPatch(Request request) {
    return match(everywhere, hosts, request, HttpMethod.PATCH)
            instanceof Match.Found<RouteTarget> found
        ? found.target().acceptPatch()
        : Optional.empty();
  }

  /// Finds the template that takes requests of a method and a path, on any host.
  ///
  /// @param method the method; [#WEB_SOCKET] for handshakes
  Optional<PathTemplate> templateOf(HttpMethod method, String path) {
    var template =
        method.equals(WEB_SOCKET)
            ? templateOf(socketsEverywhere, hostsOfSockets, HttpMethod.GET, path)
            : templateOf(everywhere, hosts, method, path);
    return template.isPresent()
        ? template
        : templateOf(mountsEverywhere, hostsOfMounts, ANY_METHOD, path);
  }

  private static Optional<PathTemplate> templateOf(
      RouteTable<RouteTarget> everywhere, Hosts hosts, HttpMethod method, String path) {
    var match = everywhere.match(method, path);
    for (var table : hosts.all()) {
      if (!(match instanceof Match.Found<RouteTarget>)) {
        match = table.match(method, path);
      }
    }
    return match instanceof Match.Found<RouteTarget> found
        ? Optional.of(found.template())
        : Optional.empty();
  }

  /// Tables under construction: one for every host, and one for each host that is named. Not
  /// thread-safe.
  public static final class Tables {
    private final RouteTable.Builder<RouteTarget> everywhere = RouteTable.builder();
    private final Map<String, RouteTable.Builder<RouteTarget>> byHost = new LinkedHashMap<>();
    private boolean isUsed;

    private Tables() {}

    /// The table of routes for every host.
    public RouteTable.Builder<RouteTarget> everywhere() {
      isUsed = true;
      return everywhere;
    }

    /// The table of a host's routes.
    ///
    /// @param host a name, or `*.` and a domain, in lower case
    public RouteTable.Builder<RouteTarget> host(String host) {
      isUsed = true;
      return byHost.computeIfAbsent(host, _ -> RouteTable.builder());
    }

    private Hosts hosts() {
      var compiled = new LinkedHashMap<String, RouteTable<RouteTarget>>();
      for (var host : byHost.entrySet()) {
        compiled.put(host.getKey(), host.getValue().build());
      }
      return new Hosts(compiled);
    }
  }

  /// Collects the tables. Not thread-safe.
  public static final class Builder {
    private final Tables routes = new Tables();
    private final Tables sockets = new Tables();
    private final Tables mounts = new Tables();

    /// Creates a builder without routes.
    public Builder() {}

    /// The tables of routes.
    public Tables routes() {
      return routes;
    }

    /// The tables of WebSockets, under GET: that is what their handshakes are.
    public Tables sockets() {
      return sockets;
    }

    /// The tables of what is mounted, under [#ANY_METHOD].
    public Tables mounts() {
      return mounts;
    }

    /// Compiles the tables.
    public Routing build() {
      return new Routing(routes, sockets, mounts);
    }
  }
}
