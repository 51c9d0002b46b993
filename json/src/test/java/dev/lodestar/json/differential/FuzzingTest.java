package dev.lodestar.json.differential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The properties of [DocumentFuzzing] for random documents, and for those that fuzzing has found.
class FuzzingTest {
  private static final int DOCUMENTS = 15_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void random_texts_are_accepted_as_the_reference_does(long seed) {
    var documents = new RandomDocuments(new Random(seed));
    for (int i = 0; i < DOCUMENTS; i++) {
      var document = documents.next();
      verify(0, document);
      verify(0, documents.broken(document));
    }
  }

  @Test
  void changed_documents_of_every_type_keep_the_properties() {
    var random = new Random(3);
    var values = new RandomValues(random);
    var documents = new RandomDocuments(random);
    for (int type = 1; type < DocumentFuzzing.types(); type++) {
      for (int i = 0; i < DOCUMENTS / 60; i++) {
        var document = DocumentFuzzing.encode(type, values.of(Shapes.ALL.get(type - 1)));
        verify(type, document);
        for (int times = 0; times < 5; times++) {
          verify(type, documents.broken(document));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kept")
  void what_fuzzing_has_found_keeps_the_properties(Path input) throws IOException {
    DocumentFuzzing.fuzzerTestOneInput(Files.readAllBytes(input));
  }

  /// Seeds of the fuzzer, and whatever it found.
  static List<Path> kept() throws Exception {
    var folder = Path.of(FuzzingTest.class.getResource("corpus").toURI());
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void verify(int type, byte[] document) {
    var input = new byte[document.length + 1];
    input[0] = (byte) type;
    System.arraycopy(document, 0, input, 1, document.length);
    try {
      DocumentFuzzing.fuzzerTestOneInput(input);
    } catch (Throwable broken) {
      throw new AssertionError(
          "Type "
              + type
              + ": "
              + new String(document, StandardCharsets.UTF_8)
              + " (hex "
              + HexFormat.of().formatHex(document)
              + ")",
          broken);
    }
  }
}
