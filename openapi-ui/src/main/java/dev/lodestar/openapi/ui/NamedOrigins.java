package dev.lodestar.openapi.ui;

import dev.lodestar.openapi.OpenApiDocument;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the origins that a document sends clients to: its servers, those of paths and operations,
/// and where its security schemes get tokens and settings.
final class NamedOrigins {
  /// How many URLs the variables of a server can make; a policy that lists more gets too long for a
  /// header. Those beyond are not allowed.
  private static final int MOST_PER_SERVER = 32;

  private final Set<String> origins = new LinkedHashSet<>();

  private NamedOrigins() {}

  /// Returns the origins of absolute URLs, in the order of the document.
  static Set<String> of(OpenApiDocument document) {
    var named = new NamedOrigins();
    var tree = document.tree();
    named.servers(tree);
    for (var path : map(tree.get("paths")).values()) {
      named.servers(map(path));
      map(path).values().forEach(operation -> named.servers(map(operation)));
    }
    map(map(tree.get("components")).get("securitySchemes")).values().forEach(named::scheme);
    return named.origins;
  }

  private void servers(Map<?, ?> owner) {
    if (owner.get("servers") instanceof List<?> servers) {
      servers.forEach(server -> server(map(server)));
    }
  }

  private void server(Map<?, ?> server) {
    var urls = List.of(text(server.get("url")));
    for (var variable : map(server.get("variables")).entrySet()) {
      urls = substituted(urls, "{" + variable.getKey() + "}", map(variable.getValue()));
    }
    urls.forEach(this::add);
  }

  private static List<String> substituted(List<String> urls, String name, Map<?, ?> variable) {
    var values = new LinkedHashSet<>(List.of(text(variable.get("default"))));
    if (variable.get("enum") instanceof List<?> listed) {
      listed.forEach(value -> values.add(text(value)));
    }
    var made = new ArrayList<String>();
    for (var url : urls) {
      for (var value : url.contains(name) ? values : List.of("")) {
        if (made.size() < MOST_PER_SERVER) {
          made.add(url.replace(name, value));
        }
      }
    }
    return made;
  }

  private void scheme(@Nullable Object scheme) {
    add(text(map(scheme).get("openIdConnectUrl")));
    for (var flow : map(map(scheme).get("flows")).values()) {
      add(text(map(flow).get("tokenUrl")));
      add(text(map(flow).get("refreshUrl")));
    }
  }

  private void add(String url) {
    try {
      var uri = new URI(url);
      if (uri.getScheme() != null && uri.getHost() != null) {
        var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        var origin = uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getHost() + port;
        if (UiSettings.isOrigin(origin)) {
          origins.add(origin);
        }
      }
    } catch (URISyntaxException notAbsolute) {
      // What is no URL leads nowhere.
    }
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }
}
