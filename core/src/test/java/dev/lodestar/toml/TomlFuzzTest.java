package dev.lodestar.toml;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/// Documents of the corpus with characters changed, left out and put in, and lines of one in
/// another: whatever comes of it is read or told, with a place in the document.
class TomlFuzzTest {
  private static final String CHARACTERS =
      "[]{}=.,#\"'\\\n\r\t \u0000_+-:0123456789abeTZinftrux\uFEFF";

  @Test
  void whatever_a_document_is_nothing_is_thrown_and_problems_have_a_place() throws IOException {
    var documents = documents();
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(20_261_129);
    var refused = 0;
    for (var round = 0; round < 40_000; round++) {
      var text = changed(documents, random);
      var document = TomlReader.read(text);
      var lines = text.chars().filter(c -> c == '\n').count() + 1;
      for (var problem : document.problems()) {
        assertThat((long) problem.line()).as(text).isBetween(1L, lines);
        assertThat(problem.column()).as(text).isPositive();
        assertThat(problem.message()).as(text).endsWith(".");
      }
      refused += document.problems().isEmpty() ? 0 : 1;
    }
    assertThat(refused).isBetween(10_000, 39_000);
  }

  private static String changed(List<String> documents, RandomGenerator random) {
    var text = new StringBuilder(documents.get(random.nextInt(documents.size())));
    for (var changes = random.nextInt(4); changes >= 0; changes--) {
      var at = random.nextInt(text.length() + 1);
      switch (random.nextInt(4)) {
        case 0 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(3)));
        case 1 -> text.insert(at, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        case 2 -> {
          if (at < text.length()) {
            text.setCharAt(at, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
          }
        }
        default -> {
          var lines = documents.get(random.nextInt(documents.size())).split("\n", -1);
          text.insert(at, lines[random.nextInt(lines.length)] + "\n");
        }
      }
    }
    return text.toString();
  }

  private static List<String> documents() throws IOException {
    var documents = new ArrayList<String>();
    var archive = requireNonNull(TomlFuzzTest.class.getResourceAsStream("toml-test-1.0.0.zip"));
    try (var in = new ZipInputStream(archive)) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().startsWith("valid/") && entry.getName().endsWith(".toml")) {
          documents.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return documents;
  }
}
