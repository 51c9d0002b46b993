package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.DocumentBuffer;
import dev.lodestar.codec.EncodeException;
import dev.lodestar.messagepack.MessagePack;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What codecs keep for the next document says nothing about the last one.
class ReuseTest {
  private final Json json = Json.standard();

  /// Writes another value with the same codecs while it is written itself.
  record Outer(String name) {
    static final Json JSON = Json.standard();

    @Override
    public String name() {
      return new String(
          JSON.codec(Inner.class).encode(new Inner(name + name)), StandardCharsets.UTF_8);
    }
  }

  record Inner(String text) {}

  @Test
  void a_short_document_follows_a_long_one() {
    var texts = json.codec(String.class);
    texts.encode("long".repeat(5_000));

    assertThat(texts.encode("ä")).isEqualTo(utf8("\"ä\""));
  }

  @Test
  void a_value_that_cannot_be_written_leaves_nothing_behind() {
    var any = json.codec(Object.class);
    assertThatThrownBy(() -> any.encode(List.of(List.of(1, Double.NaN))))
        .isInstanceOf(EncodeException.class);

    assertThat(any.encode(List.of(2))).isEqualTo(utf8("[2]"));
  }

  @Test
  void a_value_may_write_another_one_while_it_is_written() {
    var document = Outer.JSON.codec(Outer.class).encode(new Outer("a"));

    assertThat(document).isEqualTo(utf8("{\"name\":\"{\\\"text\\\":\\\"aa\\\"}\"}"));
  }

  @Test
  void a_buffer_keeps_its_content_when_codecs_write_elsewhere() {
    var texts = json.codec(String.class);
    var buffer = new DocumentBuffer(0);
    texts.encode("first", buffer);
    texts.encode("second");
    texts.encode("third", buffer);

    assertThat(buffer).hasToString("\"first\"\"third\"");
  }

  @Test
  void a_refused_document_leaves_nothing_behind() {
    var any = json.codec(Object.class);
    assertThat(any.decode(utf8("[[[{\"a\":1e5,"))).isInstanceOf(Decoded.Malformed.class);

    assertThat(any.decode(utf8("{\"b\":\"ж\"}")).orThrow()).isEqualTo(Map.of("b", "ж"));
  }

  @Test
  void problems_of_a_document_are_not_those_of_the_next() {
    var numbers = json.codec(int[].class);
    for (int i = 0; i < 3; i++) {
      var decoded = numbers.decode(utf8("[1, \"two\", \"three\"]"));
      assertThat(decoded instanceof Decoded.Invalid<?> invalid ? invalid.problems() : List.of())
          .hasSize(2);
    }

    assertThat(numbers.decode(utf8("[1, 2]")).orThrow()).containsExactly(1, 2);
  }

  @Test
  void levels_of_a_broken_document_do_not_count_for_the_next() {
    var any = json.codec(Object.class);
    var packed = MessagePack.standard().codec(Object.class);
    for (int i = 0; i < 1_000; i++) {
      assertThat(any.decode(utf8("[[[[[["))).isInstanceOf(Decoded.Malformed.class);
      assertThat(packed.decode(new byte[] {(byte) 0x91, (byte) 0x91}))
          .isInstanceOf(Decoded.Malformed.class);
    }

    assertThat(any.decode(utf8("[[1]]")).orThrow()).isEqualTo(List.of(List.of(1L)));
    assertThat(packed.decode(new byte[] {(byte) 0x91, (byte) 0x91, 1}).orThrow())
        .isEqualTo(List.of(List.of(1L)));
  }

  @Test
  void a_long_text_beyond_ascii_does_not_show_in_a_short_one() {
    var texts = json.codec(String.class);
    texts.decode(utf8("\"" + "ж".repeat(3_000) + "\"")).orThrow();

    assertThat(texts.decode(utf8("\"ы\\n\" ")).orThrow()).isEqualTo("ы\n");
  }

  @Test
  void a_part_of_an_array_ends_where_it_ends() {
    var document = utf8("[12]34567890");

    assertThat(json.codec(int[].class).decode(document, 0, 4).orThrow()).containsExactly(12);
    assertThat(json.codec(int.class).decode(document, 1, 1).orThrow()).isEqualTo(1);
    assertThat(json.codec(double.class).decode(utf8("1.2345"), 0, 3).orThrow()).isEqualTo(1.2);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
