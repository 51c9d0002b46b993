package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lodestar.engine.Server;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.List;

/// A client that sends exactly the bytes it is told to and shows exactly what comes back.
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;

  private RawClient(Socket socket) {
    this.socket = socket;
  }

  static RawClient connect(Server server) throws IOException {
    return connect(server, 0);
  }

  /// Connects to a port of this machine.
  static RawClient connect(int port) throws IOException {
    return over(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /// Connects with a receive buffer of a size in bytes; 0 for the default.
  static RawClient connect(Server server, int receiveBuffer) throws IOException {
    var socket = new Socket();
    if (receiveBuffer > 0) {
      socket.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
    }
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    return new RawClient(socket);
  }

  /// Tells whether a server that had no room for another client comes to serve one.
  static boolean comesToServe(Server server) throws IOException {
    var end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    while (System.nanoTime() - end < 0) {
      try (var client = connect(server)) {
        if (client.get("/").read().status() == 200) {
          return true;
        }
      } catch (EOFException | SocketException full) {
        // tried again
      }
    }
    return false;
  }

  /// A client over a socket that is connected already.
  static RawClient over(Socket socket) throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    return new RawClient(socket);
  }

  Socket socket() {
    return socket;
  }

  /// Sends text in ISO 8859-1; each line feed in it becomes CR LF.
  RawClient sendLines(String text) throws IOException {
    return send(text.replace("\n", "\r\n"));
  }

  RawClient send(String text) throws IOException {
    return send(text.getBytes(ISO_8859_1));
  }

  RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  RawClient get(String path) throws IOException {
    return send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  void closeOutput() throws IOException {
    socket.shutdownOutput();
  }

  /// Closes with a reset.
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /// Whether something of an answer has come.
  boolean hasReceived() throws IOException {
    return socket.getInputStream().available() > 0;
  }

  /// Reads a response to a method other than HEAD.
  RawResponse read() throws IOException {
    var head = readHead();
    if (head.status() < 200 || head.status() == 204 || head.status() == 304) {
      return head;
    }
    if (head.header("Transfer-Encoding") != null) {
      return head.withBody(readChunks());
    }
    var length = head.header("Content-Length");
    return head.withBody(length == null ? readRest() : readBytes(Integer.parseInt(length)));
  }

  /// Reads a response to a method other than HEAD, and over those that say 100 before it.
  RawResponse readFinal() throws IOException {
    var response = read();
    return response.status() == 100 ? readFinal() : response;
  }

  /// Reads status line and header fields, and nothing after the empty line.
  RawResponse readHead() throws IOException {
    var lines = new ArrayList<String>();
    for (var line = readLine(); !line.isEmpty(); line = readLine()) {
      lines.add(line);
    }
    return new RawResponse(List.copyOf(lines), new byte[0]);
  }

  private byte[] readChunks() throws IOException {
    var body = new ByteArrayOutputStream();
    for (var size = readChunkSize(); size > 0; size = readChunkSize()) {
      body.write(readBytes(size));
      expectEmptyLine();
    }
    expectEmptyLine();
    return body.toByteArray();
  }

  private int readChunkSize() throws IOException {
    return Integer.parseInt(readLine(), 16);
  }

  private void expectEmptyLine() throws IOException {
    var line = readLine();
    if (!line.isEmpty()) {
      throw new IOException("Expected an empty line, got: " + line);
    }
  }

  String readLine() throws IOException {
    var line = new StringBuilder();
    while (true) {
      var b = readByte();
      if (b == '\r') {
        if (readByte() != '\n') {
          throw new IOException("CR without LF after: " + line);
        }
        return line.toString();
      }
      line.append((char) b);
    }
  }

  private int readByte() throws IOException {
    var b = socket.getInputStream().read();
    if (b < 0) {
      throw new EOFException("The server has closed the connection.");
    }
    return b;
  }

  byte[] readBytes(int count) throws IOException {
    var bytes = socket.getInputStream().readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("Only " + bytes.length + " of " + count + " bytes came.");
    }
    return bytes;
  }

  /// Reads until the server closes its side.
  byte[] readRest() throws IOException {
    return socket.getInputStream().readAllBytes();
  }

  String readRestAsText() throws IOException {
    return new String(readRest(), ISO_8859_1);
  }

  /// Tells whether the server has ended the connection, cleanly or with a reset, without another
  /// byte. Waits for it.
  boolean isClosedByServer() throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  /// Waits until the server ends the connection, cleanly or with a reset, whatever it still says.
  void awaitClosedByServer() throws IOException {
    try {
      while (socket.getInputStream().read() >= 0) {
        // what it says does not matter
      }
    } catch (SocketException reset) {
      // ended
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
