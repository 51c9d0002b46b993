package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lodestar.codec.Decoded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Runs over the public corpus JSONTestSuite where it is present: in the folder that the system
/// property `json.test.suite` names, or beside the repository.
class JsonTestSuiteTest {
  /// Duplicate names are valid by the grammar, and a problem by default.
  private static final Set<String> DUPLICATES =
      Set.of("y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json");

  /// The documents on which parsers may differ, and that are accepted: numbers are exact, so the
  /// ones within 1,000 digits and a scale of 1,000 are no problem. All others are refused.
  private static final Set<String> ACCEPTED =
      Set.of(
          "i_number_double_huge_neg_exp.json",
          "i_number_too_big_neg_int.json",
          "i_number_too_big_pos_int.json",
          "i_number_very_big_negative_int.json");

  private static final TreeMap<String, byte[]> FILES = new TreeMap<>();

  private final JsonCodec<Object> any = Json.standard().codec(Object.class);

  @BeforeAll
  static void read_the_corpus() throws IOException {
    var folder = folder();
    assumeTrue(folder != null, "JSONTestSuite is not present.");
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        FILES.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
  }

  private static Path folder() {
    var property = System.getProperty("json.test.suite");
    var candidates =
        property != null
            ? List.of(Path.of(property))
            : List.of(
                Path.of("../shared/data/JSONTestSuite"),
                Path.of("../../shared/data/JSONTestSuite"));
    for (var candidate : candidates) {
      if (Files.isDirectory(candidate.resolve("test_parsing"))) {
        return candidate.resolve("test_parsing");
      }
    }
    return null;
  }

  @Test
  void every_document_that_must_be_accepted_is_accepted() {
    FILES.forEach((name, bytes) -> {
      if (name.startsWith("y_") && !DUPLICATES.contains(name)) {
        assertThat(any.decode(bytes)).as(name).isInstanceOf(Decoded.Valid.class);
      }
    });
  }

  @Test
  void duplicate_names_are_accepted_with_the_option() {
    var lastWins = Json.builder().lastDuplicateWins(true).build().codec(Object.class);

    for (var name : DUPLICATES) {
      assertThat(any.decode(FILES.get(name))).as(name).isInstanceOf(Decoded.Invalid.class);
      assertThat(lastWins.decode(FILES.get(name))).as(name).isInstanceOf(Decoded.Valid.class);
    }
  }

  @Test
  void every_document_that_must_be_refused_is_malformed() {
    FILES.forEach((name, bytes) -> {
      if (name.startsWith("n_")) {
        assertThat(any.decode(bytes)).as(name).isInstanceOf(Decoded.Malformed.class);
      }
    });
  }

  @Test
  void every_document_on_which_parsers_may_differ_is_decided() {
    FILES.forEach((name, bytes) -> {
      if (name.startsWith("i_")) {
        assertThat(any.decode(bytes) instanceof Decoded.Valid)
            .as(name)
            .isEqualTo(ACCEPTED.contains(name));
      }
    });
  }
}
