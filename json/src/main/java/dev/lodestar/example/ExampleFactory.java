package dev.lodestar.example;

import dev.lodestar.codec.Decoded;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonCodec;
import dev.lodestar.model.FieldModel;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.schema.Schemas;
import dev.lodestar.suggest.Suggestions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Makes values of a type for tests: valid ones, since each is made for the schema of the type and
/// read as a document. The same seed gives the same values.
///
/// ```java
/// var orders = ExampleFactory.of(Order.class).seeded(7).with("status", "open");
/// Order order = orders.make();
/// List<Order> hundred = orders.list(100);
/// for (Order each : orders.covering()) { … }
/// ```
///
/// Fields that clients cannot send, such as those that are read-only, have their defaults.
///
/// Instances are immutable and safe for use by many threads.
///
/// @param <T> the type
public final class ExampleFactory<T> {
  private static final int MOST_TRIES = 300;

  private final Class<T> type;
  private final Json json;
  private final JsonCodec<T> codec;
  private final Map<String, ?> schema;
  private final Examples examples;
  private final long seed;
  private final Map<String, IntFunction<? extends @Nullable Object>> given;

  private ExampleFactory(
      Class<T> type,
      Json json,
      JsonCodec<T> codec,
      Map<String, ?> schema,
      Examples examples,
      long seed,
      Map<String, IntFunction<? extends @Nullable Object>> given) {
    this.type = type;
    this.json = json;
    this.codec = codec;
    this.schema = schema;
    this.examples = examples;
    this.seed = seed;
    this.given = given;
  }

  /// Makes values of a type as [Json#standard()] reads them.
  ///
  /// @param type a class that can be read
  /// @param <T> the type
  /// @return the factory
  /// @throws dev.lodestar.model.ModelException if the type cannot be read
  public static <T> ExampleFactory<T> of(Class<T> type) {
    return of(type, Json.standard());
  }

  /// Makes values of a type as some codecs read them.
  ///
  /// @param type a class that can be read
  /// @param json the codecs
  /// @param <T> the type
  /// @return the factory
  /// @throws dev.lodestar.model.ModelException if the type cannot be read
  public static <T> ExampleFactory<T> of(Class<T> type, Json json) {
    var schema = Schemas.document(json, type).tree();
    return new ExampleFactory<>(
        type, json, json.codec(type), schema, Examples.seeded(0), 0, Map.of());
  }

  /// Makes other values.
  ///
  /// @param newSeed any number, 0 by default
  /// @return a changed copy
  public ExampleFactory<T> seeded(long newSeed) {
    return new ExampleFactory<>(type, json, codec, schema, examples, newSeed, given);
  }

  /// Makes whatever is valid, instead of typical values: with nulls, missing fields, limits and
  /// strange characters.
  ///
  /// @return a changed copy
  public ExampleFactory<T> varied() {
    return new ExampleFactory<>(type, json, codec, schema, examples.varied(), seed, given);
  }

  /// Gives all values the same value of a field.
  ///
  /// @param field the name of the field in documents
  /// @param value what it is: of the type of the field, or as it stands in documents
  /// @return a changed copy
  /// @throws IllegalArgumentException if the type has no such field
  public ExampleFactory<T> with(String field, @Nullable Object value) {
    return with(field, (IntFunction<@Nullable Object>) index -> value);
  }

  /// Gives each value its own value of a field.
  ///
  /// @param field the name of the field in documents
  /// @param value what it is for the first value, 0, and those that follow
  /// @return a changed copy
  /// @throws IllegalArgumentException if the type has no such field
  public ExampleFactory<T> with(String field, IntFunction<? extends @Nullable Object> value) {
    checkField(field);
    var more = new LinkedHashMap<String, IntFunction<? extends @Nullable Object>>(given);
    more.put(field, value);
    return new ExampleFactory<>(type, json, codec, schema, examples, seed, more);
  }

