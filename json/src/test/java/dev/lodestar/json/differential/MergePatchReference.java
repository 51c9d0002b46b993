package dev.lodestar.json.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// RFC 7396 for trees of maps, lists and simple values, written from its pseudo code.
final class MergePatchReference {
  private MergePatchReference() {}

  /// What the target becomes by a patch.
  static @Nullable Object merged(@Nullable Object target, @Nullable Object patch) {
    if (!(patch instanceof Map<?, ?> members)) {
      return patch;
    }
    var result = new LinkedHashMap<Object, @Nullable Object>();
    if (target instanceof Map<?, ?> object) {
      result.putAll(object);
    }
    members.forEach((name, value) -> {
      if (value == null) {
        result.remove(name);
      } else {
        result.put(name, merged(result.get(name), value));
      }
    });
    return result;
  }

  /// A patch that turns one tree into another, neither of which has a null in an object. What has a
  /// kind is a variant of a sealed type, and a whole.
  static @Nullable Object difference(@Nullable Object from, @Nullable Object to) {
    if (!(from instanceof Map<?, ?> a) || !(to instanceof Map<?, ?> b) || b.containsKey("kind")) {
      return to;
    }
    var patch = new LinkedHashMap<Object, @Nullable Object>();
    var names = new TreeSet<String>();
    a.keySet().forEach(name -> names.add((String) name));
    b.keySet().forEach(name -> names.add((String) name));
    for (var name : names) {
      if (!Objects.equals(a.get(name), b.get(name)) || a.containsKey(name) != b.containsKey(name)) {
        patch.put(name, b.containsKey(name) ? difference(a.get(name), b.get(name)) : null);
      }
    }
    return patch;
  }

  /// A tree without the nulls of its objects, which no merge patch can express.
  static @Nullable Object withoutNulls(@Nullable Object tree) {
    if (tree instanceof Map<?, ?> object) {
      var result = new LinkedHashMap<Object, @Nullable Object>();
      object.forEach((name, value) -> {
        if (value != null) {
          result.put(name, withoutNulls(value));
        }
      });
      return result;
    }
    if (tree instanceof List<?> list) {
      var result = new ArrayList<@Nullable Object>();
      list.forEach(element -> result.add(withoutNulls(element)));
      return result;
    }
    return tree;
  }
}
