package dev.lodestar.json.differential;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The properties of [MessagePackFuzzing] for random documents.
class MessagePackFuzzingTest {
  private static final int DOCUMENTS = 250;

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void changed_documents_of_every_type_keep_the_properties(long seed) {
    var random = new Random(seed);
    var values = new RandomValues(random);
    var documents = new RandomDocuments(random);
    for (int type = 1; type < DocumentFuzzing.types(); type++) {
      for (int i = 0; i < DOCUMENTS; i++) {
        var document = MessagePackFuzzing.encode(type, values.of(Shapes.ALL.get(type - 1)));
        verify(type, document);
        verify(0, document);
        for (int times = 0; times < 5; times++) {
          verify(type, documents.broken(document));
          verify(0, documents.broken(document));
          verify(type, withAnotherToken(document, random));
        }
      }
    }
  }

  private static byte[] withAnotherToken(byte[] document, Random random) {
    var changed = Arrays.copyOf(document, document.length);
    changed[random.nextInt(changed.length)] = (byte) random.nextInt(0x80, 0x100);
    return changed;
  }

  private static void verify(int type, byte[] document) {
    var input = new byte[document.length + 1];
    input[0] = (byte) type;
    System.arraycopy(document, 0, input, 1, document.length);
    try {
      MessagePackFuzzing.fuzzerTestOneInput(input);
    } catch (Throwable broken) {
      throw new AssertionError("Type " + type + ": " + HexFormat.of().formatHex(document), broken);
    }
  }
}
