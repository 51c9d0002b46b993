package dev.lodestar.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
  private static final String ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\ncontent-LENGTH: 5\r\n\r\nhello";

  private final AnswerReader reader = new AnswerReader();

  @Test
  void an_answer_is_complete_after_its_last_byte_however_it_is_cut() throws IOException {
    for (var cut = 1; cut < ANSWER.length(); cut++) {
      assertThat(reader.completes(bytes(ANSWER.substring(0, cut)))).as("cut at %d", cut).isFalse();
      assertThat(reader.completes(bytes(ANSWER.substring(cut)))).as("cut at %d", cut).isTrue();
      assertThat(reader.status()).isEqualTo(200);
    }
  }

  @Test
  void an_empty_answer_is_complete_after_its_head() throws IOException {
    assertThat(reader.completes(bytes("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")))
        .isTrue();
    assertThat(reader.status()).isEqualTo(404);
  }

  @Test
  void the_next_answer_is_left_for_the_next_call() throws IOException {
    var two = bytes("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n" + ANSWER);

    assertThat(reader.completes(two)).isTrue();
    assertThat(reader.status()).isEqualTo(404);
    assertThat(reader.completes(two)).isTrue();
    assertThat(reader.status()).isEqualTo(200);
    assertThat(reader.completes(two)).isFalse();
  }

  @Test
  void an_answer_in_chunks_is_complete_after_its_last_byte_however_it_is_cut() throws IOException {
    var chunks =
        "1a;extension\r\nabcdefghijklmnopqrstuvwxyz\r\n1\r\n.\r\n0\r\nTrailer: one\r\n\r\n";
    var answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks;

    for (var cut = 1; cut < answer.length(); cut++) {
      assertThat(reader.completes(bytes(answer.substring(0, cut)))).as("cut at %d", cut).isFalse();
      assertThat(reader.completes(bytes(answer.substring(cut)))).as("cut at %d", cut).isTrue();
    }
  }

  @Test
  void an_answer_without_length_and_chunks_is_an_error() {
    assertThatThrownBy(() -> reader.completes(bytes("HTTP/1.1 200 OK\r\n\r\n")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Content-Length");
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }
}
