package dev.lodestar.benchmarks.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/// One connection over which one thread sends requests and counts what comes back.
public final class SoakClient implements AutoCloseable {
  private static final int PIECE = 1 << 16;

  private final Socket socket;
  private final InputStream in;

  SoakClient(URI server) throws IOException {
    socket = new Socket();
    socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
    in = new BufferedInputStream(socket.getInputStream(), PIECE);
  }

  /// Takes over a connection.
  ///
  /// @param socket is closed with this
  public SoakClient(Socket socket) throws IOException {
    this.socket = socket;
    in = new BufferedInputStream(socket.getInputStream(), PIECE);
  }

  /// What the server says of its heap.
  ///
  /// @param used bytes that are in use after a collection
  /// @param peak the most bytes that ever were
  record Heap(long used, long peak) {}

  static Heap heap(URI server) throws IOException {
    try (var client = new SoakClient(server)) {
      var numbers = client.text("/memory").split(" ", -1);
      return new Heap(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
    }
  }

  /// Returns a small answer.
  public String text(String path) throws IOException {
    send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    return readText();
  }

  private String readText() throws IOException {
    return new String(in.readNBytes((int) readLength()), ISO_8859_1);
  }

  /// Sends a body of zeros and returns the answer.
  String upload(long size, boolean chunked) throws IOException {
    var framing = chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + size;
    send("POST /upload HTTP/1.1\r\nHost: localhost\r\n" + framing + "\r\n\r\n");
    var out = socket.getOutputStream();
    var piece = new byte[PIECE];
    for (var missing = size; missing > 0; ) {
      var count = (int) Math.min(PIECE, missing);
      if (chunked) {
        send(Integer.toHexString(count) + "\r\n");
      }
      out.write(piece, 0, count);
      if (chunked) {
        send("\r\n");
      }
      missing -= count;
    }
    if (chunked) {
      send("0\r\n\r\n");
    }
    return readText();
  }

  /// Sends letters that come back.
  ///
  /// @return how many have come back
  public long echo(int size, boolean chunked) throws IOException {
    var text = "x".repeat(size);
    var head = "POST /echo HTTP/1.1\r\nHost: localhost\r\n";
    if (chunked && size > 0) {
      send(
          head
              + "Transfer-Encoding: chunked\r\n\r\n"
              + Integer.toHexString(size)
              + "\r\n"
              + text
              + "\r\n0\r\n\r\n");
    } else {
      send(head + "Content-Length: " + size + "\r\n\r\n" + text);
    }
    return readText().length();
  }

  /// Sends requests without waiting for answers.
  ///
  /// @return how many bytes all answers have
  public long pipelined(String path, int count) throws IOException {
    send(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(count));
    var sum = 0L;
    for (var i = 0; i < count; i++) {
      sum += readText().length();
    }
    return sum;
  }

  /// Reads a body to its end and returns how many bytes it had.
  public long download(String path) throws IOException {
    send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    var length = readLength();
    if (length >= 0) {
      skip(length);
      return length;
    }
    var sum = 0L;
    for (var size = chunkSize(); size > 0; size = chunkSize()) {
      skip(size);
      sum += size;
      readLine();
    }
    readLine();
    return sum;
  }

  private long chunkSize() throws IOException {
    return Long.parseLong(readLine(), 16);
  }

  private void skip(long count) throws IOException {
    in.skipNBytes(count);
  }

  private void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  /// Reads a head, and returns what it says of the length; -1 if it says nothing.
  private long readLength() throws IOException {
    var status = readLine();
    if (!status.startsWith("HTTP/1.1 200 ")) {
      throw new IOException("The server answered: " + status);
    }
    var length = -1L;
    for (var line = readLine(); !line.isEmpty(); line = readLine()) {
      if (line.startsWith("Content-Length: ")) {
        length = Long.parseLong(line.substring("Content-Length: ".length()));
      }
    }
    return length;
  }

  private String readLine() throws IOException {
    var line = new StringBuilder();
    for (var b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("The server has closed the connection.");
      }
      line.append((char) b);
    }
    line.setLength(line.length() - 1);
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
