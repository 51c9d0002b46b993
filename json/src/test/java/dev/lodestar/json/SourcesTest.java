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
