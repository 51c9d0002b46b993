package dev.lodestar.dev.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.http.Connection;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of content that is sent twice, because the first server has no route for it.
@Timeout(60)
class ContentTest {
  private final Arriving client = new Arriving();

  /// What a client sends, whenever it does; nothing is the end.
  private static final class Arriving extends InputStream {
    final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        var piece = pieces.take();
        System.arraycopy(piece, 0, target, offset, piece.length);
        return piece.length == 0 ? -1 : piece.length;
      } catch (InterruptedException interrupted) {
        throw new InterruptedIOException();
      }
    }

    void send(String text) {
      pieces.add(text.getBytes(US_ASCII));
    }
  }

  private Content content(long length, int mostKept) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    return new Content(
        Request.of(
            HttpMethod.POST,
            "/",
            Headers.empty(),
            RequestBody.streamed(client, length, 1_000),
            new Connection(address, address, false, "HTTP/1.1")),
        mostKept);
  }

  /// A connection that was closed when its server had answered.
  private static final class Closed extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new SocketException("closed");
    }
  }

  private static FutureTask<Void> sending(Content content, OutputStream out) throws Exception {
    var task =
        new FutureTask<Void>(() -> {
          content.send(out);
          return null;
        });
    var thread = Thread.ofPlatform().daemon().start(task);
    while (thread.getState() != Thread.State.WAITING && !task.isDone()) {
      Thread.sleep(1);
    }
    return task;
  }

  @ParameterizedTest
  @CsvSource({"4,abcd", "-1,4|abcd|0||"})
  void what_the_first_server_still_waits_for_goes_to_the_second(long length, String sent)
      throws Exception {
    var content = content(length, 1_000);
    var second = new ByteArrayOutputStream();
    var early = sending(content, new Closed());
    var late = sending(content, second);

    client.send("ab");
    client.send("cd");
    client.send("");
    late.get(30, TimeUnit.SECONDS);

    assertThat(early).failsWithin(30, TimeUnit.SECONDS);
    assertThat(content.isRepeatable()).isTrue();
    var chunks = second.toString(US_ASCII).replace("\r\n", "|");
    assertThat(chunks.replace("2|ab|2|cd", "4|abcd")).isEqualTo(sent);
  }

  @Test
  void what_was_not_kept_is_not_sent_in_part() throws Exception {
    var content = content(4, 3);
    var early = sending(content, new Closed());
    client.send("abcd");
    client.send("");
    assertThat(early).failsWithin(30, TimeUnit.SECONDS);

    var second = new ByteArrayOutputStream();
    var late = sending(content, second);

    assertThat(late).failsWithin(30, TimeUnit.SECONDS);
    assertThat(content.isRepeatable()).isFalse();
    assertThat(second.size()).isZero();
  }
}
