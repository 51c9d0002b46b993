package dev.lodestar.route;

import dev.lodestar.convert.Converter;
import dev.lodestar.convert.Converters;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The slot types that a path template may name, as in `{id:int}`. Immutable.
public final class Slots {
  /// The slot type that takes the rest of the path.
  public static final String GREEDY = "path";

  private static final Map<String, Class<?>> STANDARD_TYPES = standardTypes();
  private static final Slots STANDARD = new Slots(Map.of());

  private final Map<String, Slot<?>> slots;

  /// What a slot type stands for.
  ///
  /// @param type the Java type of its values
  /// @param converter reads and writes the values
  /// @param <V> the Java type of its values
  public record Slot<V>(Class<V> type, Converter<V> converter) {}

  private Slots(Map<String, Slot<?>> slots) {
    this.slots = Collections.unmodifiableMap(slots);
  }

  /// Returns the built-in slot types: `str`, `int`, `long`, `double`, `decimal`, `uuid`, `bool`,
  /// `date`, `datetime` (with an offset), `time`, `duration` and `path`.
  public static Slots standard() {
    return STANDARD;
  }

  private static Map<String, Class<?>> standardTypes() {
    var types = new LinkedHashMap<String, Class<?>>();
    types.put("str", String.class);
    types.put("int", int.class);
    types.put("long", long.class);
    types.put("double", double.class);
    types.put("decimal", BigDecimal.class);
    types.put("uuid", UUID.class);
    types.put("bool", boolean.class);
    types.put("date", LocalDate.class);
    types.put("datetime", OffsetDateTime.class);
    types.put("time", LocalTime.class);
    types.put("duration", Duration.class);
    types.put(GREEDY, String.class);
    return Collections.unmodifiableMap(types);
  }

  private static <V> Slot<V> standard(Class<V> type) {
    return new Slot<>(type, Converters.standard().find(type).orElseThrow());
  }

  /// Returns these slot types and one more.
  ///
  /// @throws IllegalArgumentException if the name is taken or cannot be written in a template
  public <V> Slots with(String name, Class<V> type, Converter<V> converter) {
    if (!Names.isIdentifier(name)) {
      throw new IllegalArgumentException(
          "The slot type \"" + name + "\" is not a Java identifier, such as \"sku\".");
    }
    if (find(name).isPresent()) {
      throw new IllegalArgumentException(
          "The slot type \"" + name + "\" exists already; choose another name.");
    }
    var more = new LinkedHashMap<>(slots);
    more.put(name, new Slot<>(type, converter));
    return new Slots(more);
  }

  /// Finds a slot type.
  public Optional<Slot<?>> find(String name) {
    var own = slots.get(name);
    if (own != null) {
      return Optional.of(own);
    }
    var type = STANDARD_TYPES.get(name);
    if (type == null) {
      return Optional.empty();
    }
    Slot<?> slot = standard(type);
    return Optional.of(slot);
  }

  /// Returns the slot of a parameter whose template was parsed with these slot types; a text if it
  /// names none.
  public Slot<?> of(Segment.Parameter parameter) {
    return find(parameter.slot().orElse("str")).orElseThrow();
  }

  /// Lists the names, built-in ones first.
  public Set<String> names() {
    var names = new LinkedHashSet<>(STANDARD_TYPES.keySet());
    names.addAll(slots.keySet());
    return Collections.unmodifiableSet(names);
  }
}
