package dev.lodestar.schema;

import dev.lodestar.json.Json;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Models;
import dev.lodestar.model.Projection;
import dev.lodestar.model.TypeUse;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// JSON Schemas of types as the codecs of a [Json] read and write them, for one document: types
/// with names are components, which the schemas refer to.
///
/// ```java
/// var schemas = Schemas.builder().reference("#/components/schemas/").build();
/// Schema body = schemas.input(json, CreateOrder.class);
/// Schema answer = schemas.output(json, Order.class);
/// Map<String, Schema> components = schemas.components();
/// ```
///
/// Records, classes, enums and sealed types are components; simple values, lists, maps, optional
/// values, and types that are written as a value of another type are described where they stand.
///
/// A component is called like its type: `Order`, `PageOfOrder`; like its projection, if that has a
/// name; and `OrderPatch` if it is the change of something. Where what is read differs from what is
/// written, and both are asked for, the former is `OrderInput`. Types of the same name get that of
/// the outer class or the package before it. Names do not depend on the order of the questions, but
/// they are only known when all have been asked: they are settled by the first call of
/// [#components()] or of [Schema#tree()]. Types that come later do not change what was settled.
///
/// What is valid by the schema and what the codec takes differ where JSON Schema cannot say it:
///
/// - conditions that only code can check, and those that JSON Schema has no keyword for, such as
///   `@Past`: the latter are told in the description, as are regular expressions that ECMA-262 does
///   not understand;
/// - the length of a text, which Java counts in UTF-16 units and JSON Schema in code points;
/// - the size of a set, which is that without duplicates: a `@Size(max)` of a set is only told in
///   the description;
/// - `1.0` and `1e2`, which are integers for JSON Schema; formats, which many validators ignore.
///
/// Not safe for use by several threads.
public final class Schemas {
  private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
  private static final String DEFINITIONS = "#/$defs/";

  private final String reference;
  private final Set<String> reserved;
  private final TypeSchemas types;
  private final IdentityHashMap<TypeUse, TypeUse> parts = new IdentityHashMap<>();
  private Map<String, Component> names = new TreeMap<>();
  private boolean given;
  private int known;

  private Schemas(Builder builder) {
    this.reference = builder.reference;
    this.reserved = Set.copyOf(builder.reserved);
    this.types =
        new TypeSchemas(
            new CustomSchemas(Map.copyOf(builder.custom), List.copyOf(builder.functions)),
            builder.descriptions,
            reference.startsWith("#/components/"),
            this::settled);
  }

  /// Starts with the default settings.
  ///
  /// @return a new builder
  public static Builder builder() {
    return new Builder();
  }

  /// The schema of documents that are read as values of a type.
  ///
  /// @param json the codecs that read them
  /// @param type a class or a type with generics
  /// @return the schema
  /// @throws ModelException if the type, or one that it contains, is not supported
  public Schema input(Json json, Type type) {
    return input(json, json.models().use(type));
  }

  /// The schema of documents that are read as values of a type.
  ///
  /// @param json the codecs that read them
  /// @param use the type where it is used, described by the models of the codecs; its nullness,
  ///   constraints and default count
  /// @return the schema
  public Schema input(Json json, TypeUse use) {
    return new Schema(types.reading(json).of(use), this);
  }

  /// The schema of documents that values of a type are written as.
  ///
  /// @param json the codecs that write them
  /// @param type a class or a type with generics
  /// @return the schema
  /// @throws ModelException if the type, or one that it contains, is not supported
  public Schema output(Json json, Type type) {
    return output(json, json.models().use(type));
  }

  /// The schema of documents that values of a type are written as.
  ///
  /// @param json the codecs that write them
  /// @param use the type where it is used, described by the models of the codecs
  /// @return the schema
  public Schema output(Json json, TypeUse use) {
    return new Schema(types.writing(json).of(use), this);
  }

  /// The schema of documents that change an instance of a type, as RFC 7396 says: no field is
  /// required, and null removes what may be missing.
  ///
  /// @param json the codecs that read them
  /// @param type an object
  /// @return the schema
  /// @throws ModelException if the type, or one that it contains, is not supported
  public Schema partial(Json json, Type type) {
    return partial(json, json.models().use(type));
  }

  /// The schema of documents that change an instance of a type, see [#partial(Json, Type)].
  ///
  /// @param json the codecs that read them
  /// @param use the type where it is used: an object
  /// @return the schema
  public Schema partial(Json json, TypeUse use) {
    // The models of a use belong to one set of codecs.
    var part = parts.get(use);
    if (part == null) {
      part = Models.project(use, Projection.all().partial());
      parts.put(use, part);
    }
    return input(json, part);
  }

  /// The schema of a parameter, such as a query parameter or a header: of the value before a style
  /// makes it a text. Null is never valid, since such texts have no null.
  ///
  /// @param json the codecs whose settings count
  /// @param use the type where it is used: a simple type, an enum, or an optional or a list of
  ///   these
  /// @return the schema
  public Schema parameter(Json json, TypeUse use) {
    return new Schema(types.reading(json).parameter(use), this);
  }

