package dev.lodestar.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Properties;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// Files with properties mean what [Properties] makes of them.
class PropertiesTextTest {
  private static final String[] PARTS = {
    "a", "b.c", "=", ":", " ", "\t", "\f", "\\", "\n", "\r\n", "\r", "#", "!", "\\n", "\\u0041", "é"
  };

  @Test
  void every_text_is_read_as_the_platform_reads_it() throws Exception {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(20_261_130);
    for (var round = 0; round < 30_000; round++) {
      var text = new StringBuilder();
      for (var length = random.nextInt(25); length > 0; length--) {
        text.append(PARTS[random.nextInt(PARTS.length)]);
      }
      var expected = new Properties();
      try {
        expected.load(new StringReader(text.toString()));
      } catch (IllegalArgumentException malformedEscape) {
        continue;
      }

      var read = new HashMap<Object, Object>();
      for (var property : PropertiesText.read(text.toString(), "x", new Problems())) {
        read.put(property.name(), property.value());
      }

      // A line of a backslash alone is a property without a name there, and nothing here.
      expected.remove("");
      read.remove("");
      assertThat(read).as(text.toString()).isEqualTo(expected);
    }
  }
}
