package dev.lodestar.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamedRequestBodyTest {
  private static final long UNKNOWN = RequestBody.UNKNOWN_LENGTH;

  private static RequestBody body(String content, long length) {
    return RequestBody.streamed(new ByteArrayInputStream(content.getBytes(UTF_8)), length, 1000);
  }

  private static InputStream failing(String content, Exception failure) {
    var start = new ByteArrayInputStream(content.getBytes(UTF_8));
    return new InputStream() {
      @Override
      public int read() throws IOException {
        var next = start.read();
        if (next >= 0) {
          return next;
        }
        if (failure instanceof IOException broken) {
          throw broken;
        }
        throw (RuntimeException) failure;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        var next = read();
        target[offset] = (byte) next;
        return 1;
      }
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {5, UNKNOWN})
  void what_was_collected_can_be_read_in_every_form_and_again(long length) throws IOException {
    var body = body("hello", length);

    assertThat(body.isStreamed()).isTrue();
    for (var i = 0; i < 2; i++) {
      assertThat(body.isEmpty()).isFalse();
      assertThat(body.text(UTF_8)).isEqualTo("hello");
      assertThat(body.bytes()).hasSize(5);
      assertThat(UTF_8.decode(body.buffer()).toString()).isEqualTo("hello");
      assertThat(body.stream().readAllBytes()).hasSize(5);
      assertThat(body.length()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5, UNKNOWN})
  void the_stream_can_be_taken_once(long length) throws IOException {
    var body = body("hello", length);

    assertThat(body.isEmpty()).isFalse();
    assertThat(body.stream().readAllBytes()).isEqualTo("hello".getBytes(UTF_8));
    assertThatThrownBy(body::stream)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("its stream has been taken");
    assertThatThrownBy(body::bytes).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(body::buffer).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> body.text(UTF_8)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_length_that_was_not_announced_is_known_at_the_end() throws IOException {
    var body = body("hello", UNKNOWN);
    var stream = body.stream();

    assertThat(body.length()).isEqualTo(UNKNOWN);
    assertThat(stream.read()).isEqualTo('h');
    assertThat(body.isEmpty()).isFalse();
    assertThat(stream.readNBytes(new byte[9], 0, 9)).isEqualTo(4);
    assertThat(stream.read()).isEqualTo(-1);
    assertThat(body.length()).isEqualTo(5);
  }

  @Test
  void whether_there_is_content_is_told_when_the_first_byte_comes() throws Exception {
    var client = new PipedOutputStream();
    try (var source = new PipedInputStream(client)) {
      var body = RequestBody.streamed(source, UNKNOWN, 1000);
      var empty = CompletableFuture.supplyAsync(body::isEmpty);
      client.write("hello".getBytes(UTF_8));
      client.close();

      assertThat(empty.get()).isFalse();
      assertThat(body.isEmpty()).isFalse();
      assertThat(body.text(UTF_8)).isEqualTo("hello");
    }
  }

  @Test
  void looking_for_content_takes_nothing_from_the_stream() throws IOException {
    var body = body("hello", UNKNOWN);
    assertThat(body.isEmpty()).isFalse();
    assertThat(body.stream().readAllBytes()).hasSize(5);
    assertThat(body("", UNKNOWN).isEmpty()).isTrue();
    assertThat(body("", 0).isEmpty()).isTrue();
  }

  @Test
  void the_end_can_be_read_again_and_again() throws IOException {
    var body = body("", UNKNOWN);
    assertThat(body.isEmpty()).isTrue();
    assertThat(body.length()).isZero();
    var stream = body.stream();
    for (var i = 0; i < 2; i++) {
      assertThat(stream.read()).isEqualTo(-1);
      assertThat(stream.read(new byte[3])).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {6, UNKNOWN})
  void more_than_may_be_collected_is_a_413_again_and_again(long length) {
    var body = RequestBody.streamed(new ByteArrayInputStream("hello!".getBytes(UTF_8)), length, 5);
    for (var i = 0; i < 2; i++) {
      assertThatThrownBy(body::bytes)
          .isInstanceOfSatisfying(
              HttpException.class,
              refusal -> assertThat(refusal.status()).isEqualTo(Status.CONTENT_TOO_LARGE));
    }
  }

  @Test
  void as_much_as_may_be_collected_is_collected() {
    for (var length : new long[] {5, UNKNOWN}) {
      var source = new ByteArrayInputStream("hello".getBytes(UTF_8));
      assertThat(RequestBody.streamed(source, length, 5).bytes()).hasSize(5);
    }
  }

  @Test
  void content_of_many_pieces_is_collected_whole() {
    var content = "0123456789".repeat(10_000).getBytes(UTF_8);
    for (var length : new long[] {content.length, UNKNOWN}) {
      var body = RequestBody.streamed(new ByteArrayInputStream(content), length, content.length);
      assertThat(body.bytes()).isEqualTo(content);
    }
  }

  @Test
  void a_client_that_goes_is_told_by_every_way_to_read() {
    var gone = new ClientDisconnectedException("The client has gone.");
    var collected = RequestBody.streamed(failing("he", gone), UNKNOWN, 1000);
    for (var i = 0; i < 2; i++) {
      assertThatThrownBy(collected::bytes).isInstanceOf(UncheckedIOException.class).hasCause(gone);
    }
    var streamed = RequestBody.streamed(failing("he", gone), UNKNOWN, 1000);
    assertThatThrownBy(() -> streamed.stream().readAllBytes()).isSameAs(gone);
    var asked = RequestBody.streamed(failing("", gone), UNKNOWN, 1000);
    assertThatThrownBy(asked::isEmpty).isInstanceOf(UncheckedIOException.class).hasCause(gone);
  }

  @Test
  void what_is_wrong_with_the_body_comes_where_it_is_read() {
    var malformed = HttpException.badRequest("A chunk is malformed.");
    var collected = RequestBody.streamed(failing("he", malformed), UNKNOWN, 1000);
    assertThatThrownBy(collected::bytes).isSameAs(malformed);
    assertThatThrownBy(collected::stream).isSameAs(malformed);
    var streamed = RequestBody.streamed(failing("he", malformed), UNKNOWN, 1000);
    assertThatThrownBy(() -> streamed.stream().readAllBytes()).isSameAs(malformed);
  }

  @Test
  void a_source_that_ends_too_early_is_a_failure() {
    assertThatThrownBy(() -> body("hell", 5).bytes())
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(EOFException.class);
  }

  @Test
  void a_closed_stream_cannot_be_read() throws IOException {
    var stream = body("hello", 5).stream();
    stream.close();
    assertThatThrownBy(stream::read).isInstanceOf(IOException.class);
  }

  @Test
  void threads_that_collect_at_the_same_time_get_the_same() throws Exception {
    var client = new PipedOutputStream();
    try (var source = new PipedInputStream(client)) {
      var body = RequestBody.streamed(source, UNKNOWN, 1000);
      var first = CompletableFuture.supplyAsync(() -> body.text(UTF_8));
      var second = CompletableFuture.supplyAsync(() -> body.text(UTF_8));
      client.write("hello".getBytes(UTF_8));
      client.close();
      assertThat(first.get()).isEqualTo("hello");
      assertThat(second.get()).isEqualTo("hello");
    }
  }

  @Test
  void only_one_thread_gets_the_stream() {
    var body = body("hello", UNKNOWN);
    var first = CompletableFuture.supplyAsync(body::stream);
    var second = CompletableFuture.supplyAsync(body::stream);
    assertThatThrownBy(() -> CompletableFuture.allOf(first, second).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void impossible_lengths_are_refused() {
    assertThatThrownBy(() -> body("", -2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RequestBody.streamed(InputStream.nullInputStream(), 0, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_body_received_whole_is_not_streamed() {
    assertThat(RequestBody.of(new byte[] {1}).isStreamed()).isFalse();
    assertThat(RequestBody.empty().isStreamed()).isFalse();
  }
}
