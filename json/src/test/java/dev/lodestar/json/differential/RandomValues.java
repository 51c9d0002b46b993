package dev.lodestar.json.differential;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes random values of the types in [Shapes], edge cases more often than chance would.
final class RandomValues {
  private static final int DEEP = 4;
  private static final String[] ALPHABETS = {
    "abcdefghijklmnopqrstuvwxyz ABCXYZ0123456789",
    "äöüßéÿ\u0080\u00ff",
    "жцяΩ\u07ff\u0800",
    "指南针コ\uffff",
    "\"\\/\b\f\n\r\t\u0000\u0001\u001f\u007f",
    "{}[]:,"
  };
  private static final String[] PICTURES = {"🧭", "𝄞", "👩‍🚀", "\udbff\udfff", "\ud800\udc00"};

  private final RandomGenerator random;

  RandomValues(RandomGenerator random) {
    this.random = random;
  }

  Object of(Class<?> type) {
    return type.isSealed() ? plain(type, 0) : object(type, Map.of(), 0);
  }

  private @Nullable Object value(
      AnnotatedType type, Map<TypeVariable<?>, AnnotatedType> variables, int depth) {
    if (type.isAnnotationPresent(Nullable.class) && random.nextInt(3) == 0) {
      return null;
    }
    if (type instanceof AnnotatedArrayType array) {
      return array(array.getAnnotatedGenericComponentType(), variables, depth);
    }
    var plain = type.getType();
    if (plain instanceof TypeVariable<?> variable) {
      return value(variables.get(variable), variables, depth);
    }
    if (type instanceof AnnotatedParameterizedType generic) {
      return generic(generic, variables, depth);
    }
    return plain((Class<?>) plain, depth);
  }

  private Object array(
      AnnotatedType component, Map<TypeVariable<?>, AnnotatedType> variables, int depth) {
    var raw = raw(component.getType());
    var array = Array.newInstance(raw, size(depth));
    for (int i = 0; i < Array.getLength(array); i++) {
      Array.set(array, i, value(component, variables, depth + 1));
    }
    return array;
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : (Class<?>) type;
  }

  private Object generic(
      AnnotatedParameterizedType type, Map<TypeVariable<?>, AnnotatedType> variables, int depth) {
    var raw = raw(type.getType());
    var arguments = type.getAnnotatedActualTypeArguments();
    if (raw == Optional.class) {
      return random.nextBoolean() || depth > DEEP
          ? Optional.empty()
          : Optional.ofNullable(value(arguments[0], variables, depth + 1));
    }
    if (Collection.class.isAssignableFrom(raw)) {
      var elements = new ArrayList<Object>();
      for (int i = size(depth); i > 0; i--) {
        elements.add(value(arguments[0], variables, depth + 1));
      }
      return switch (raw.getSimpleName()) {
        case "TreeSet" -> new TreeSet<>(elements);
        case "Set", "LinkedHashSet" -> new LinkedHashSet<>(elements);
        default -> elements;
      };
    }
    if (Map.class.isAssignableFrom(raw)) {
      var map = raw == TreeMap.class ? new TreeMap<Object, Object>() : new LinkedHashMap<>();
      for (int i = size(depth); i > 0; i--) {
        map.put(
            value(arguments[0], variables, depth + 1), value(arguments[1], variables, depth + 1));
      }
      return map;
    }
    var inner = new HashMap<TypeVariable<?>, AnnotatedType>();
    for (int i = 0; i < arguments.length; i++) {
      inner.put(raw.getTypeParameters()[i], arguments[i]);
    }
    return object(raw, inner, depth + 1);
  }

  private int size(int depth) {
    return depth > DEEP
        ? 0
        : random.nextInt(8) == 0 ? random.nextInt(40 >> depth) : random.nextInt(4);
  }

