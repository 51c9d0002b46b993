package dev.lodestar.schema;

import dev.lodestar.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A JSON Schema, draft 2020-12: keywords in a fixed order.
///
/// ```java
/// var sku = Schema.string().pattern("^[A-Z]-[0-9]+$").description("As printed on the label.");
/// var point = Schema.object().property("x", Schema.number(), true).property("y", Schema.number(), true);
/// ```
///
/// Schemas of types are made by [Schemas]; those may refer to components, whose names are settled
/// when somebody asks for the [#tree()] or the [#toJson()] of one of them.
///
/// Instances are immutable and safe for use by many threads. Those that a [Schemas] made are as
/// safe as that.
public final class Schema {
  private static final String NULL = "null";
  private static final String TYPE = "type";
  private static final String ENUM = "enum";
  private static final String PROPERTIES = "properties";
  private static final String REQUIRED = "required";
  private static final String COMPONENTS = "#/components/schemas/";

  /// What says something about a value without deciding whether it is valid.
  private static final Set<String> PROSE =
      Set.of(
          "title",
          "description",
          "default",
          "deprecated",
          "readOnly",
          "writeOnly",
          "examples",
          "example",
          "$comment");

  private final Map<String, @Nullable Object> keywords;
  private final @Nullable Schemas owner;

  Schema(Map<String, @Nullable Object> keywords, @Nullable Schemas owner) {
    this.keywords = keywords;
    this.owner = owner;
  }

  /// A text.
  ///
  /// @return a new schema
  public static Schema string() {
    return ofType("string");
  }

  /// A number without a fraction.
  ///
  /// @return a new schema
  public static Schema integer() {
    return ofType("integer");
  }

  /// A number.
  ///
  /// @return a new schema
  public static Schema number() {
    return ofType("number");
  }

  /// True or false.
  ///
  /// @return a new schema
  public static Schema bool() {
    return ofType("boolean");
  }

  /// A list.
  ///
  /// @param items what each element is
  /// @return a new schema
  public static Schema array(Schema items) {
    return ofType("array").with("items", items);
  }

  /// An object, at first with any fields, see [#property].
  ///
  /// @return a new schema
  public static Schema object() {
    return ofType("object");
  }

  /// An object with any names.
  ///
  /// @param values what each value is
  /// @return a new schema
  public static Schema map(Schema values) {
    return ofType("object").with("additionalProperties", values);
  }

  /// One of several texts.
  ///
  /// @param words the texts, at least one
  /// @return a new schema
  public static Schema words(String... words) {
    return string().with(ENUM, List.of(words));
  }

  /// What is valid by exactly one of several schemas.
  ///
  /// @param variants the schemas, at least one
  /// @return a new schema
  public static Schema oneOf(Schema... variants) {
    return any().with("oneOf", List.of(variants));
  }

  /// What is valid by one or more of several schemas.
  ///
  /// @param variants the schemas, at least one
  /// @return a new schema
  public static Schema anyOf(Schema... variants) {
    return any().with("anyOf", List.of(variants));
  }

  /// What is valid by all of several schemas.
  ///
  /// @param parts the schemas, at least one
  /// @return a new schema
  public static Schema allOf(Schema... parts) {
    return any().with("allOf", List.of(parts));
  }

  /// What a component describes.
  ///
  /// @param component its name, as it stands among the components of the document
  /// @return a new schema; alone, it refers to the components of an OpenAPI document, and as a part
  ///   of the schemas of a [Schemas] to its components
  public static Schema ref(String component) {
    return any().with("$ref", new Trees.Named(component));
  }

  /// Any value.
  ///
  /// @return a schema without keywords
  public static Schema any() {
    return new Schema(Map.of(), null);
  }

  /// A schema with keywords as they stand in a document.
  ///
  /// @param keywords maps, lists, texts, numbers, booleans, null and other schemas; copied
  /// @return a new schema
  /// @throws IllegalArgumentException if there is a value of another kind
  public static Schema of(Map<String, ?> keywords) {
    return new Schema(Trees.copyOf(keywords), null);
  }

  private static Schema ofType(String type) {
    return any().with(TYPE, type);
  }

  /// Returns a schema with a keyword, in place of the one that it may have.
  ///
  /// @param keyword the keyword
  /// @param value a map, list, text, number, boolean, null or schema, or a tree of these; copied
  /// @return a new schema
  /// @throws IllegalArgumentException if the value is of another kind
  public Schema with(String keyword, @Nullable Object value) {
    var more = Trees.changeable(keywords);
    more.put(keyword, Trees.copy(value));
    var from = value instanceof Schema schema && owner == null ? schema.owner : owner;
    return new Schema(Collections.unmodifiableMap(more), from);
  }

