package dev.lodestar.openapi.ui;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// What an application says about a UI. Immutable.
///
/// @param options the options of its scripts, in the order in which they were first given
/// @param style a style sheet; empty if there is none
/// @param favicon the URL of the icon
/// @param connections origins that the page may send requests to
/// @param images origins that the page may load images from
record UiSettings(
    SequencedMap<String, Object> options,
    String style,
    Optional<String> favicon,
    List<String> connections,
    List<String> images) {
  static final UiSettings NONE =
      new UiSettings(new LinkedHashMap<>(), "", Optional.empty(), List.of(), List.of());

  /// What becomes a part of a header must not be able to add a directive to it.
  private static final Pattern ORIGIN =
      Pattern.compile("[a-z][a-z0-9+.-]*://(\\*\\.)?[A-Za-z0-9.-]+(:([0-9]+|\\*))?");

  private static final Pattern IPV6_ORIGIN = Pattern.compile("[a-z]+://\\[[0-9a-f:.]+](:[0-9]+)?");

  UiSettings option(String name, Object value) {
    var changed = new LinkedHashMap<>(options);
    changed.put(name, checked(name, value));
    return new UiSettings(changed, style, favicon, connections, images);
  }

  UiSettings style(String css) {
    return new UiSettings(options, css, favicon, connections, images);
  }

  UiSettings favicon(String url) {
    return new UiSettings(options, style, Optional.of(url), connections, images);
  }

  UiSettings connections(String... origins) {
    return new UiSettings(options, style, favicon, checkedOrigins(origins), images);
  }

  UiSettings images(String... origins) {
    return new UiSettings(options, style, favicon, connections, checkedOrigins(origins));
  }

  static boolean isOrigin(String text) {
    return ORIGIN.matcher(text).matches() || IPV6_ORIGIN.matcher(text).matches();
  }

  private static List<String> checkedOrigins(String... origins) {
    for (var origin : origins) {
      if (!isOrigin(origin)) {
        throw new IllegalArgumentException(
            "'"
                + origin
                + "' is no origin; write a scheme, a host and maybe a port, such as"
                + " https://api.example.com.");
      }
    }
    return List.of(origins);
  }

  /// An unmodifiable copy of a tree that JSON can say.
  private static Object checked(String name, Object value) {
    return switch (value) {
      case String text -> text;
      case Boolean truth -> truth;
      case Double number when !Double.isFinite(number) -> throw unusable(name, value);
      case Float number when !Float.isFinite(number) -> throw unusable(name, value);
      case Number number -> number;
      case List<?> list -> list.stream().map(element -> checked(name, element)).toList();
      case Map<?, ?> map -> {
        var copy = new LinkedHashMap<String, Object>();
        map.forEach((key, element) -> copy.put(text(name, key), checked(name, element)));
        yield copy;
      }
      default -> throw unusable(name, value);
    };
  }

  private static String text(String name, Object key) {
    if (key instanceof String text) {
      return text;
    }
    throw unusable(name, key);
  }

  private static IllegalArgumentException unusable(String name, Object value) {
    return new IllegalArgumentException(
        "The option '"
            + name
            + "' cannot have the value "
            + value
            + " ("
            + value.getClass().getName()
            + "); give a text, a finite number, a truth value, a list, or a map with texts as"
            + " keys.");
  }
}
