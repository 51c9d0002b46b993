package dev.lodestar.json.differential;

import dev.lodestar.model.Mark;
import dev.lodestar.model.NamingStrategy;
import dev.lodestar.model.Projection;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What projections do, said once more in another way: by trees of documents, classes as reflection
/// sees them, and paths as texts.
final class ProjectionReference {
  private final Map<Class<?>, Plan> plans;
  private final Mode mode;

  /// What is made of the tree of a whole document.
  enum Mode {
    /// What a projected codec writes.
    WRITTEN,
    /// What a projected codec takes from a document, with the names of the type.
    TAKEN,
    /// A document for a projected codec to read, with everything that it must ignore.
    DOCUMENT
  }

  /// What one projection says.
  static final class Plan {
    final Set<String> includes = new LinkedHashSet<>();
    final Set<String> excludes = new LinkedHashSet<>();
    final Map<String, String> renames = new LinkedHashMap<>();
    final Map<String, Mark> marks = new LinkedHashMap<>();
    final Map<String, Plan> nested = new LinkedHashMap<>();
    final List<String> added = new ArrayList<>();
    @Nullable NamingStrategy naming;
    int depth = -1;

    Projection projection() {
      var result =
          Projection.all()
              .include(includes.toArray(String[]::new))
              .exclude(excludes.toArray(String[]::new));
      for (var entry : renames.entrySet()) {
        result = result.rename(entry.getKey(), entry.getValue());
      }
      for (var entry : marks.entrySet()) {
        result = result.mark(entry.getKey(), entry.getValue());
      }
      for (var entry : nested.entrySet()) {
        result = result.nest(entry.getKey(), entry.getValue().projection());
      }
      for (var name : added) {
        result = result.add(name, String.class, value -> name + "!");
      }
      result = naming == null ? result : result.naming(naming);
      return depth < 0 ? result : result.maxDepth(depth);
    }

    boolean wants(String path) {
      var inside = path + ".";
      return includes.stream().anyMatch(each -> each.equals(path) || each.startsWith(inside))
          || nested.keySet().stream()
              .anyMatch(each -> each.equals(path) || each.startsWith(inside));
    }

    boolean selectsIn(String object) {
      var inside = object.isEmpty() ? "" : object + ".";
      return includes.stream().anyMatch(each -> each.startsWith(inside))
          && excludes.stream().noneMatch(each -> parent(each).equals(object));
    }

    private static String parent(String path) {
      return path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
    }

    @Override
    public String toString() {
      return "include "
          + includes
          + " exclude "
          + excludes
          + " rename "
          + renames
          + " mark "
          + marks
          + " nest "
          + nested
          + " add "
          + added
          + " naming "
          + naming
          + " depth "
          + depth;
    }
  }

  /// A plan whose path has led to an object.
  private record Active(Plan plan, String path) {
    String at(String field) {
      return path.isEmpty() ? field : path + "." + field;
    }
  }

  /// What counts at a place.
  private record Around(
      List<Active> active, List<Plan> placed, int depth, @Nullable NamingStrategy naming) {}

  /// A type with its variables resolved.
  record Ref(Class<?> raw, List<Ref> arguments) {
    static Ref of(Type type, Map<TypeVariable<?>, Ref> scope) {
      return switch (type) {
        case Class<?> c when c.isArray() -> new Ref(c, List.of(of(c.getComponentType(), scope)));
        case Class<?> c -> new Ref(c, List.of());
        case ParameterizedType p -> {
          var arguments = new ArrayList<Ref>();
          for (var argument : p.getActualTypeArguments()) {
            arguments.add(of(argument, scope));
          }
          yield new Ref((Class<?>) p.getRawType(), arguments);
        }
        case GenericArrayType a ->
            new Ref(Object[].class, List.of(of(a.getGenericComponentType(), scope)));
        case TypeVariable<?> v -> scope.getOrDefault(v, new Ref(Object.class, List.of()));
        default -> throw new IllegalArgumentException(type.getTypeName());
      };
    }

    boolean isContainer() {
      return raw.isArray()
          || raw == Optional.class
          || Collection.class.isAssignableFrom(raw)
          || Map.class.isAssignableFrom(raw);
    }

    Ref content() {
      return arguments.getLast();
    }

    boolean holdsObject() {
      return isContainer() ? content().holdsObject() : raw.isSealed() || isObject();
    }

    private boolean isObject() {
      return raw.getEnclosingClass() == LooseShapes.class;
    }

    /// The objects that values are or hold.
    List<Ref> objects() {
      if (isContainer()) {
        return content().objects();
      }
      if (!raw.isSealed()) {
        return isObject() ? List.of(this) : List.of();
      }
      var variants = new ArrayList<Ref>();
      for (var variant : raw.getPermittedSubclasses()) {
        variants.add(new Ref(variant, List.of()));
      }
      return variants;
    }