  /// Returns a schema without a keyword.
  ///
  /// @param keyword the keyword
  /// @return a new schema; this one if it has no such keyword
  public Schema without(String keyword) {
    if (!keywords.containsKey(keyword)) {
      return this;
    }
    var less = Trees.changeable(keywords);
    less.remove(keyword);
    return new Schema(Collections.unmodifiableMap(less), owner);
  }

  /// Sets the format, such as `date-time` or `uuid`.
  ///
  /// @param format the name of the format
  /// @return a new schema
  public Schema format(String format) {
    return with("format", format);
  }

  /// Sets what readers are told.
  ///
  /// @param description CommonMark
  /// @return a new schema
  public Schema description(String description) {
    return with("description", description);
  }

  /// Sets a short name for readers.
  ///
  /// @param title plain text
  /// @return a new schema
  public Schema title(String title) {
    return with("title", title);
  }

  /// Sets the least number, which is valid itself.
  ///
  /// @param minimum the bound
  /// @return a new schema
  public Schema minimum(Number minimum) {
    return with("minimum", minimum);
  }

  /// Sets the greatest number, which is valid itself.
  ///
  /// @param maximum the bound
  /// @return a new schema
  public Schema maximum(Number maximum) {
    return with("maximum", maximum);
  }

  /// Sets a number that all valid ones are greater than.
  ///
  /// @param bound the bound
  /// @return a new schema
  public Schema exclusiveMinimum(Number bound) {
    return with("exclusiveMinimum", bound);
  }

  /// Sets a number that all valid ones are less than.
  ///
  /// @param bound the bound
  /// @return a new schema
  public Schema exclusiveMaximum(Number bound) {
    return with("exclusiveMaximum", bound);
  }

  /// Sets a number that all valid ones are a multiple of.
  ///
  /// @param step greater than 0
  /// @return a new schema
  public Schema multipleOf(Number step) {
    return with("multipleOf", step);
  }

  /// Sets the least length of a text.
  ///
  /// @param length in code points, at least 0
  /// @return a new schema
  public Schema minLength(int length) {
    return with("minLength", length);
  }

  /// Sets the greatest length of a text.
  ///
  /// @param length in code points, at least 0
  /// @return a new schema
  public Schema maxLength(int length) {
    return with("maxLength", length);
  }

  /// Sets a regular expression that is found in all valid texts.
  ///
  /// @param expression in the syntax of ECMA-262, with `^` and `$` if the whole text is meant
  /// @return a new schema
  public Schema pattern(String expression) {
    return with("pattern", expression);
  }

  /// Sets the least number of elements of a list.
  ///
  /// @param count at least 0
  /// @return a new schema
  public Schema minItems(int count) {
    return with("minItems", count);
  }

  /// Sets the greatest number of elements of a list.
  ///
  /// @param count at least 0
  /// @return a new schema
  public Schema maxItems(int count) {
    return with("maxItems", count);
  }

  /// Adds an example.
  ///
  /// @param example a valid value: a map, list, text, number, boolean or null
  /// @return a new schema
  public Schema example(@Nullable Object example) {
    var examples = new ArrayList<@Nullable Object>();
    if (keywords.get("examples") instanceof List<?> before) {
      examples.addAll(before);
    }
    examples.add(example);
    return with("examples", examples);
  }

  /// Marks what should not be used any more.
  ///
  /// @return a new schema
  public Schema deprecated() {
    return with("deprecated", true);
  }

  /// Adds a field of an object, in place of the one of that name that it may have.
  ///
  /// @param name the name of the field
  /// @param schema what its value is
  /// @param required whether it must be present
  /// @return a new schema
  public Schema property(String name, Schema schema, boolean required) {
    var properties = new LinkedHashMap<String, @Nullable Object>();
    if (keywords.get(PROPERTIES) instanceof Map<?, ?> before) {
      before.forEach((each, value) -> properties.put((String) each, value));
    }
    properties.put(name, schema);
    var names = new ArrayList<Object>();
    if (keywords.get(REQUIRED) instanceof List<?> before) {
      names.addAll(before);
    }
    names.remove(name);
    if (required) {
      names.add(name);
    }
    var from = owner == null ? schema.owner : owner;
    var result = new Schema(keywords, from).with(PROPERTIES, properties);
    return names.isEmpty() ? result.without(REQUIRED) : result.with(REQUIRED, names);
  }

