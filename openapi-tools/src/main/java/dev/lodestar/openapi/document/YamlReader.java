package dev.lodestar.openapi.document;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads YAML 1.2 with its JSON schema of tags: dates stay texts, and `no` is not false.
final class YamlReader {
  private static final int LONGEST = 50_000_000;
  private static final int DEEPEST = 100;

  /// How many values there may be, those that stand for an alias each time.
  private static final int MOST_VALUES = 5_000_000;

  private int values;

  private YamlReader() {}

  static Object read(byte[] content) {
    var settings =
        LoadSettings.builder().setAllowDuplicateKeys(false).setCodePointLimit(LONGEST).build();
    try {
      var tree = new Load(settings).loadFromInputStream(new ByteArrayInputStream(content));
      return tree instanceof Map<?, ?> map
          ? new YamlReader().texts(map, 1)
          : "a text, a number or a list";
    } catch (MarkedYamlEngineException malformed) {
      var place =
          malformed
              .getProblemMark()
              .map(mark ->
                  " (line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ")")
              .orElse("");
      throw new DocumentException("It is not YAML: " + malformed.getProblem() + "." + place);
    } catch (YamlEngineException malformed) {
      throw new DocumentException("It is not YAML: " + malformed.getMessage());
    } catch (StackOverflowError tooDeep) {
      // The parser itself has no limit.
      throw tooDeep();
    }
  }

  private static DocumentException tooDeep() {
    return new DocumentException(
        "It is nested more than " + DEEPEST + " levels deep, or contains itself.");
  }

  /// Keys such as the status 200 are numbers in YAML and texts in a document.
  private Map<String, @Nullable Object> texts(Map<?, ?> map, int depth) {
    var copy = new LinkedHashMap<String, @Nullable Object>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), copied(value, depth)));
    return copy;
  }

  private @Nullable Object copied(@Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      throw tooDeep();
    }
    if (++values > MOST_VALUES) {
      throw new DocumentException("Its aliases make more than " + MOST_VALUES + " values of it.");
    }
    return switch (value) {
      case Map<?, ?> map -> texts(map, depth + 1);
      case List<?> list -> {
        var copy = new ArrayList<@Nullable Object>();
        list.forEach(item -> copy.add(copied(item, depth + 1)));
        yield copy;
      }
      case null, default -> value;
    };
  }
}
