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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The slot types that a path template may name, as in `{id:int}`. Immutable.
public final class Slots {
  /// The slot type that takes the rest of the path.
  public static final String GREEDY = "path";

  private static final Slots STANDARD = new Slots(standardSlots());

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

  private static Map<String, Slot<?>> standardSlots() {
    var slots = new LinkedHashMap<String, Slot<?>>();
    slots.put("str", standard(String.class));
    slots.put("int", standard(int.class));
    slots.put("long", standard(long.class));
    slots.put("double", standard(double.class));
    slots.put("decimal", standard(BigDecimal.class));
    slots.put("uuid", standard(UUID.class));
    slots.put("bool", standard(boolean.class));
    slots.put("date", standard(LocalDate.class));
    slots.put("datetime", standard(OffsetDateTime.class));
    slots.put("time", standard(LocalTime.class));
    slots.put("duration", standard(Duration.class));
    slots.put(GREEDY, standard(String.class));
    return slots;
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
    if (slots.containsKey(name)) {
      throw new IllegalArgumentException(
          "The slot type \"" + name + "\" exists already; choose another name.");
    }
    var more = new LinkedHashMap<>(slots);
    more.put(name, new Slot<>(type, converter));
    return new Slots(more);
  }

  /// Finds a slot type.
  public Optional<Slot<?>> find(String name) {
    return Optional.ofNullable(slots.get(name));
  }

  /// Lists the names, built-in ones first.
  public Set<String> names() {
    return slots.keySet();
  }
}
