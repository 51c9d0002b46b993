package dev.lodestar.convert;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// An immutable set of converters, looked up by the exact class of the value.
///
/// [#standard()] covers these types. A primitive type and its wrapper share one converter.
///
/// | type | accepted text |
/// |---|---|
/// | `String` | any |
/// | `char` | exactly one character, not half of a surrogate pair |
/// | `boolean` | `true` or `false` |
/// | `byte`, `short`, `int`, `long` | an optional `-` and ASCII digits, within the type's range |
/// | `float`, `double` | a JSON number that is finite in the type; never `NaN` or `Infinity` |
/// | `BigInteger` | an optional `-` and at most 1,000 ASCII digits |
/// | `BigDecimal` | a JSON number, at most 1,000 characters, scale between -1,000 and 1,000 |
/// | enums | the name of a constant, case-sensitive |
/// | `UUID` | the canonical form of 36 characters, hexadecimal digits in either case |
/// | `URI` | a URI reference as [java.net.URI] reads it, at most 8,192 characters |
/// | `java.time` | ISO 8601 as each type prints it; no leap seconds, no 24:00 |
/// | `Locale` | a well-formed BCP 47 language tag of at most 255 characters |
/// | `Currency` | an ISO 4217 code that the runtime knows |
/// | [dev.lodestar.secret.Secret] | any; `format` refuses every secret |
///
/// Times may be read without seconds and are always written with them, so that a date and time with
/// an offset is an RFC 3339 text too. Offsets are `Z`, `+hh:mm` or `+hh:mm:ss`.
/// [java.nio.file.Path] is left out on purpose: a path made of a client's text can point anywhere.
/// Add a converter of your own where that is wanted. (In documents it is supported all the same,
/// see [dev.lodestar.model.Models].)
///
/// The standard converters refuse a text with an exception that has no stack trace, so a refusal is
/// cheap. Instances are safe for use by many threads.
public final class Converters {
  private static final Converters STANDARD = new Converters(Map.of());

  // Weak in its keys: an enum of an unloaded application goes, and its converter with it.
  private static final ClassValue<Optional<Converter<?>>> FOUND =
      new ClassValue<>() {
        @Override
        protected Optional<Converter<?>> computeValue(Class<?> type) {
          return Optional.ofNullable(StandardConverters.create(type));
        }
      };

  private final Map<Class<?>, Converter<?>> added;

  private Converters(Map<Class<?>, Converter<?>> added) {
    this.added = added;
  }

  /// Returns the converters of the table above.
  ///
  /// @return the standard set, always the same instance
  public static Converters standard() {
    return STANDARD;
  }

  /// Returns a set with one more converter. It takes precedence over every converter that was there
  /// for the type, including a standard one.
  ///
  /// @param type the exact class of the values; `int.class` and `Integer.class` mean the same
  /// @param converter reads and writes the values; must be thread-safe
  /// @param <T> the type of the values
  /// @return a new set; this one is unchanged
  public <T> Converters with(Class<T> type, Converter<T> converter) {
    var more = new HashMap<>(added);
    more.put(boxed(type), converter);
    return new Converters(Map.copyOf(more));
  }

  /// Makes a converter of an enum whose constants have other names outside of Java.
  ///
  /// @param type the enum
  /// @param names all names of a constant that are read, at least one; the first is written. No two
  ///   constants may share one
  /// @param <E> the type of the constants
  /// @return a new converter, in no set
  public static <E extends Enum<E>> Converter<E> constants(
      Class<E> type, Function<E, List<String>> names) {
    @SuppressWarnings("unchecked") // only constants of the enum are passed in
    var anyNames = (Function<Enum<?>, List<String>>) (Function<?, ?>) names;
    @SuppressWarnings("unchecked") // the converter knows the constants of this enum only
    var converter = (Converter<E>) (Converter<?>) new EnumConverter(type, anyNames);
    return converter;
  }

  /// Finds the converter of a class.
  ///
  /// @param type the exact class of the values; super-types and sub-types are not considered
  /// @param <T> the type of the values
  /// @return the converter, or empty if the class is not a simple type of this set
  public <T> Optional<Converter<T>> find(Class<T> type) {
    var key = boxed(type);
    var own = added.get(key);
    Optional<Converter<?>> result = own != null ? Optional.of(own) : standard(key);
    @SuppressWarnings("unchecked") // a converter is only ever stored under its own class
    var typed = (Optional<Converter<T>>) (Optional<?>) result;
    return typed;
  }

  /// Of a record there is nothing to remember.
  private static Optional<Converter<?>> standard(Class<?> type) {
    return type.isRecord() ? Optional.empty() : FOUND.get(type);
  }

  /// Whether a converter is the one of this set for a class.
  ///
  /// @param type the exact class of the values
  /// @param converter a converter of any set
  /// @return true if [#find(Class)] gives this very converter
  public boolean uses(Class<?> type, Converter<?> converter) {
    return find(type).orElse(null) == converter;
  }

  /// Tells whether [#with(Class, Converter)] added a converter for a type.
  ///
  /// @param type a class
  /// @return false for a type that has its standard converter, or none
  public boolean adds(Class<?> type) {
    return added.containsKey(boxed(type));
  }

  /// The texts that a converter of constants takes: the standard one of an enum, or one of
  /// [#constants].
  ///
  /// @param converter a converter of any set
  /// @return every name of every constant in the order of the constants, the one that is written
  ///   before its others; empty if the converter is of another kind, such as one of an application
  public static Optional<List<String>> words(Converter<?> converter) {
    return converter instanceof EnumConverter constants
        ? Optional.of(constants.words())
        : Optional.empty();
  }

  private static Class<?> boxed(Class<?> type) {
    if (!type.isPrimitive()) {
      return type;
    }
    return switch (type.getName()) {
      case "boolean" -> Boolean.class;
      case "char" -> Character.class;
      case "byte" -> Byte.class;
      case "short" -> Short.class;
      case "int" -> Integer.class;
      case "long" -> Long.class;
      case "float" -> Float.class;
      case "double" -> Double.class;
      default -> Void.class;
    };
  }
}
