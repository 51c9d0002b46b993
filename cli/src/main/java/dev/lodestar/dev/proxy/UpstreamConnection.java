package dev.lodestar.dev.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// A connection to an upstream, used for one exchange at a time.
final class UpstreamConnection implements AutoCloseable {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int BUFFER = 1 << 14;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final Upstream upstream;
  private boolean used;
  private long idleSince;

  private UpstreamConnection(Socket socket, Upstream upstream) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    this.out = socket.getOutputStream();
    this.upstream = upstream;
  }

  /// Connects to the first address of a host that answers.
  static UpstreamConnection open(String host, int port, Upstream upstream) throws IOException {
    IOException refused = null;
    for (var address : InetAddress.getAllByName(host)) {
      var socket = new Socket();
      try {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
        return new UpstreamConnection(socket, upstream);
      } catch (IOException failure) {
        socket.close();
        refused = failure;
      }
    }
    throw refused == null ? new IOException("The host " + host + " has no address.") : refused;
  }

  /// Whether it has carried an exchange already, so that the upstream may have closed it.
  boolean isUsed() {
    return used;
  }

  void becomesIdle(long now) {
    used = true;
    idleSince = now;
  }

  boolean isFresh(long now) {
    return now - idleSince < Upstream.FRESH_NANOS;
  }

  OutputStream out() {
    return out;
  }

  InputStream in() {
    return in;
  }

  void write(String head) throws IOException {
    out.write(head.getBytes(ISO_8859_1));
  }

  /// Returns the content of a response, at whose end the connection can be used again.
  InputStream body(UpstreamResponse response) throws IOException {
    return switch (response.framing()) {
      case UpstreamResponse.Framing.Nothing() -> {
        end(response);
        yield InputStream.nullInputStream();
      }
      case UpstreamResponse.Framing.Length(long length) ->
          new FramedInput.OfLength(in, length, () -> end(response));
      case UpstreamResponse.Framing.Chunks() -> new FramedInput.OfChunks(in, () -> end(response));
      case UpstreamResponse.Framing.UntilClose() -> in;
    };
  }

  private void end(UpstreamResponse response) {
    if (response.persistent()) {
      upstream.giveBack(this);
    } else {
      close();
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException closedAnyway) {
      return;
    }
  }
}
