package dev.lodestar.document;

import dev.lodestar.handler.HandlerMethod;
import dev.lodestar.route.Segment;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// The ids of operations. What the application says counts; otherwise the name of the method does,
/// with that of its class where it is a single word such as `get`, which says nothing by itself, or
/// where methods of several classes have it. A function is called by its method and path.
///
/// An id depends on what the route itself says wherever that is possible, never on the order of
/// registration, so that it stays when other routes come and go. Of several routes with one id, the
/// one with the shortest path keeps it, and the others add theirs.
final class OperationIds {
  private static final Comparator<DescribedRoute> SHORTEST_FIRST =
      Comparator.<DescribedRoute>comparingInt(route -> route.template().segments().size())
          .thenComparing(route -> route.template().toString())
          .thenComparingInt(route -> methodRank(route.method().name()))
          .thenComparing(route -> route.method().name())
          .thenComparing(route -> String.join(",", route.hosts()));

  private final Set<String> taken = new HashSet<>();
  private final IdentityHashMap<DescribedRoute, String> ids = new IdentityHashMap<>();

  private OperationIds() {}

  /// The id of each route.
  ///
  /// @param said what the application calls an operation; nothing for the usual id
  static IdentityHashMap<DescribedRoute, String> of(
      List<DescribedRoute> routes, Function<DescribedRoute, Optional<String>> said) {
    var ids = new OperationIds();
    Map<String, List<DescribedRoute>> given = new TreeMap<>();
    Map<String, List<DescribedRoute>> made = new TreeMap<>();
    var owners = owners(routes);
    for (var route : routes) {
      var explicit = said.apply(route);
      if (explicit.isPresent()) {
        given.computeIfAbsent(explicit.get(), _ -> new ArrayList<>()).add(route);
      } else {
        made.computeIfAbsent(usual(route, owners), _ -> new ArrayList<>()).add(route);
      }
    }
    given.forEach(ids::assign);
    made.forEach(ids::assign);
    return ids.ids;
  }

  /// The names of the classes that have a handler of a name.
  private static Map<String, Set<Class<?>>> owners(List<DescribedRoute> routes) {
    Map<String, Set<Class<?>>> owners = new HashMap<>();
    for (var route : routes) {
      if (route.handler().isPresent()) {
        var handler = route.handler().get();
        owners.computeIfAbsent(handler.name(), _ -> new HashSet<>()).add(handler.receiverClass());
      }
    }
    return owners;
  }

  private static String usual(DescribedRoute route, Map<String, Set<Class<?>>> owners) {
    if (route.handler().isEmpty()) {
      return route.method().name().toLowerCase(Locale.ROOT) + words(route);
    }
    var handler = route.handler().get();
    var name = handler.name();
    var shared = owners.getOrDefault(name, Set.of()).size() > 1;
    return shared || (isOneWord(name) && !isProgram(handler.receiverClass()))
        ? prefixed(handler)
        : name;
  }

  private static String prefixed(HandlerMethod handler) {
    var name = handler.name();
    var type = simpleName(handler.receiverClass());
    return lowerFirst(type) + upperFirst(name);
  }

  private static String simpleName(Class<?> type) {
    var name = type.getSimpleName();
    var kept = new StringBuilder(name.length());
    for (var i = 0; i < name.length(); i++) {
      var c = name.charAt(i);
      if (Character.isLetterOrDigit(c) || c == '_') {
        kept.append(c);
      }
    }
    return kept.isEmpty() ? "handler" : kept.toString();
  }

  private static boolean isOneWord(String name) {
    for (var i = 1; i < name.length(); i++) {
      if (Character.isUpperCase(name.charAt(i)) || name.charAt(i) == '_') {
        return false;
      }
    }
    return true;
  }

  /// The class of a program is about everything, so its name tells nothing.
  private static boolean isProgram(Class<?> type) {
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals("main") && method.getReturnType() == void.class) {
        return true;
      }
    }
    return false;
  }

  private void assign(String id, List<DescribedRoute> routes) {
    routes.sort(SHORTEST_FIRST);
    for (var route : routes) {
      ids.put(route, free(id, route, routes.getFirst()));
    }
  }

  /// An id that no other operation has: with what the path has and that of the first does not, else
  /// with the method, else with all of the path.
  private String free(String id, DescribedRoute route, DescribedRoute first) {
    if (taken.add(id)) {
      return id;
    }
    var told = told(id, route, first);
    var method = upperFirst(route.method().name().toLowerCase(Locale.ROOT));
    for (var longer : List.of(told, told + method, id + words(route), id + method + words(route))) {
      if (taken.add(longer)) {
        return longer;
      }
    }
    var number = 2;
    while (!taken.add(id + number)) {
      number++;
    }
    return id + number;
  }

  /// `widgetsList` of `/staff/widgets` beside that of `/widgets` is `staffWidgetsList`, and of
  /// `/widgets/{sku}` it is `widgetsListBySku`.
  private static String told(String id, DescribedRoute route, DescribedRoute first) {
    var before = new StringBuilder();
    var behind = new StringBuilder();
    for (var segment : route.template().segments()) {
      if (!first.template().segments().contains(segment)) {
        switch (segment) {
          case Segment.Literal(var text) -> before.append(word(text));
          case Segment.Parameter parameter -> behind.append("By").append(word(parameter.name()));
        }
      }
    }
    return (before.isEmpty() ? id : lowerFirst(before.toString()) + upperFirst(id)) + behind;
  }

  /// The words of a path: `/widgets/{sku}` is `WidgetsBySku`.
  private static String words(DescribedRoute route) {
    var words = new StringBuilder();
    for (var segment : route.template().segments()) {
      switch (segment) {
        case Segment.Literal(var text) -> words.append(word(text));
        case Segment.Parameter parameter -> words.append("By").append(word(parameter.name()));
      }
    }
    return words.isEmpty() ? "Root" : words.toString();
  }

  private static String word(String text) {
    var word = new StringBuilder();
    var begins = true;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      var kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (kept) {
        word.append(begins ? Character.toUpperCase(c) : c);
      }
      begins = !kept;
    }
    return word.toString();
  }

  private static int methodRank(String method) {
    var rank = PathItems.METHODS.indexOf(method);
    return rank < 0 ? PathItems.METHODS.size() : rank;
  }

  private static String upperFirst(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static String lowerFirst(String text) {
    return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
