package dev.lodestar.configuration;

import dev.lodestar.configuration.Node.Branch;
import dev.lodestar.configuration.Node.Items;
import dev.lodestar.configuration.Node.Leaf;
import dev.lodestar.input.SecretNames;
import dev.lodestar.model.FieldModel;
import dev.lodestar.model.Mark;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.MappedModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.UnionModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The values of a table as they are shown, without secrets.
final class Shown {
  static final String MASK = "******";

  private final List<ConfigurationEntry> entries = new ArrayList<>();
  private final Set<ObjectModel> open = Collections.newSetFromMap(new IdentityHashMap<>());

  private Shown() {}

  static List<ConfigurationEntry> of(TypeModel model, Branch tree, String table) {
    var shown = new Shown();
    shown.value(model, tree, table, false);
    return shown.entries;
  }

  /// Follows a name through a type.
  ///
  /// @return what it leads to; empty if the type has no such value
  static Optional<TypeModel> find(TypeModel model, List<String> path) {
    var inside = inside(model);
    if (path.isEmpty()) {
      return Optional.of(inside);
    }
    var rest = path.subList(1, path.size());
    return switch (inside) {
      case ObjectModel object -> {
        var field = Rendering.field(object, path.getFirst());
        yield field == null ? Optional.empty() : find(field.use().model(), rest);
      }
      case UnionModel union -> {
        if (rest.isEmpty() && union.tag().filter(path.getFirst()::equals).isPresent()) {
          yield Optional.of(union);
        }
        for (var variant : union.variants()) {
          var found = find(variant.model(), path);
          if (found.isPresent()) {
            yield found;
          }
        }
        yield Optional.empty();
      }
      case ListModel list when Branch.isIndex(path.getFirst()) ->
          find(list.element().model(), rest);
      case MapModel map -> find(map.value().model(), rest);
      case TypeModel.AnyModel any -> Optional.of(any);
      default -> Optional.empty();
    };
  }

  private static TypeModel inside(TypeModel model) {
    return switch (model) {
      case OptionalModel optional -> inside(optional.value().model());
      case MappedModel mapped -> inside(mapped.target().model());
      default -> model;
    };
  }

  private void value(TypeModel model, Node node, String path, boolean secret) {
    switch (inside(model)) {
      case ObjectModel object when node instanceof Branch table ->
          object(object, table, path, secret);
      case UnionModel union when node instanceof Branch table ->
          variant(union, table, path, secret);
      case MapModel map when node instanceof Branch table ->
          table
              .entries()
              .forEach((key, value) ->
                  value(
                      map.value().model(),
                      value,
                      Paths.child(path, key),
                      secret || SecretNames.isSecret(key)));
      case ListModel list when hasTables(node) -> {
        var elements = Rendering.elements(node);
        for (var i = 0; i < elements.size(); i++) {
          value(list.element().model(), elements.get(i), path + "[" + i + "]", secret);
        }
      }
      default ->
          entries.add(
              new ConfigurationEntry(
                  path, secret ? MASK : masked(text(node)), node.origin(), true));
    }
  }

  private static boolean hasTables(Node node) {
    var elements = Rendering.elements(node);
    return !elements.isEmpty() && elements.stream().allMatch(Branch.class::isInstance);
  }

  private void object(ObjectModel object, Branch table, String path, boolean secret) {
    if (!open.add(object)) {
      return;
    }
    for (var field : object.fields()) {
      if (!field.decoded()) {
        continue;
      }
      var name = Paths.child(path, field.name());
      var hidden = secret || isSecret(field);
      var node = nodeOf(field, table);
      if (node != null) {
        value(field.use().model(), node, name, hidden);
      } else if (field.use().required() && field.use().model() instanceof ObjectModel inner) {
        object(inner, new Branch(Origin.DEFAULT), name, hidden);
      } else {
        absent(field, name, hidden);
      }
    }
    open.remove(object);
  }

  private void variant(UnionModel union, Branch table, String path, boolean secret) {
    var tag = union.tag().map(table::get).orElse(null);
    if (tag instanceof Leaf chosen) {
      entries.add(
          new ConfigurationEntry(
              Paths.child(path, union.tag().orElse("")), chosen.text(), chosen.origin(), true));
      for (var variant : union.variants()) {
        if (variant.name().equals(chosen.text()) && variant.model() instanceof ObjectModel object) {
          object(object, table, path, secret);
          return;
        }
      }
    }
    entries.add(new ConfigurationEntry(path, MASK, table.origin(), true));
  }

  private void absent(FieldModel field, String name, boolean hidden) {
    var value = field.use().defaultValue();
    if (value.isEmpty()) {
      entries.add(new ConfigurationEntry(name, "", Origin.DEFAULT, false));
      return;
    }
    var text = hidden ? MASK : masked(String.valueOf(value.get()));
    entries.add(new ConfigurationEntry(name, text, Origin.DEFAULT, true));
  }

  private static @Nullable Node nodeOf(FieldModel field, Branch table) {
    var node = table.get(field.name());
    for (var alias : field.aliases()) {
      node = node == null ? table.get(alias) : node;
    }
    return node;
  }

  private static boolean isSecret(FieldModel field) {
    return field.mark() == Mark.WRITE_ONLY || SecretNames.isSecret(field.name());
  }

  private static String text(Node node) {
    return switch (node) {
      case Leaf leaf -> leaf.text();
      case Items items -> {
        var texts = new ArrayList<String>();
        items.elements().forEach(element -> texts.add(text(element)));
        yield "[" + String.join(", ", texts) + "]";
      }
      case Branch table -> {
        var texts = new ArrayList<String>();
        table
            .entries()
            .forEach((key, value) ->
                texts.add(key + " = " + (SecretNames.isSecret(key) ? MASK : text(value))));
        yield "{" + String.join(", ", texts) + "}";
      }
    };
  }

  /// A text without the passwords that URLs in it contain.
  static String masked(String text) {
    var scheme = text.indexOf("://");
    if (scheme < 0) {
      return text;
    }
    var end = text.length();
    for (var stop : new char[] {'/', '?', '#', ';'}) {
      var at = text.indexOf(stop, scheme + 3);
      end = at < 0 ? end : Math.min(end, at);
    }
    var at = text.lastIndexOf('@', end);
    var colon = text.indexOf(':', scheme + 3);
    var shown =
        at > scheme && colon > 0 && colon < at
            ? text.substring(0, colon + 1) + MASK + text.substring(at)
            : text;
    return withoutParameters(shown);
  }

  private static String withoutParameters(String url) {
    var shown = new StringBuilder();
    var at = 0;
    while (at < url.length()) {
      var end = at;
      while (end < url.length() && "?&;".indexOf(url.charAt(end)) < 0) {
        end++;
      }
      var part = url.substring(at, end);
      var assigned = part.indexOf('=');
      shown.append(
          at > 0 && assigned > 0 && SecretNames.isSecret(part.substring(0, assigned))
              ? part.substring(0, assigned + 1) + MASK
              : part);
      if (end < url.length()) {
        shown.append(url.charAt(end));
      }
      at = end + 1;
    }
    return shown.toString();
  }
}