  private void checkField(String field) {
    if (json.models().model(type) instanceof ObjectModel object && field(field).isEmpty()) {
      var names =
          object.fields().stream().filter(FieldModel::decoded).map(FieldModel::name).toList();
      throw new IllegalArgumentException(
          type.getSimpleName()
              + " has no field \""
              + field
              + "\" that can be sent; "
              + Suggestions.closest(field, names)
                  .map(name -> "did you mean \"" + name + "\"?")
                  .orElse("there are " + String.join(", ", names) + "."));
    }
  }

  private Optional<FieldModel> field(String name) {
    return json.models().model(type) instanceof ObjectModel object
        ? object.fields().stream()
            .filter(field -> field.decoded() && field.name().equals(name))
            .findFirst()
        : Optional.empty();
  }

  /// Makes the first value.
  ///
  /// @return a value
  /// @throws IllegalArgumentException if a given value is not valid
  /// @throws IllegalStateException if the schema of the type has no example
  public T make() {
    return make(0);
  }

  /// Makes one of the values.
  ///
  /// @param index which one, from 0
  /// @return always the same value for the same index
  /// @throws IllegalArgumentException if a given value is not valid
  /// @throws IllegalStateException if the schema of the type has no example
  public T make(int index) {
    return read(tree(index));
  }

  /// Makes several values.
  ///
  /// @param count how many
  /// @return the values of the indexes from 0
  /// @throws IllegalArgumentException if a given value is not valid
  /// @throws IllegalStateException if the schema of the type has no example
  public List<T> list(int count) {
    return IntStream.range(0, count).mapToObj(this::make).toList();
  }

  /// Makes few values that show together what there may be: each variant of a union and constant of
  /// an enum, fields with and without a value, empty lists and others; as far as 300 tries have
  /// them.
  ///
  /// @return the values
  /// @throws IllegalArgumentException if a given value is not valid
  /// @throws IllegalStateException if the schema of the type has no example
  public List<T> covering() {
    var trees = new ArrayList<Object>();
    trees.add(tree(0));
    var other = varied();
    for (var index = 1; index < MOST_TRIES; index++) {
      trees.add(other.tree(index));
    }
    return Coverage.of(trees).stream().map(this::read).toList();
  }

  private Object tree(int index) {
    var made = examples.withSeed(seed * 1_000_003 + index).of(schema, schema, type.getSimpleName());
    if (made.isEmpty()) {
      throw new IllegalStateException(
          "There is no example of " + type.getSimpleName() + " for its schema " + schema + ".");
    }
    if (given.isEmpty() || !(made.get() instanceof Map<?, ?> object)) {
      return made.get();
    }
    var changed = new LinkedHashMap<@Nullable Object, @Nullable Object>(object);
    given.forEach((field, value) -> changed.put(field, written(field, value.apply(index))));
    return changed;
  }

  /// A given value as it stands in documents.
  private @Nullable Object written(String field, @Nullable Object value) {
    if (value == null || value instanceof String || value instanceof Number) {
      return value;
    }
    var use = field(field).map(FieldModel::use);
    if (use.isPresent()) {
      try {
        return tree(json.codec(use.get()), value);
      } catch (ClassCastException noSuchValue) {
        // It is a tree already.
        return value;
      }
    }
    return value;
  }

  @SuppressWarnings("unchecked")
  private <V> @Nullable Object tree(JsonCodec<V> ofField, Object value) {
    return json.codec(Object.class).decode(ofField.encode((V) value)).orThrow();
  }

  private T read(Object tree) {
    var document = json.codec(Object.class).encode(tree);
    return switch (codec.decode(document)) {
      case Decoded.Valid<T>(var value) -> value;
      case Decoded<T> refused ->
          throw new IllegalArgumentException(
              type.getSimpleName()
                  + " does not accept "
                  + new String(document, StandardCharsets.UTF_8)
                  + ": "
                  + refused);
    };
  }
}