  /// Returns a schema by which null is valid, too. What is said for readers, such as the
  /// description, stays where it is.
  ///
  /// @return a new schema; this one if null is valid already, as far as that is easily seen
  public Schema nullable() {
    var result = nullable(keywords);
    return result == keywords ? this : new Schema(Collections.unmodifiableMap(result), owner);
  }

  static Map<String, @Nullable Object> nullable(Map<String, @Nullable Object> keywords) {
    if (PROSE.containsAll(keywords.keySet())) {
      return keywords;
    }
    var type = keywords.get(TYPE);
    var types =
        type instanceof List<?> several ? several : type == null ? List.of() : List.of(type);
    if (types.contains(NULL)) {
      return keywords;
    }
    if (keywords.size() == proseIn(keywords) + 1 && keywords.get("anyOf") instanceof List<?> any) {
      return any.contains(Map.of(TYPE, NULL))
          ? keywords
          : replaced(keywords, "anyOf", withNull(any));
    }
    return types.isEmpty() || isClosed(keywords) ? alternative(keywords) : typed(keywords, types);
  }

  /// Whether a keyword that counts for values of every type would refuse null.
  private static boolean isClosed(Map<String, @Nullable Object> keywords) {
    return keywords.containsKey("const")
        || keywords.containsKey("$ref")
        || keywords.containsKey("oneOf")
        || keywords.containsKey("anyOf")
        || keywords.containsKey("allOf")
        || keywords.containsKey("not");
  }

  private static Map<String, @Nullable Object> typed(
      Map<String, @Nullable Object> keywords, List<?> types) {
    var more = new ArrayList<@Nullable Object>(types);
    more.add(NULL);
    var result = replaced(keywords, TYPE, more);
    if (keywords.get(ENUM) instanceof List<?> constants) {
      var values = new ArrayList<@Nullable Object>(constants);
      values.add(null);
      result.put(ENUM, Collections.unmodifiableList(values));
    }
    return result;
  }

  private static Map<String, @Nullable Object> alternative(Map<String, @Nullable Object> keywords) {
    var result = new LinkedHashMap<String, @Nullable Object>();
    var inner = new LinkedHashMap<String, @Nullable Object>();
    result.put("anyOf", List.of(inner, Map.of(TYPE, NULL)));
    keywords.forEach((keyword, value) -> (isProse(keyword) ? result : inner).put(keyword, value));
    return result;
  }

  private static List<@Nullable Object> withNull(List<?> variants) {
    var more = new ArrayList<@Nullable Object>(variants);
    more.add(Map.of(TYPE, NULL));
    return Collections.unmodifiableList(more);
  }

  private static Map<String, @Nullable Object> replaced(
      Map<String, @Nullable Object> keywords, String keyword, List<@Nullable Object> value) {
    var result = Trees.changeable(keywords);
    result.put(keyword, Collections.unmodifiableList(value));
    return result;
  }

  private static boolean isProse(String keyword) {
    return PROSE.contains(keyword) || keyword.startsWith("x-");
  }

  private static int proseIn(Map<String, @Nullable Object> keywords) {
    int count = 0;
    for (var keyword : keywords.keySet()) {
      count += isProse(keyword) ? 1 : 0;
    }
    return count;
  }

  Map<String, @Nullable Object> keywords() {
    return keywords;
  }

  /// The value of a keyword, without references to components.
  ///
  /// @param keyword the keyword
  /// @return the value; empty if there is none, or it is null
  public Optional<Object> get(String keyword) {
    var value = keywords.get(keyword);
    return value == null
        ? Optional.empty()
        : Optional.ofNullable(Trees.plain(value, owner == null ? COMPONENTS : owner.settled()));
  }

  /// The schema as a tree of plain values: maps, lists, texts, `Long`, `BigInteger` and
  /// `BigDecimal` numbers, booleans and null.
  ///
  /// If it comes from a [Schemas], the names of the components are settled by this: ask when all
  /// schemas of the document have been asked for.
  ///
  /// @return a new tree, which may be changed
  public Map<String, @Nullable Object> tree() {
    return Trees.plainMap(keywords, owner == null ? COMPONENTS : owner.settled());
  }

  /// The schema as a document, indented, see [#tree()].
  ///
  /// @return JSON
  public String toJson() {
    var bytes = Json.builder().pretty(true).build().codec(Object.class).encode(tree());
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Schema that && owner == that.owner && keywords.equals(that.keywords);
  }

  @Override
  public int hashCode() {
    return keywords.hashCode();
  }

  /// The keywords for people; it settles no names.
  @Override
  public String toString() {
    return keywords.toString();
  }
}
