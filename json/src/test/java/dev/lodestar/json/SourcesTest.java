package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.codec.Codec;
import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.DocumentLimits;
import dev.lodestar.messagepack.MessagePack;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Documents from arrays, buffers and streams, in both formats.
class SourcesTest {
  private final Json json =
      Json.builder().limits(DocumentLimits.standard().withDocumentSize(8)).build();

  private final List<Codec<int[]>> codecs =
      List.of(json.codec(int[].class), MessagePack.of(json).codec(int[].class));

  @Test
  void every_source_gives_the_same_result() throws IOException {
    for (var codec : codecs) {
      var document = codec.encode(new int[] {1, 2, 3});
      var padded = Arrays.copyOf(document, document.length + 5);

      assertThat(codec.decode(document).orThrow()).containsExactly(1, 2, 3);
      assertThat(codec.decode(padded, 0, document.length).orThrow()).containsExactly(1, 2, 3);
      for (var buffer : buffers(document)) {
        assertThat(codec.decode(buffer).orThrow()).containsExactly(1, 2, 3);
        assertThat(buffer.remaining()).isZero();
      }
      assertThat(codec.decode(new ByteArrayInputStream(document)).orThrow())
          .containsExactly(1, 2, 3);
      assertThat(codec.decode(new OneByOne(document)).orThrow()).containsExactly(1, 2, 3);
    }
  }

  private static List<ByteBuffer> buffers(byte[] document) {
    var direct = ByteBuffer.allocateDirect(document.length).put(document).flip();
    var inside = ByteBuffer.allocate(document.length + 4).position(2).put(document).flip();
    return List.of(
        ByteBuffer.wrap(document),
        ByteBuffer.wrap(document).asReadOnlyBuffer(),
        direct,
        inside.position(2).slice());
  }

  record Person(String name, Optional<String> note) {}

  @Test
  void json_is_also_read_from_texts_and_written_as_one() {
    var people = Json.standard().codec(Person.class);

    var ann = people.decode("{\"name\":\"Ann é 😀\"}").orThrow();
    assertThat(ann).isEqualTo(new Person("Ann é 😀", Optional.empty()));
    assertThat(people.encodeToString(ann)).isEqualTo("{\"name\":\"Ann é 😀\"}");
    assertThat(people.decodePartial("{\"name\":\"Bob\"}").orThrow().present())
        .containsExactly("name");
    assertThat(people.decode("{\"näme\":1,}"))
        .isEqualTo(new Decoded.Malformed<>("Expected a name in quotes, found '}'.", 11, 1, 11));
    assertThat(message(json.codec(int[].class).decode("[1,2,3,4]")))
        .isEqualTo("The document is longer than 8 bytes.");
    assertThat(message(json.codec(String.class).decode("\"ééé\"x")))
        .isEqualTo("The document is longer than 8 bytes.");
  }

  @Test
  void half_of_a_surrogate_pair_in_a_text_is_malformed_and_does_not_become_a_question_mark() {
    var texts = Json.standard().codec(String.class);

    for (var half : List.of("\ud83d", "\ude00", "\ud83dx", "é\ude00\ud83d", "😀\ud83d")) {
      assertThat(message(texts.decode("\"" + half + "\""))).isEqualTo("A text is not valid UTF-8.");
    }
    assertThat(texts.decode("\"?é😀\"").orThrow()).isEqualTo("?é😀");
  }

  @Test
  void the_limit_of_the_size_holds_for_every_source() throws IOException {
    for (var codec : codecs) {
      var fits = new byte[8];
      var tooLong = new byte[9];
      var message = "The document is longer than 8 bytes.";

      assertThat(message(codec.decode(tooLong))).isEqualTo(message);
      assertThat(message(codec.decode(fits))).isNotEqualTo(message);
      for (var buffer : buffers(tooLong)) {
        assertThat(message(codec.decode(buffer))).isEqualTo(message);
        assertThat(buffer.remaining()).isZero();
      }
      assertThat(message(codec.decode(new OneByOne(tooLong)))).isEqualTo(message);
      var direct = ByteBuffer.allocateDirect(100_000_000);
      assertThat(message(codec.decode(direct))).isEqualTo(message);
    }
  }

  @Test
  void a_stream_that_fails_is_no_document() {
    for (var codec : codecs) {
      assertThatThrownBy(() ->
              codec.decode(
                  new InputStream() {
                    @Override
                    public int read() throws IOException {
                      throw new IOException("cut off");
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                      return read();
                    }
                  }))
          .isInstanceOf(IOException.class)
          .hasMessage("cut off");
    }
  }

  private static String message(Decoded<?> result) {
    return ((Decoded.Malformed<?>) result).message();
  }

  /// Never gives more than one byte at once.
  private static final class OneByOne extends ByteArrayInputStream {
    OneByOne(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      return super.read(into, offset, Math.min(length, 1));
    }
  }
}