  private Object plain(Class<?> type, int depth) {
    if (type.isEnum()) {
      return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
    }
    if (type.isSealed()) {
      var variants = type.getPermittedSubclasses();
      return object(variants[random.nextInt(variants.length)], Map.of(), depth + 1);
    }
    return switch (type.getSimpleName()) {
      case "boolean", "Boolean" -> random.nextBoolean();
      case "byte", "Byte" -> (byte) whole();
      case "short", "Short" -> (short) whole();
      case "int", "Integer" -> (int) whole();
      case "long", "Long" -> whole();
      case "float", "Float" -> decimalFloat();
      case "double", "Double" -> decimal();
      case "char", "Character" -> character();
      case "String" -> text();
      case "BigInteger" -> new BigInteger(random.nextInt(1, 200), randomBits());
      case "BigDecimal" ->
          new BigDecimal(
                  new BigInteger(random.nextInt(1, 120), randomBits()), random.nextInt(-30, 60))
              .multiply(random.nextBoolean() ? BigDecimal.ONE : BigDecimal.ONE.negate());
      case "Instant" -> instant();
      case "LocalDate" -> LocalDate.ofInstant(instant(), ZoneOffset.UTC);
      case "LocalTime" -> LocalTime.ofInstant(instant(), ZoneOffset.UTC);
      case "LocalDateTime" -> LocalDateTime.ofInstant(instant(), ZoneOffset.UTC);
      case "OffsetDateTime" ->
          instant().atOffset(ZoneOffset.ofTotalSeconds(60 * random.nextInt(-18 * 60, 18 * 60 + 1)));
      case "Duration" -> Duration.ofSeconds(whole() >> 16, random.nextInt(1_000_000_000));
      case "UUID" -> new UUID(random.nextLong(), random.nextLong());
      case "URI" -> URI.create("https://example.org/" + random.nextInt() + "?q=%20#x");
      case "Currency" -> Currency.getInstance(random.nextBoolean() ? "EUR" : "JPY");
      case "OptionalInt" ->
          random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of((int) whole());
      case "OptionalLong" -> random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(whole());
      case "OptionalDouble" ->
          random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(decimal());
      default -> object(type, Map.of(), depth + 1);
    };
  }

  private java.util.Random randomBits() {
    return new java.util.Random(random.nextLong());
  }

  private long whole() {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextInt(-2, 11);
      case 1 -> random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE;
      case 2 -> random.nextInt();
      case 3 -> {
        long power = 1;
        for (int i = random.nextInt(19); i > 0; i--) {
          power *= 10;
        }
        yield (random.nextBoolean() ? power : -power) - random.nextInt(2);
      }
      default -> random.nextLong();
    };
  }

  private double decimal() {
    while (true) {
      double candidate =
          switch (random.nextInt(6)) {
            case 0 -> random.nextInt(-1000, 1000) / 100.0;
            case 1 -> Double.MIN_VALUE * random.nextInt(1, 100);
            case 2 -> random.nextBoolean() ? -0.0 : Double.MAX_VALUE;
            case 3 -> whole();
            default -> Double.longBitsToDouble(random.nextLong());
          };
      if (Double.isFinite(candidate)) {
        return candidate;
      }
    }
  }

  private float decimalFloat() {
    while (true) {
      float candidate =
          random.nextBoolean()
              ? Float.intBitsToFloat(random.nextInt())
              : random.nextInt(-1000, 1000) / 100f;
      if (Float.isFinite(candidate)) {
        return candidate;
      }
    }
  }

  private char character() {
    return random.nextBoolean() ? (char) random.nextInt(0xD800) : (char) random.nextInt(128);
  }

  String text() {
    var text = new StringBuilder();
    int length = random.nextInt(20) == 0 ? random.nextInt(300) : random.nextInt(25);
    var alphabet = ALPHABETS[random.nextInt(ALPHABETS.length)];
    while (text.length() < length) {
      if (random.nextInt(12) == 0) {
        text.append(PICTURES[random.nextInt(PICTURES.length)]);
      } else if (random.nextInt(8) == 0) {
        text.append(character());
      } else {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
    }
    return text.toString();
  }

  private Instant instant() {
    long second = random.nextLong(-62_000_000_000L, 253_000_000_000L);
    int nano = random.nextInt(1_000_000_000);
    return Instant.ofEpochSecond(
        random.nextInt(4) == 0 ? second - second % 60 : second,
        switch (random.nextInt(4)) {
          case 0 -> 0;
          case 1 -> nano - nano % 1_000_000;
          case 2 -> nano - nano % 1000;
          default -> nano;
        });
  }

  private Object object(Class<?> type, Map<TypeVariable<?>, AnnotatedType> variables, int depth) {
    try {
      return type.isRecord() ? record(type, variables, depth) : mutable(type, depth);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Object record(Class<?> type, Map<TypeVariable<?>, AnnotatedType> variables, int depth)
      throws ReflectiveOperationException {
    var components = type.getRecordComponents();
    var values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(components[i].getAnnotatedType(), variables, depth);
    }
    var types = Arrays.stream(components).map(each -> each.getType()).toArray(Class<?>[]::new);
    Constructor<?> constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }

  private Object mutable(Class<?> type, int depth) throws ReflectiveOperationException {
    var object = type.getDeclaredConstructor().newInstance();
    for (var field : type.getDeclaredFields()) {
      field.setAccessible(true);
      field.set(object, value(field.getAnnotatedType(), Map.of(), depth));
    }
    return object;
  }
}
