package dev.lodestar.convert;

import java.util.HashMap;
import java.util.Map;

/// Reads and writes the constants of one enum by name.
final class EnumConverter implements Converter<Enum<?>> {
  private static final int CONSTANTS_LISTED = 50;

  private final Map<String, Enum<?>> constants = new HashMap<>();
  private final String expected;

  EnumConverter(Class<?> type) {
    var text = new StringBuilder();
    for (var candidate : type.getEnumConstants()) {
      var constant = (Enum<?>) candidate;
      if (constants.size() < CONSTANTS_LISTED) {
        text.append(constants.isEmpty() ? "" : ", ").append(constant.name());
      }
      constants.put(constant.name(), constant);
    }
    if (constants.size() > CONSTANTS_LISTED) {
      text.append(" and ").append(constants.size() - CONSTANTS_LISTED).append(" more");
    }
    this.expected = (constants.size() == 1 ? "" : "one of ") + text;
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
    return value.name();
  }

  @Override
  public String expected() {
    return expected;
  }
}
