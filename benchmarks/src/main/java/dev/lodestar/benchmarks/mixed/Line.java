package dev.lodestar.benchmarks.mixed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.Random;
import javax.net.ssl.SSLSocket;

/// A connection, secure or not, and the ways to treat it.
final class Line implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int FLOOD_BATCH = 500;
  private static final int FLOOD_BATCHES = 200;

  /// What lies below TLS.
  private final Socket raw;

  private final Socket socket;

  private Line(Socket raw, Socket socket) {
    this.raw = raw;
    this.socket = socket;
  }

  /// Connects.
  ///
  /// @param protocol what is asked for where TLS is spoken, as ALPN names it
  static Line open(Endpoint endpoint, String protocol) throws IOException {
    return open(endpoint, protocol, 0);
  }

  /// Connects with a buffer of a size for what comes; 0 for that of the system.
  static Line open(Endpoint endpoint, String protocol, int receiveBuffer) throws IOException {
    var raw = connect(endpoint, receiveBuffer);
    if (endpoint.tls().isEmpty()) {
      return new Line(raw, raw);
    }
    try {
      var secure =
          (SSLSocket)
              endpoint.tls().get().getSocketFactory().createSocket(raw, "localhost", 0, true);
      var parameters = secure.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {protocol});
      secure.setSSLParameters(parameters);
      secure.startHandshake();
      return new Line(raw, secure);
    } catch (IOException failure) {
      raw.close();
      throw failure;
    }
  }

  /// Connects without a handshake, whatever the endpoint speaks.
  static Line openRaw(Endpoint endpoint) throws IOException {
    var raw = connect(endpoint, 0);
    return new Line(raw, raw);
  }

  private static Socket connect(Endpoint endpoint, int receiveBuffer) throws IOException {
    var raw = new Socket();
    try {
      if (receiveBuffer > 0) {
        raw.setReceiveBufferSize(receiveBuffer);
      }
      raw.setTcpNoDelay(true);
      raw.setSoTimeout(PATIENCE_MILLIS);
      raw.connect(endpoint.address());
      return raw;
    } catch (IOException failure) {
      raw.close();
      throw failure;
    }
  }

  Socket socket() {
    return socket;
  }

  InputStream in() throws IOException {
    return socket.getInputStream();
  }

  Line send(String text) throws IOException {
    return send(text.getBytes(ISO_8859_1));
  }

  Line send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /// Sends byte by byte, ever more slowly.
  void drip(byte[] bytes, Random random) throws IOException, InterruptedException {
    for (var i = 0; i < bytes.length; i++) {
      send(new byte[] {bytes[i]});
      Thread.sleep(random.nextInt(i < 10 ? 10 : 200));
    }
  }

  /// Sends the same again and again, a hundred thousand times, unless the server has had enough.
  void flood(byte[] bytes) throws IOException {
    var many = new byte[bytes.length * FLOOD_BATCH];
    for (var i = 0; i < FLOOD_BATCH; i++) {
      System.arraycopy(bytes, 0, many, i * bytes.length, bytes.length);
    }
    for (var i = 0; i < FLOOD_BATCHES; i++) {
      send(many);
    }
  }

  /// Reads whatever comes until the server has had enough.
  void readToEnd() throws IOException {
    var buffer = new byte[8_192];
    while (in().read(buffer) >= 0) {
      // nobody wants it
    }
  }

  /// Has the connection end with a reset, and without a word of TLS, a moment later.
  void reset() throws IOException, InterruptedException {
    Thread.sleep(3);
    try {
      raw.setSoLinger(true, 0);
    } catch (SocketException closed) {
      // by the server
    }
    raw.close();
  }

  @Override
  public void close() throws IOException {
    try {
      socket.close();
    } finally {
      raw.close();
    }
  }
}
