package dev.lodestar.configuration;

import dev.lodestar.configuration.Node.Branch;
import dev.lodestar.model.FieldModel;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.EnumModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.MappedModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.UnionModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The names of environment variables.
///
/// From a value to its variable it is a rule: each name on the way in upper case, with `_` where a
/// new word begins and between the names. Back it takes the type: the variable is the value whose
/// name it is. Where several have the same, `__` between the names of the way tells which is meant.
final class Variables {
  /// Longer ones mean nothing.
  private static final int MAX_LENGTH = 250;

  private final boolean valueIsTable;
  private final Set<List<String>> found = new LinkedHashSet<>();

  private Variables(boolean valueIsTable) {
    this.valueIsTable = valueIsTable;
  }

  /// The part of a variable that a name is: `maxConnections` is `MAX_CONNECTIONS`, `baseURL` is
  /// `BASE_URL`, `http2` is `HTTP2`.
  static String of(String name) {
    var words = new StringBuilder(name.length() + 4);
    for (var i = 0; i < name.length(); i++) {
      var c = name.charAt(i);
      if (!Character.isLetterOrDigit(c)) {
        words.append('_');
        continue;
      }
      if (i > 0 && Character.isUpperCase(c)) {
        var before = name.charAt(i - 1);
        var follows = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
        if (Character.isLowerCase(before)
            || Character.isDigit(before)
            || (Character.isUpperCase(before) && follows)) {
          words.append('_');
        }
      }
      words.append(c);
    }
    return words.toString().toUpperCase(Locale.ROOT);
  }

  /// The variable of a value.
  static String of(String prefix, List<String> path) {
    var name = new StringBuilder(prefix);
    for (var part : path) {
      name.append('_').append(of(part));
    }
    return name.toString();
  }

  /// Finds the values that a variable may mean.
  ///
  /// @param tail the name without the prefix and the `_` behind it
  /// @param existing what lower layers say, whose keys of maps are known
  /// @param text the value
  static List<List<String>> meanings(
      TypeModel model, @Nullable Node existing, String tail, String text) {
    if (tail.length() > MAX_LENGTH) {
      return List.of();
    }
    var search = new Variables(text.startsWith("{"));
    search.inside(model, existing, tail, List.of());
    return List.copyOf(search.found);
  }

  private void inside(TypeModel model, @Nullable Node existing, String tail, List<String> path) {
    switch (model) {
      case OptionalModel optional -> inside(optional.value().model(), existing, tail, path);
      case MappedModel mapped -> inside(mapped.target().model(), existing, tail, path);
      case ObjectModel object -> {
        for (var field : object.fields()) {
          if (field.decoded()) {
            step(keyOf(field, existing), field.use().model(), existing, tail, path);
          }
        }
      }
      case UnionModel union -> {
        union.tag().ifPresent(tag -> step(tag, union, null, tail, path));
        for (var variant : union.variants()) {
          inside(variant.model(), existing, tail, path);
        }
      }
      case ListModel list -> element(list, existing, tail, path);
      case MapModel map -> entry(map, existing, tail, path);
      default -> {
        // has no parts
      }
    }
  }

  /// The name of a field, or the alias that a lower layer has used.
  private static String keyOf(FieldModel field, @Nullable Node existing) {
    if (existing instanceof Branch branch) {
      for (var alias : field.aliases()) {
        if (branch.get(alias) != null) {
          return alias;
        }
      }
    }
    return field.name();
  }

  private void step(
      String key, TypeModel model, @Nullable Node parent, String tail, List<String> path) {
    var name = of(key);
    if (tail.equals(name)) {
      found.add(with(path, key));
    } else if (tail.startsWith(name + "_")) {
      var from = name.length() + (tail.startsWith("_", name.length() + 1) ? 2 : 1);
      inside(model, child(parent, key), tail.substring(from), with(path, key));
    }
  }

  private void element(ListModel list, @Nullable Node existing, String tail, List<String> path) {
    var end = tail.indexOf('_');
    var index = end < 0 ? tail : tail.substring(0, end);
    if (Branch.isIndex(index)) {
      step(index, list.element().model(), existing, tail, path);
    }
  }

  private void entry(MapModel map, @Nullable Node existing, String tail, List<String> path) {
    var value = map.value().model();
    var before = found.size();
    if (existing instanceof Branch branch) {
      branch.entries().keySet().forEach(key -> step(key, value, existing, tail, path));
    }
    if (map.key().model() instanceof EnumModel constants) {
      constants.words().forEach(word -> step(word, value, existing, tail, path));
    }
    if (found.size() > before || tail.isEmpty()) {
      return;
    }
    if (!hasParts(value) || valueIsTable) {
      found.add(with(path, key(tail)));
      return;
    }
    var levels = tail.indexOf("__");
    if (levels > 0) {
      inside(value, null, tail.substring(levels + 2), with(path, key(tail.substring(0, levels))));
      return;
    }
    for (var at = tail.indexOf('_'); at > 0; at = tail.indexOf('_', at + 1)) {
      inside(value, null, tail.substring(at + 1), with(path, key(tail.substring(0, at))));
    }
  }

  private static String key(String words) {
    return words.toLowerCase(Locale.ROOT);
  }

  private static boolean hasParts(TypeModel model) {
    return switch (model) {
      case OptionalModel optional -> hasParts(optional.value().model());
      case MappedModel mapped -> hasParts(mapped.target().model());
      case ObjectModel object -> true;
      case UnionModel union -> true;
      case MapModel map -> true;
      default -> false;
    };
  }

  private static @Nullable Node child(@Nullable Node parent, String key) {
    if (parent instanceof Node.Items items) {
      var index = Integer.parseInt(key);
      return index < items.elements().size() ? items.elements().get(index) : null;
    }
    return parent instanceof Branch branch ? branch.get(key) : null;
  }

  private static List<String> with(List<String> path, String key) {
    var longer = new ArrayList<>(path);
    longer.add(key);
    return List.copyOf(longer);
  }
}
