package dev.lodestar.example;

import dev.lodestar.schema.Schema;
import dev.lodestar.schemacheck.Direction;
import dev.lodestar.schemacheck.References;
import dev.lodestar.schemacheck.SchemaCheck;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes example values for JSON Schemas (2020-12), for documentation, answers of a mock and tests.
///
/// The same seed, schema and name give the same example, wherever and whenever it is made; a
/// property's value does not change when others are added. Examples honour constraints, formats,
/// patterns and enums, and what names make one expect: a text called `email` is an address. What
/// the schema gives itself (`const`, `example`, `examples`, `default`) is taken first. Every
/// example has been checked against the schema, so there is none rather than a wrong one: for a
/// pattern that is too hard, for instance, or a type that contains itself without an end.
///
/// ```java
/// var schema = Map.of("type", "string", "format", "date");
/// Optional<Object> date = Examples.seeded(7).of(schema, schema, "birthday");
/// ```
///
/// Texts are in English; people, addresses and numbers are invented or reserved for examples. At
/// most 10,000 values are made for one example, nested at most 24 deep.
///
/// Instances are immutable and safe for use by many threads.
public final class Examples {
  private static final int MOST_ATTEMPTS = 8;

  private final long seed;
  private final Style style;
  private final Direction direction;

  private Examples(long seed, Style style, Direction direction) {
    this.seed = seed;
    this.style = style;
    this.direction = direction;
  }

  /// Examples as documentation shows them: everything that may be there is there, and one of each.
  ///
  /// @param seed any number
  /// @return the maker of examples
  public static Examples seeded(long seed) {
    return new Examples(seed, Style.TYPICAL, Direction.ANY);
  }

  /// Other examples.
  ///
  /// @param newSeed any number
  /// @return a changed copy
  public Examples withSeed(long newSeed) {
    return new Examples(newSeed, style, direction);
  }

  /// Examples as tests want them: any value that the schema allows, with nulls, missing properties,
  /// limits, every variant and strange characters. Use another seed for each.
  ///
  /// @return a changed copy
  public Examples varied() {
    return new Examples(seed, Style.VARIED, direction);
  }

  /// Examples with as little as the schema allows.
  ///
  /// @return a changed copy
  public Examples sparse() {
    return new Examples(seed, Style.SPARSE, direction);
  }

  /// Examples of what clients send: without properties that are `readOnly`.
  ///
  /// @return a changed copy
  public Examples forRequests() {
    return new Examples(seed, style, Direction.REQUEST);
  }

  /// Examples of what clients get: without properties that are `writeOnly`.
  ///
  /// @return a changed copy
  public Examples forResponses() {
    return new Examples(seed, style, Direction.RESPONSE);
  }

  /// Makes an example for a schema within a document.
  ///
  /// @param schema the schema as a tree of plain values
  /// @param document where `$ref` leads, as a JSON pointer behind `#`: an OpenAPI document, or the
  ///   schema itself
  /// @param name what the value is called, such as `email` or `Widget`; may be empty
  /// @return a tree of maps, lists, texts, numbers, booleans and nulls; empty if there is no
  ///   example, or it is null
  public Optional<Object> of(Map<String, ?> schema, Map<String, ?> document, String name) {
    return make(schema, References.within(document), name);
  }

  /// Makes an example for a schema of a type.
  ///
  /// @param schema the schema
  /// @param components what `$ref` names, by the last part of the reference, such as
  ///   `Schemas.components()::get`
  /// @param name what the value is called, such as `email` or `Widget`; may be empty
  /// @return as [#of(Map, Map, String)]
  public Optional<Object> of(
      Schema schema, Function<String, @Nullable Schema> components, String name) {
    var known = new HashMap<String, Optional<Object>>();
    return make(
        schema.tree(),
        reference ->
            known.computeIfAbsent(
                References.name(reference),
                component -> Optional.ofNullable(components.apply(component)).map(Schema::tree)),
        name);
  }

  private Optional<Object> make(Object schema, References references, String name) {
    var place = Place.root(seed, name);
    var validity = new SchemaCheck(references, direction);
    for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      // What is too large, or goes wrong somewhere inside, may do without what is not required.
      var made =
          made(schema, references, attempt < 4 ? style : Style.SPARSE, place.attempt(attempt));
      if (made != null && validity.isValid(schema, made.value())) {
        return Optional.ofNullable(made.value());
      }
    }
    return Optional.empty();
  }

  private @Nullable Made made(Object schema, References references, Style as, Place place) {
    return new Generation(references, as, direction).value(schema, place);
  }
}
