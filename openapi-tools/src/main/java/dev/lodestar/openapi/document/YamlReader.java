package dev.lodestar.openapi.document;

import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads YAML 1.2 with its JSON schema of tags: dates stay texts, and `no` is not false.
final class YamlReader {
  private static final int LONGEST = 50_000_000;

  private YamlReader() {}

  static Object read(byte[] content) {
    var settings =
        LoadSettings.builder().setAllowDuplicateKeys(false).setCodePointLimit(LONGEST).build();
    try {
      var tree = new Load(settings).loadFromInputStream(new ByteArrayInputStream(content));
      return tree instanceof Map<?, ?> map ? texts(map) : String.valueOf(tree);
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
    }
  }

  /// Keys such as the status 200 are numbers in YAML and texts in a document.
  private static Map<String, @Nullable Object> texts(Map<?, ?> map) {
    var copy = new LinkedHashMap<String, @Nullable Object>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), copied(value)));
    return copy;
  }

  private static @Nullable Object copied(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> texts(map);
      case java.util.List<?> list -> {
        var copy = new java.util.ArrayList<@Nullable Object>();
        list.forEach(item -> copy.add(copied(item)));
        yield copy;
      }
      case null, default -> value;
    };
  }
}
