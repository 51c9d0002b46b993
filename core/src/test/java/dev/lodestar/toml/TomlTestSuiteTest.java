package dev.lodestar.toml;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.json.Json;
import dev.lodestar.toml.TomlNode.Array;
import dev.lodestar.toml.TomlNode.Scalar;
import dev.lodestar.toml.TomlNode.Table;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Runs over the public corpus toml-test (MIT licence, in the archive): the files for TOML 1.0.
class TomlTestSuiteTest {
  private static final Map<String, byte[]> FILES = new TreeMap<>();

  @BeforeAll
  static void read_the_corpus() throws IOException {
    var archive =
        requireNonNull(TomlTestSuiteTest.class.getResourceAsStream("toml-test-1.0.0.zip"));
    try (var in = new ZipInputStream(archive)) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        FILES.put(entry.getName(), in.readAllBytes());
      }
    }
    assertThat(FILES).hasSize(920);
  }

  @Test
  void every_valid_document_means_what_the_corpus_says() {
    var wrong = new ArrayList<String>();
    for (var name : FILES.keySet()) {
      if (!name.startsWith("valid/") || !name.endsWith(".toml")) {
        continue;
      }
      var document = TomlReader.read(text(FILES.get(name)));
      var expected =
          Json.standard()
              .codec(Object.class)
              .decode(FILES.get(name.replace(".toml", ".json")))
              .orThrow();
      if (!document.problems().isEmpty() || !matches(document.root(), expected)) {
        wrong.add(name + ": " + document.problems());
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void every_invalid_document_is_refused() {
    var accepted = new ArrayList<String>();
    for (var name : FILES.keySet()) {
      if (name.startsWith("invalid/") && isAccepted(FILES.get(name))) {
        accepted.add(name);
      }
    }
    assertThat(accepted).isEmpty();
  }

  private static boolean isAccepted(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException refused) {
      return false;
    }
    return TomlReader.read(text).problems().isEmpty();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static boolean matches(TomlNode node, Object expected) {
    return switch (node) {
      case Table table ->
          expected instanceof Map<?, ?> map
              && map.keySet().equals(table.entries().keySet())
              && table.entries().entrySet().stream()
                  .allMatch(entry ->
                      matches(entry.getValue().value(), requireNonNull(map.get(entry.getKey()))));
      case Array array -> expected instanceof List<?> list && matchAll(array.elements(), list);
      case Scalar scalar ->
          (expected instanceof Map<?, ?> map)
              && type(scalar.kind()).equals(map.get("type"))
              && isSame(scalar, (String) requireNonNull(map.get("value")));
    };
  }

  private static boolean matchAll(List<TomlNode> elements, List<?> expected) {
    if (elements.size() != expected.size()) {
      return false;
    }
    for (var i = 0; i < elements.size(); i++) {
      if (!matches(elements.get(i), requireNonNull(expected.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private static String type(TomlNode.Kind kind) {
    return switch (kind) {
      case TEXT -> "string";
      case INTEGER -> "integer";
      case FLOAT -> "float";
      case BOOLEAN -> "bool";
      case OFFSET_DATE_TIME -> "datetime";
      case LOCAL_DATE_TIME -> "datetime-local";
      case LOCAL_DATE -> "date-local";
      case LOCAL_TIME -> "time-local";
    };
  }

  private static boolean isSame(Scalar scalar, String value) {
    return switch (scalar.kind()) {
      case FLOAT ->
          (value.endsWith("inf") || value.endsWith("nan"))
              ? scalar.text().equals(value.replace("+", "").replace("-nan", "nan"))
              : new BigDecimal(scalar.text()).doubleValue() == Double.parseDouble(value);
      case TEXT, INTEGER, BOOLEAN, LOCAL_DATE -> scalar.text().equals(value);
      case OFFSET_DATE_TIME, LOCAL_DATE_TIME, LOCAL_TIME ->
          withoutTrailingZeros(scalar.text()).equals(withoutTrailingZeros(value));
    };
  }

  private static String withoutTrailingZeros(String time) {
    return time.replaceAll("(\\.[0-9]*?)0+(?=Z|[+-]|$)", "$1").replaceAll("\\.(?=Z|[+-]|$)", "");
  }
}
