package dev.lodestar.model;

import dev.lodestar.convert.Converter;
import dev.lodestar.convert.Converters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The description of one Java type with its generics resolved.
///
/// Instances are immutable and safe for use by many threads. A recursive type is described by a
/// model that contains itself, so code that walks a model must remember where it has been.
public sealed interface TypeModel
    permits ObjectModel,
        UnionModel,
        TypeModel.SimpleModel,
        TypeModel.EnumModel,
        TypeModel.BinaryModel,
        TypeModel.AnyModel,
        TypeModel.RawModel,
        TypeModel.OptionalModel,
        TypeModel.ListModel,
        TypeModel.MapModel,
        TypeModel.MappedModel {

  /// The class of the values; for primitive types the primitive class.
  ///
  /// @return the class without generics
  Class<?> rawClass();

  /// A value that has a text form: numbers, texts, booleans, dates, UUIDs and the like.
  ///
  /// @param rawClass the class
  /// @param kind how the value appears in formats that know numbers and booleans
  /// @param converter reads and writes the text form
  record SimpleModel(Class<?> rawClass, SimpleKind kind, Converter<?> converter)
      implements TypeModel {

    /// Whether the values are written and read as everywhere, and not by a converter of the
    /// application.
    ///
    /// @return true if the converter is the one of [Converters#standard()]
    public boolean isStandard() {
      return Converters.standard().uses(rawClass, converter);
    }

    /// Whether the values are texts that are written and read as they are.
    ///
    /// @return true for a `String` that [#isStandard()]
    public boolean isPlainText() {
      return rawClass == String.class && isStandard();
    }
  }

  /// How a simple value appears in formats that know numbers and booleans.
  enum SimpleKind {
    /// A text.
    TEXT,
    /// True or false.
    BOOLEAN,
    /// A number without fraction: `byte`, `short`, `int`, `long`, `BigInteger`.
    INTEGER,
    /// A number that may have a fraction: `float`, `double`, `BigDecimal`.
    DECIMAL
  }

  /// One of the constants of an enum, written as a text, or as an integer where its [Value] is one.
  ///
  /// @param rawClass the enum
  /// @param constants the constants in their order
  /// @param kind [SimpleKind#TEXT] or [SimpleKind#INTEGER]
  /// @param converter reads and writes the name of a constant; of integers their digits
  record EnumModel(
      Class<?> rawClass, List<Enum<?>> constants, SimpleKind kind, Converter<?> converter)
      implements TypeModel {

    /// Whether documents have integers for the constants.
    ///
    /// @return whether [#kind()] is [SimpleKind#INTEGER]
    public boolean isNumeric() {
      return kind == SimpleKind.INTEGER;
    }

    /// The texts of the constants, as they are written where values are texts, such as in names of
    /// fields and in queries.
    ///
    /// @return an immutable list in the order of [#constants()]
    public List<String> words() {
      @SuppressWarnings("unchecked") // the converter belongs to the class of the constants
      var texts = (Converter<Object>) converter;
      var words = new ArrayList<String>(constants.size());
      for (var constant : constants) {
        words.add(texts.format(constant));
      }
      return List.copyOf(words);
    }

    /// The integers of the constants.
    ///
    /// @return an immutable list in the order of [#constants()]; empty if they are texts
    public List<Long> numbers() {
      return isNumeric() ? words().stream().map(Long::valueOf).toList() : List.of();
    }

    /// What [Doc] says about the enum.
    ///
    /// @return the text, or empty if there is none
    public Optional<String> doc() {
      return Docs.of(rawClass);
    }

    /// What [Doc] says about a constant.
    ///
    /// @param constant one of [#constants()]
    /// @return the text, or empty if there is none
    public Optional<String> doc(Enum<?> constant) {
      return Docs.of(constant);
    }
  }

  /// A `byte[]`, written as a Base64 text.
  ///
  /// @param rawClass `byte[].class`
  record BinaryModel(Class<?> rawClass) implements TypeModel {}

  /// Any value at all, declared as `Object`.
  ///
  /// @param rawClass `Object.class`
  record AnyModel(Class<?> rawClass) implements TypeModel {}

  /// A JSON value of any kind that is kept as it stands, declared as [RawJson].
  ///
  /// @param rawClass `RawJson.class`
  record RawModel(Class<?> rawClass) implements TypeModel {

    /// Makes a value of JSON whose syntax was checked before.
    ///
    /// @param json one JSON value in UTF-8 without white space around it; belongs to the value
    ///   afterwards
    /// @return the value
    public RawJson create(byte[] json) {
      return RawJson.checked(json);
    }

    /// The JSON of a value.
    ///
    /// @param value the value
    /// @return its bytes in UTF-8, not copied: they must not be changed
    public byte[] bytes(RawJson value) {
      return value.bytes();
    }
  }

  /// An `Optional`, `OptionalInt`, `OptionalLong` or `OptionalDouble`.
  ///
  /// @param rawClass one of the four classes
  /// @param value what is inside
  record OptionalModel(Class<?> rawClass, TypeUse value) implements TypeModel {

    /// The instance without a value.
    ///
    /// @return an instance of [#rawClass()]
    public Object empty() {
      return Containers.empty(rawClass);
    }

    /// Makes an instance that holds a value.
    ///
    /// @param content the value, of the type's class
    /// @return an instance of [#rawClass()]
    public Object of(Object content) {
      return Containers.optional(rawClass, content);
    }

    /// Takes the value out of an instance.
    ///
    /// @param optional an instance of one of the four classes, or null
    /// @return the value, or null if there is none
    public static @Nullable Object content(@Nullable Object optional) {
      return Containers.content(optional);
    }

    /// Looks through an optional type.
    ///
    /// @param model any type
    /// @return what is inside of an `OptionalModel`; all else as it is
    public static TypeModel inside(TypeModel model) {
      return model instanceof OptionalModel optional ? optional.value().model() : model;
    }
  }

  /// A list, set, other collection, or array.
  ///
  /// @param rawClass the collection interface or class, or the class of the array
  /// @param element what is inside
  record ListModel(Class<?> rawClass, TypeUse element) implements TypeModel {

    /// Makes the collection or array. An interface gets an unmodifiable instance that keeps the
    /// order of the elements; a class gets a modifiable one.
    ///
    /// @param elements the elements in their order; the list belongs to the result afterwards
    /// @return an instance of [#rawClass()]
    public Object create(ArrayList<@Nullable Object> elements) {
      return Containers.list(rawClass, element.model().rawClass(), elements);
    }
  }

  /// A map whose keys have a text form.
  ///
  /// @param rawClass the map interface or class
  /// @param key a simple type or an enum
  /// @param value what the values are
  record MapModel(Class<?> rawClass, TypeUse key, TypeUse value) implements TypeModel {

    /// Reads and writes the text of a key.
    ///
    /// @return the converter of [#key()]
    public Converter<?> keyConverter() {
      return keyConverter(key.model())
          .orElseThrow(() -> new IllegalStateException("The key of a map is a simple type."));
    }

    /// Reads and writes values of a type as keys of maps.
    ///
    /// @param key a type
    /// @return the converter; empty if the type has no text form
    public static Optional<Converter<?>> keyConverter(TypeModel key) {
      if (key instanceof SimpleModel simple) {
        return Optional.of(simple.converter());
      }
      if (key instanceof EnumModel constants) {
        return Optional.of(constants.converter());
      }
      return key instanceof MappedModel mapped
          ? Optional.ofNullable(KeyConverter.of(mapped))
          : Optional.empty();
    }

    /// Makes the map. An interface gets an unmodifiable instance that keeps the order of the
    /// entries; a class gets a modifiable one.
    ///
    /// @param entries the entries in their order; the map belongs to the result afterwards
    /// @return an instance of [#rawClass()]
    public Object create(LinkedHashMap<Object, @Nullable Object> entries) {
      return Containers.map(rawClass, key.model().rawClass(), entries);
    }
  }

  /// A type that is read and written as a value of another type.
  ///
  /// @param rawClass the class
  /// @param target the type that stands for it
  /// @param toTarget turns a value into its stand-in
  /// @param fromTarget turns a stand-in into the value; may throw `IllegalArgumentException`, whose
  ///   message is told to the client unless the platform made it
  /// @param obstacle why values cannot be made of stand-ins; empty if `fromTarget` works
  record MappedModel(
      Class<?> rawClass,
      TypeUse target,
      Function<Object, @Nullable Object> toTarget,
      Function<Object, Object> fromTarget,
      Optional<ModelProblem> obstacle)
      implements TypeModel {

    /// A type that is only written.
    static MappedModel onlyWritten(
        Class<?> rawClass,
        TypeUse target,
        Function<Object, @Nullable Object> toTarget,
        ModelProblem obstacle) {
      return new MappedModel(
          rawClass,
          target,
          toTarget,
          value -> {
            throw new IllegalStateException("The type cannot be read.");
          },
          Optional.of(obstacle));
    }

    MappedModel withTarget(TypeUse newTarget) {
      return new MappedModel(rawClass, newTarget, toTarget, fromTarget, obstacle);
    }
  }
}
