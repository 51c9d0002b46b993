package dev.lodestar;

import dev.lodestar.route.PathTemplate;
import dev.lodestar.setting.LayerSettings;
import java.util.ArrayList;
import java.util.List;

/// The layers around something that is registered.
///
/// @param path their paths, joined
/// @param layers what each of them says, outermost first
/// @param hosts for which hosts only; empty for all
/// @param name what the names of routes start with: the names of the routers, each with a dot
/// @param merged what all layers say together
record Surroundings(
    String path,
    List<LayerSettings> layers,
    List<String> hosts,
    String name,
    LayerSettings merged) {

  static Surroundings of(LayerSettings application) {
    return new Surroundings("", List.of(application), List.of(), "", application);
  }

  /// Adds a layer inside of these.
  Surroundings with(String innerPath, LayerSettings inner) {
    var extended = new ArrayList<>(layers);
    extended.add(inner);
    return new Surroundings(
        PathTemplate.join(path, innerPath), List.copyOf(extended), hosts, name, merged.with(inner));
  }

  /// Narrows these to hosts, if there are any.
  Surroundings onlyFor(List<String> innerHosts) {
    return innerHosts.isEmpty() ? this : new Surroundings(path, layers, innerHosts, name, merged);
  }

  /// Puts these under a name, if there is one.
  Surroundings named(String innerName) {
    return innerName.isEmpty()
        ? this
        : new Surroundings(path, layers, hosts, name + innerName + ".", merged);
  }
}
