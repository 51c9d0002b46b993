package dev.lodestar.dev.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The content of a request, which can be sent again as long as it is known. Whoever sends it first
/// may still wait for the client when it is sent again, and hands on what it has got by then.
final class Content {
  private static final int PIECE = 1 << 14;

  private final RequestBody body;
  private final long length;
  private final int mostKept;
  private final ReentrantLock sending = new ReentrantLock();
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
  private @Nullable InputStream rest;
  private volatile boolean lost;

  /// @param mostKept how many bytes of content that arrives while it is read are kept to be sent
  ///   again
  Content(Request request, int mostKept) {
    this.body = request.body();
    this.length = body.length(); // it may become known later, which changes no framing
    this.mostKept = mostKept;
  }

  boolean isEmpty() {
    return length == 0;
  }

  /// Whether nothing of it would be missing if it were sent again.
  boolean isRepeatable() {
    return !body.isStreamed() || !lost;
  }

  /// Whether sending it may wait for the client.
  boolean arrives() {
    return body.isStreamed();
  }

  /// The field that frames it.
  String field() {
    if (length == 0) {
      return "";
    }
    return length == RequestBody.UNKNOWN_LENGTH
        ? "Transfer-Encoding: chunked\r\n"
        : "Content-Length: " + length + "\r\n";
  }

  /// Sends it, framed as the field says.
  ///
  /// @throws dev.lodestar.http.HttpException if the client has sent something malformed
  void send(OutputStream out) throws IOException {
    if (!body.isStreamed()) {
      var view = body.buffer();
      var bytes = new byte[view.remaining()];
      view.get(bytes);
      out.write(bytes);
      return;
    }
    // Two who read would each get a part. The other one fails as soon as it writes, since nobody
    // wants its answer any more.
    sending.lock();
    try {
      sendStreamed(out);
    } finally {
      sending.unlock();
    }
  }

  private void sendStreamed(OutputStream out) throws IOException {
    if (lost) {
      throw new IOException("The content is too large to be sent again.");
    }
    var chunked = length == RequestBody.UNKNOWN_LENGTH;
    if (kept.size() > 0) {
      write(out, kept.toByteArray(), kept.size(), chunked);
    }
    var piece = new byte[PIECE];
    var source = source();
    for (var count = source.read(piece); count >= 0; count = source.read(piece)) {
      keep(piece, count);
      write(out, piece, count, chunked);
    }
    if (chunked) {
      out.write("0\r\n\r\n".getBytes(ISO_8859_1));
    }
  }

  private InputStream source() {
    var known = rest;
    if (known == null) {
      known = body.stream();
      rest = known;
    }
    return known;
  }

  private void keep(byte[] piece, int count) {
    if (kept.size() + count > mostKept) {
      lost = true;
    } else if (!lost) {
      kept.write(piece, 0, count);
    }
  }

  private static void write(OutputStream out, byte[] bytes, int count, boolean chunked)
      throws IOException {
    if (count == 0) {
      return;
    }
    if (!chunked) {
      out.write(bytes, 0, count);
      return;
    }
    var framed = new ByteArrayOutputStream(count + 16);
    framed.writeBytes((Integer.toHexString(count) + "\r\n").getBytes(ISO_8859_1));
    framed.write(bytes, 0, count);
    framed.writeBytes(new byte[] {'\r', '\n'});
    framed.writeTo(out);
  }

  /// What a failure to read the client's content is, when it was wrapped on its way.
  static @Nullable Throwable cause(Throwable failure) {
    return failure instanceof UncheckedIOException wrapped ? wrapped.getCause() : failure;
  }
}