  /// The components that the schemas refer to, and those that these refer to.
  ///
  /// @return by name, in the order of the names; complete when all schemas have been asked for
  public Map<String, Schema> components() {
    settled();
    var components = new TreeMap<String, Schema>();
    for (var named : names.entrySet()) {
      components.put(named.getKey(), new Schema(named.getValue().content(), this));
    }
    return Collections.unmodifiableMap(components);
  }

  /// Settles the names of all components.
  ///
  /// @return what stands before a name in a reference
  String settled() {
    if (!given || types.components().size() > known) {
      types.complete();
      names = new ComponentNames(types.components(), names, reserved).settle();
      known = types.components().size();
      given = true;
    }
    return reference;
  }

  /// A document with the schema of a type as it is read, and its components as definitions.
  ///
  /// ```java
  /// var schema = Schemas.document(Json.standard(), Order.class).toJson();
  /// ```
  ///
  /// @param json the codecs that read documents of the type
  /// @param type a class or a type with generics
  /// @return the schema
  /// @throws ModelException if the type, or one that it contains, is not supported
  public static Schema document(Json json, Type type) {
    var schemas = builder().build();
    return document(schemas, schemas.input(json, type));
  }

  /// A document with the schema of a type as it is written, and its components as definitions.
  ///
  /// @param json the codecs that write documents of the type
  /// @param type a class or a type with generics
  /// @return the schema
  /// @throws ModelException if the type, or one that it contains, is not supported
  public static Schema outputDocument(Json json, Type type) {
    var schemas = builder().build();
    return document(schemas, schemas.output(json, type));
  }

  private static Schema document(Schemas schemas, Schema root) {
    var definitions = new TreeMap<>(schemas.components());
    var document = Schema.any().with("$schema", DRAFT);
    var top = root.tree();
    if (top.size() == 1 && top.get("$ref") instanceof String reference) {
      var name = reference.substring(DEFINITIONS.length());
      var inlined = definitions.get(name);
      if (inlined != null && !refers(definitions.values(), reference)) {
        definitions.remove(name);
        top = inlined.tree();
      }
    }
    for (var keyword : top.entrySet()) {
      document = document.with(keyword.getKey(), keyword.getValue());
    }
    var trees = new TreeMap<String, Object>();
    definitions.forEach((name, schema) -> trees.put(name, schema.tree()));
    return trees.isEmpty() ? document : document.with("$defs", trees);
  }

  private static boolean refers(Iterable<Schema> schemas, String reference) {
    for (var schema : schemas) {
      if (contains(schema.tree(), reference)) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(Object tree, String reference) {
    return switch (tree) {
      case Map<?, ?> map ->
          reference.equals(map.get("$ref")) || anyContains(map.values(), reference);
      case List<?> list -> anyContains(list, reference);
      default -> false;
    };
  }

  private static boolean anyContains(Iterable<?> trees, String reference) {
    for (var tree : trees) {
      if (tree != null && contains(tree, reference)) {
        return true;
      }
    }
    return false;
  }

  /// Collects settings. Not safe for use by several threads.
  public static final class Builder {
    private String reference = DEFINITIONS;
    private final Map<Class<?>, Schema> custom = new HashMap<>();
    private final List<Function<Class<?>, Optional<Schema>>> functions = new ArrayList<>();
    private final Set<String> reserved = new HashSet<>();
    private TypeDescriptions descriptions = TypeDescriptions.none();

    private Builder() {}

    /// Sets what stands before the name of a component where it is referred to. Default:
    /// `#/$defs/`. With `#/components/schemas/`, sealed types also get the `discriminator` of
    /// OpenAPI.
    ///
    /// @param prefix the beginning of the reference
    /// @return this builder
    public Builder reference(String prefix) {
      this.reference = prefix;
      return this;
    }

    /// Sets the schema of a class, in place of the one that would be made of it. It counts wherever
    /// the class stands, in both directions. It is a component if it has fields, variants or
    /// constants, and stands in its place otherwise.
    ///
    /// A class can also bring its schema along: as a static method without parameters that is
    /// called `schema` and returns a [Schema].
    ///
    /// @param type the exact class
    /// @param schema the schema; takes precedence over everything else
    /// @return this builder
    public Builder custom(Class<?> type, Schema schema) {
      custom.put(type, schema);
      return this;
    }

    /// Adds a function that is asked for the schema of each class, see [#custom(Class, Schema)].
    /// The one that was added last is asked first.
    ///
    /// @param schemas gives the schema of a class, or empty to leave it to others
    /// @return this builder
    public Builder custom(Function<Class<?>, Optional<Schema>> schemas) {
      functions.addFirst(schemas);
      return this;
    }

    /// Sets names that no component may get, since others have them.
    ///
    /// @param names the names
    /// @return this builder
    public Builder reserve(String... names) {
      reserved.addAll(List.of(names));
      return this;
    }

    /// Sets who describes what `@Doc` does not. Default: nobody.
    ///
    /// @param descriptions is asked for types, fields and constants
    /// @return this builder
    public Builder describe(TypeDescriptions descriptions) {
      this.descriptions = descriptions;
      return this;
    }

    /// Starts a document.
    ///
    /// @return schemas without any component yet
    public Schemas build() {
      return new Schemas(this);
    }
  }
}