    /// The fields of an object.
    Map<String, Ref> fields() {
      var scope = new HashMap<TypeVariable<?>, Ref>();
      for (int i = 0; i < arguments.size(); i++) {
        scope.put(raw.getTypeParameters()[i], arguments.get(i));
      }
      var fields = new LinkedHashMap<String, Ref>();
      if (raw.isRecord()) {
        for (RecordComponent component : raw.getRecordComponents()) {
          fields.put(component.getName(), of(component.getGenericType(), scope));
        }
      } else {
        for (Field field : raw.getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers())) {
            fields.put(field.getName(), of(field.getGenericType(), scope));
          }
        }
      }
      return fields;
    }
  }

  ProjectionReference(Map<Class<?>, Plan> plans, Mode mode) {
    this.plans = plans;
    this.mode = mode;
  }

  /// @param outermost a projection on top of those of the classes; null if there is none
  @Nullable Object of(@Nullable Object tree, Ref type, @Nullable Plan outermost) {
    var placed = outermost == null ? List.<Plan>of() : List.of(outermost);
    return value(tree, type, new Around(List.of(), placed, Integer.MAX_VALUE, null));
  }

  private @Nullable Object value(@Nullable Object tree, Ref type, Around around) {
    if (tree == null) {
      return null;
    }
    if (type.raw == Optional.class) {
      return value(tree, type.content(), around);
    }
    if (type.isContainer() && tree instanceof List<?> list) {
      var result = new ArrayList<@Nullable Object>();
      for (var element : list) {
        result.add(value(element, type.content(), around));
      }
      return result;
    }
    if (!(tree instanceof Map<?, ?> map)) {
      return tree;
    }
    if (type.isContainer()) {
      var result = new LinkedHashMap<Object, @Nullable Object>();
      map.forEach((key, element) -> result.put(key, value(element, type.content(), around)));
      return result;
    }
    if (!type.raw.isSealed()) {
      return object(map, type, around);
    }
    for (var variant : type.objects()) {
      if (variant.raw.getSimpleName().equals(map.get("type"))) {
        var result = new LinkedHashMap<String, @Nullable Object>();
        result.put("type", map.get("type"));
        result.putAll(object(map, variant, around));
        return result;
      }
    }
    throw new IllegalArgumentException("No variant: " + map);
  }

  private List<Plan> ofClass(Class<?> type) {
    var result = new ArrayList<Plan>();
    if (plans.containsKey(type)) {
      result.add(plans.get(type));
    }
    for (var contract : type.getInterfaces()) {
      if (plans.containsKey(contract)) {
        result.add(plans.get(contract));
      }
    }
    return result;
  }

  private Map<String, @Nullable Object> object(Map<?, ?> tree, Ref type, Around outside) {
    var begin = new ArrayList<>(outside.placed);
    begin.addAll(ofClass(type.raw));
    var active = new ArrayList<>(outside.active);
    int depth = outside.depth;
    NamingStrategy naming = null;
    for (var plan : begin) {
      active.add(new Active(plan, ""));
      depth = plan.depth < 0 ? depth : Math.min(depth, plan.depth);
      naming = naming == null ? plan.naming : naming;
    }
    naming = naming == null ? outside.naming : naming;
    var result = new LinkedHashMap<String, @Nullable Object>();
    for (var field : type.fields().entrySet()) {
      var name = field.getKey();
      if (!tree.containsKey(name)) {
        continue;
      }
      boolean tooDeep = depth == 0 && field.getValue().holdsObject();
      boolean kept = !tooDeep && keep(active, name) && travels(mark(active, name));
      if (!kept) {
        if (mode == Mode.DOCUMENT) {
          result.putIfAbsent(name, tree.get(name));
        }
        continue;
      }
      int left = depth == Integer.MAX_VALUE ? depth : depth - 1;
      var inside = inside(active, name, left, naming);
      var shown = mode == Mode.TAKEN ? name : name(active, name, naming);
      result.put(shown, value(tree.get(name), field.getValue(), inside));
    }
    if (mode == Mode.WRITTEN) {
      for (var plan : begin) {
        for (var name : plan.added) {
          var others = active.stream().filter(each -> each.plan != plan).toList();
          if (keep(others, name)) {
            result.put(naming == null ? name : naming.apply(name), name + "!");
          }
        }
      }
    }
    return result;
  }

  private static boolean keep(List<Active> active, String name) {
    for (var each : active) {
      var path = each.at(name);
      if (each.plan.excludes.contains(path)
          || (each.plan.selectsIn(each.path) && !each.plan.wants(path))) {
        return false;
      }
    }
    return true;
  }

  private static Mark mark(List<Active> active, String name) {
    for (var each : active) {
      if (each.plan.marks.containsKey(each.at(name))) {
        return each.plan.marks.get(each.at(name));
      }
    }
    return Mark.NONE;
  }

  private boolean travels(Mark mark) {
    return mark == Mark.NONE || mark == (mode == Mode.WRITTEN ? Mark.READ_ONLY : Mark.WRITE_ONLY);
  }

  private static String name(List<Active> active, String name, @Nullable NamingStrategy naming) {
    for (var each : active) {
      if (each.plan.renames.containsKey(each.at(name))) {
        return each.plan.renames.get(each.at(name));
      }
    }
    return naming == null ? name : naming.apply(name);
  }

  private static Around inside(
      List<Active> active, String name, int depth, @Nullable NamingStrategy naming) {
    var next = new ArrayList<Active>();
    var placed = new ArrayList<Plan>();
    for (var each : active) {
      var path = each.at(name);
      next.add(new Active(each.plan, path));
      if (each.plan.nested.containsKey(path)) {
        placed.add(each.plan.nested.get(path));
      }
    }
    return new Around(next, placed, depth, naming);
  }
}
