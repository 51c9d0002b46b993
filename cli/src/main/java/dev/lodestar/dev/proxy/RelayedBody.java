package dev.lodestar.dev.proxy;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// The content of an upstream's response, handed on as it comes: whatever one read yields is
/// flushed to the client before the next, so nothing of a stream of events waits for more.
final class RelayedBody {
  private static final int PIECE = 1 << 14;

  private final Exchange.Answer answer;
  private final InputStream content;
  private final long length;
  private final AtomicBoolean over = new AtomicBoolean();

  RelayedBody(Exchange.Answer answer, HttpMethod method) throws IOException {
    this.answer = answer;
    var announced = UpstreamResponse.length(answer.head().headers());
    this.length =
        switch (answer.head().framing()) {
          case UpstreamResponse.Framing.Length(long known) -> known;
          case UpstreamResponse.Framing.Nothing() -> method == HttpMethod.HEAD ? announced : 0;
          default -> RenderedResponse.NO_LENGTH;
        };
    this.content =
        answer.head().framing() instanceof UpstreamResponse.Framing.Nothing
            ? InputStream.nullInputStream()
            : answer.connection().body(answer.head());
  }

  ResponseBody body() {
    if (length == 0) {
      end();
      return ResponseBody.empty();
    }
    return new ResponseBody.Stream(this::relay, length, Optional.empty());
  }

  /// How many bytes there will be; negative if nobody knows.
  long length() {
    return length;
  }

  void relay(OutputStream out) throws IOException {
    var piece = new byte[PIECE];
    for (var count = content.read(piece); count >= 0; count = content.read(piece)) {
      out.write(piece, 0, count);
      if (length < 0) {
        out.flush();
      }
    }
    over.set(true); // the framing has given the connection back
    if (answer.head().framing() instanceof UpstreamResponse.Framing.UntilClose) {
      answer.connection().close();
    }
  }

  /// A response without content is over at once.
  void end() {
    if (over.compareAndSet(false, true)) {
      if (answer.head().persistent()
          && answer.head().framing() instanceof UpstreamResponse.Framing.Nothing) {
        giveBack();
      } else {
        answer.connection().close();
      }
    }
  }

  private void giveBack() {
    try {
      var _ = answer.connection().body(answer.head());
    } catch (IOException never) {
      answer.connection().close();
    }
  }

  /// Ends the connection if the client has not got everything.
  void close() {
    if (over.compareAndSet(false, true)) {
      answer.connection().close();
    }
  }
}
