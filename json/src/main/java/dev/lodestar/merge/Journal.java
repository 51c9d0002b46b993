package dev.lodestar.merge;

import dev.lodestar.model.FieldModel;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the fields of objects were before they were changed in place, so that all can be put back.
/// A field cannot if it has neither a getter nor a [Backing].
final class Journal {
  private final List<Entry> entries = new ArrayList<>();

  /// A field, as it was.
  ///
  /// @param value what the getter told, or else the backing
  /// @param content what a collection or map held: a setter may fill the one that is there
  /// @param kept what the backing held; null if there is none
  private record Entry(
      PartPlan.Field part,
      Object target,
      @Nullable Object value,
      @Nullable Object content,
      @Nullable Object kept) {
    FieldModel field() {
      return part.model();
    }

    @Nullable Object now() {
      var backing = part.backing();
      return field().readable() || backing == null ? field().get(target) : backing.read(target);
    }
  }

  /// Remembers some fields of an object. Nothing of it is changed before.
  void remember(List<PartPlan.Field> fields, Object target) {
    var found = new ArrayList<Entry>();
    for (var part : fields) {
      var field = part.model();
      var backing = part.backing();
      if (field.readable() || backing != null) {
        var told = field.readable() ? field.get(target) : null;
        var kept = backing == null ? null : backing.read(target);
        var value = field.readable() ? told : kept;
        found.add(new Entry(part, target, value, content(value), kept));
      }
    }
    entries.addAll(found);
  }

  private static @Nullable Object content(@Nullable Object value) {
    return switch (value) {
      case Collection<?> elements -> new ArrayList<@Nullable Object>(elements);
      case Map<?, ?> map -> new LinkedHashMap<Object, @Nullable Object>(map);
      case null, default -> null;
    };
  }

  /// Puts everything back, the last change first.
  void undo() {
    IllegalStateException failed = null;
    for (var entry : entries.reversed()) {
      try {
        restore(entry);
      } catch (RuntimeException refused) {
        var failure =
            new IllegalStateException(
                "A change was refused, and the field "
                    + entry.field().use().path()
                    + " could not be put back.",
                refused);
        if (failed == null) {
          failed = failure;
        } else {
          failed.addSuppressed(failure);
        }
      }
    }
    entries.clear();
    if (failed != null) {
      throw failed;
    }
  }

  private static void restore(Entry entry) {
    var backing = entry.part.backing();
    if (entry.field().readable() && !isSame(entry.now(), entry.value)) {
      entry.field().set(entry.target, entry.value);
    }
    if (backing != null && backing.read(entry.target) != entry.kept) {
      backing.write(entry.target, entry.kept);
    }
    if (entry.content != null) {
      restoreContent(entry);
    }
  }

  private static boolean isSame(@Nullable Object now, @Nullable Object before) {
    // What has no identity of its own may come out of the getter as another instance.
    boolean simple = now instanceof Comparable<?> || OptionalModel.content(now) != null;
    return now == before || (simple && Objects.equals(now, before));
  }

  private static void restoreContent(Entry entry) {
    if (isIntact(entry)) {
      return;
    }
    try {
      refill(entry.now(), entry.content);
    } catch (UnsupportedOperationException viewed) {
      entry.field().set(entry.target, copy(entry.field().use().model(), entry.content));
    }
    if (!isIntact(entry)) {
      throw new IllegalStateException("The setter does not keep what it is given.");
    }
  }

  private static boolean isIntact(Entry entry) {
    var now = entry.now();
    if (now instanceof Collection<?> elements && entry.content instanceof List<?> before) {
      return holdsAll(elements, before);
    }
    return now instanceof Map<?, ?> map && map.equals(entry.content);
  }

  private static boolean holdsAll(Collection<?> elements, List<?> before) {
    if (elements.size() != before.size()) {
      return false;
    }
    Iterator<?> each = elements.iterator();
    for (var element : before) {
      if (each.next() != element) {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("unchecked") // it gets what it held
  private static void refill(@Nullable Object container, @Nullable Object content) {
    if (container instanceof Collection<?> elements && content instanceof List<?> before) {
      elements.clear();
      ((Collection<@Nullable Object>) elements).addAll(before);
    } else if (container instanceof Map<?, ?> map && content instanceof Map<?, ?> before) {
      map.clear();
      ((Map<Object, @Nullable Object>) map).putAll((Map<Object, @Nullable Object>) before);
    }
  }

  private static @Nullable Object copy(TypeModel model, @Nullable Object content) {
    if (model instanceof ListModel list && content instanceof List<?> elements) {
      return list.create(new ArrayList<>(elements));
    }
    return model instanceof MapModel map && content instanceof Map<?, ?> entries
        ? map.create(new LinkedHashMap<>(entries))
        : content;
  }
}
