package dev.lodestar.convert;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads and writes the constants of one enum by name.
final class EnumConverter implements Converter<Enum<?>> {
  private static final int CONSTANTS_LISTED = 50;

  private final Map<String, Enum<?>> constants = new LinkedHashMap<>();
  private final String @Nullable [] written;
  private final String expected;

  EnumConverter(Class<?> type) {
    this(type, null);
  }

  /// @param names the names of a constant, the one that is written first; null for its Java name
  EnumConverter(Class<?> type, @Nullable Function<Enum<?>, List<String>> names) {
    var all = constants(type);
    this.written = names == null ? null : new String[all.length];
    var text = new StringBuilder();
    for (int i = 0; i < all.length; i++) {
      var constant = (Enum<?>) all[i];
      var accepted = names == null ? List.of(constant.name()) : names.apply(constant);
      if (i < CONSTANTS_LISTED) {
        text.append(i == 0 ? "" : ", ").append(accepted.getFirst());
      }
      for (var name : accepted) {
        constants.put(name, constant);
      }
      if (written != null) {
        written[i] = accepted.getFirst();
      }
    }
    if (all.length > CONSTANTS_LISTED) {
      text.append(" and ").append(all.length - CONSTANTS_LISTED).append(" more");
    }
    this.expected =
        all.length == 0
            ? "nothing, there are no constants"
            : (all.length == 1 ? "" : "one of ") + text;
  }

  /// As [Class#getEnumConstants()], which makes an accessor for reflection first: that takes as
  /// long as a tenth of a codec.
  private static Object[] constants(Class<?> type) {
    try {
      EnumConverter.class.getModule().addReads(type.getModule());
      var lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      var values = lookup.findStatic(type, "values", MethodType.methodType(type.arrayType()));
      return (Object[]) values.invoke();
    } catch (IllegalAccessException | NoSuchMethodException closed) {
      return type.getEnumConstants();
    } catch (RuntimeException | Error failed) {
      throw failed;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Every name that is read, in the order of the constants.
  List<String> words() {
    return List.copyOf(constants.keySet());
  }

  @Override
  public Enum<?> parse(String text) {
    var constant = constants.get(text);
    if (constant == null) {
      throw new Refusal("The text is not " + expected + ".");
    }
    return constant;
  }

  @Override
  public String format(Enum<?> value) {
    return written == null ? value.name() : written[value.ordinal()];
  }

  @Override
  public String expected() {
    return expected;
  }
}
