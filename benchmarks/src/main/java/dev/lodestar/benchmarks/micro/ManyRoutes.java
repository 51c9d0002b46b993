package dev.lodestar.benchmarks.micro;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lodestar.convert.Converter;
import dev.lodestar.convert.Converters;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.route.PathTemplate;
import dev.lodestar.route.RouteTable;
import dev.lodestar.route.Slots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A table of many routes, in the shape of an API: resources with five routes each.
///
/// Paths are kept as bytes, and made into a text for every look-up, as a server does: a text that
/// is looked up again and again would bring its hash code along.
final class ManyRoutes {
  private static final int SAMPLES = 1024;

  private final RouteTable<Integer> table;
  private final Map<String, Integer> fullPaths = new HashMap<>();
  private final int resources;
  private final Random random = new Random(42);

  private ManyRoutes(RouteTable<Integer> table, int resources) {
    this.table = table;
    this.resources = resources;
  }

  /// Five routes for each resource: `GET` and `POST` of `/resource-1`, and `GET` of
  /// `/resource-1/{id}`, `/resource-1/{id}/parts` and `/resource-1/{id}/parts/{part}`.
  static ManyRoutes resources(int routes) {
    var table = RouteTable.<Integer>builder();
    for (var i = 0; i < routes / 5; i++) {
      var resource = "/resource-" + i;
      add(table, HttpMethod.GET, resource, i);
      add(table, HttpMethod.POST, resource, i);
      add(table, HttpMethod.GET, resource + "/{id:int}", i);
      add(table, HttpMethod.GET, resource + "/{id:int}/parts", i);
      add(table, HttpMethod.GET, resource + "/{id:int}/parts/{part:int}", i);
    }
    return new ManyRoutes(table.build(), routes / 5);
  }

  /// So many literals beside each other, and nothing else.
  static ManyRoutes siblings(int routes) {
    var table = RouteTable.<Integer>builder();
    for (var i = 0; i < routes; i++) {
      add(table, HttpMethod.GET, "/resource-" + i, i);
    }
    return new ManyRoutes(table.build(), routes);
  }

  private static void add(
      RouteTable.Builder<Integer> table, HttpMethod method, String path, int target) {
    var slots = Slots.standard();
    var template =
        PathTemplate.parse(
                path,
                slots,
                problem -> {
                  throw new IllegalStateException(problem.what());
                })
            .orElseThrow();
    var integers = Converters.standard().find(Integer.class).orElseThrow();
    var converters = new ArrayList<Converter<?>>();
    template.parameters().forEach(_ -> converters.add(integers));
    table.add(
        method,
        template,
        converters,
        target,
        path,
        problem -> {
          throw new IllegalStateException(problem.what());
        });
  }

  RouteTable<Integer> table() {
    return table;
  }

  /// The paths that were sampled, each with its target: what no real router has, but the fastest
  /// conceivable look-up.
  Map<String, Integer> fullPaths() {
    return fullPaths;
  }

  /// Returns paths of random resources.
  ///
  /// @param suffix what follows `/resource-1`
  Paths sample(String suffix) {
    var paths = new ArrayList<byte[]>();
    for (var i = 0; i < resources; i++) {
      fullPaths.put("/resource-" + i + suffix, i);
    }
    for (var i = 0; i < SAMPLES; i++) {
      var path = "/resource-" + random.nextInt(resources) + suffix;
      paths.add(path.getBytes(ISO_8859_1));
    }
    return new Paths(paths);
  }

  /// Returns paths that no route has.
  Paths misses() {
    var paths = new ArrayList<byte[]>();
    for (var i = 0; i < SAMPLES; i++) {
      paths.add(("/absent-" + i).getBytes(ISO_8859_1));
    }
    return new Paths(paths);
  }

  /// Paths, one after the other, for ever. Not thread-safe.
  static final class Paths {
    private final byte[][] paths;
    private int next;

    Paths(List<byte[]> paths) {
      this.paths = paths.toArray(byte[][]::new);
    }

    String next() {
      var path = paths[next++ & (SAMPLES - 1)];
      return new String(path, ISO_8859_1);
    }
  }
}
