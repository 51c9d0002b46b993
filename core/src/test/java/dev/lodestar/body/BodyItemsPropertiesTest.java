package dev.lodestar.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Items are found wherever a body is cut on its way, and whatever stands in it.
class BodyItemsPropertiesTest {
  private static final int ROUNDS = 2_000;

  private final Random random = new Random(20261128);
  private final Json json = Json.standard();

  /// Gives a few bytes at a time, as networks do.
  private final class Dripping extends InputStream {
    private final ByteArrayInputStream whole;

    Dripping(byte[] bytes) {
      whole = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() {
      return whole.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      return whole.read(target, offset, Math.min(length, 1 + random.nextInt(7)));
    }
  }

  private ItemInput input(byte[] bytes) {
    return new ItemInput(new Dripping(bytes), 100_000);
  }

  private List<Object> values(ItemSource source) throws IOException, BrokenItemsException {
    var codec = json.codec(Object.class);
    var values = new ArrayList<Object>();
    for (var item = source.next(); item != null; item = source.next()) {
      values.add(codec.decode(item.bytes(), 0, item.length()).orThrow());
    }
    return values;
  }

  private Object value(int depth) {
    return switch (random.nextInt(depth > 3 ? 4 : 6)) {
      case 0 -> (long) random.nextInt();
      case 1 -> random.nextBoolean();
      case 2 -> text();
      case 3 -> null;
      case 4 -> list(depth);
      default -> {
        var map = new LinkedHashMap<String, Object>();
        for (var i = random.nextInt(4); i > 0; i--) {
          map.put(text(), value(depth + 1));
        }
        yield map;
      }
    };
  }

  private List<Object> list(int depth) {
    var list = new ArrayList<>();
    for (var i = random.nextInt(4); i > 0; i--) {
      list.add(value(depth + 1));
    }
    return list;
  }

  private String text() {
    var alphabet = "ab\"\\[]{},:\n\té€𝄞 ";
    var text = new StringBuilder();
    for (var i = random.nextInt(6); i > 0; i--) {
      text.appendCodePoint(
          alphabet.codePointAt(
              alphabet.offsetByCodePoints(
                  0, random.nextInt(alphabet.codePointCount(0, alphabet.length())))));
    }
    return text.toString();
  }

  @Test
  void the_items_of_an_array_are_its_elements() throws Exception {
    for (var round = 0; round < ROUNDS; round++) {
      var list = list(0);
      var document = json.codec(Object.class).encode(list);

      assertThat(values(new ArrayItems(input(document))))
          .as(new String(document, UTF_8))
          .isEqualTo(list);
    }
  }

  @Test
  void the_items_of_lines_are_the_values_on_them() throws Exception {
    for (var round = 0; round < ROUNDS; round++) {
      var list = list(0);
      var lines = new StringBuilder();
      for (var value : list) {
        lines
            .append(new String(json.codec(Object.class).encode(value), UTF_8))
            .append(random.nextBoolean() ? "\n" : "\r\n\n");
      }

      assertThat(values(new LineItems(input(lines.toString().getBytes(UTF_8)))))
          .as(lines.toString())
          .isEqualTo(list);
    }
  }

  @Test
  void no_rubbish_makes_the_search_for_items_fail_otherwise_than_it_says() throws Exception {
    for (var round = 0; round < ROUNDS; round++) {
      var bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      if (bytes.length > 0 && random.nextBoolean()) {
        bytes[0] = '[';
      }
      drain(new ArrayItems(input(bytes)));
      drain(new LineItems(input(bytes)));
    }
  }

  private static void drain(ItemSource source) throws IOException {
    try {
      var count = 0;
      while (source.next() != null) {
        assertThat(++count).isLessThan(100);
      }
    } catch (BrokenItemsException broken) {
      assertThat(broken.getMessage()).isNotBlank();
      assertThat(broken.line()).isPositive();
    }
  }
}
