package dev.lodestar.test;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lodestar.http.Headers;
import dev.lodestar.http.Status;
import dev.lodestar.test.Transport.Incoming;
import dev.lodestar.test.Transport.Outgoing;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/// The opening handshake of a WebSocket over HTTP/1.1 (RFC 6455, section 4.1), done here since the
/// client of the JDK hides the content of a response that denies it.
final class SocketHandshake {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY_BYTES = 16;
  private static final int MOST_HEAD = 1 << 16;

  private SocketHandshake() {}

  /// What a handshake came to.
  sealed interface Result {

    /// The server has answered with a response.
    record Denied(Incoming incoming) implements Result {}

    /// There is a socket.
    record Accepted(Headers headers, ClientSocket socket) implements Result {}
  }

  /// The headers that a handshake has in any case.
  static Headers headers(List<String> subprotocols) {
    var key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    var headers =
        Headers.of("Upgrade", "websocket")
            .with("Connection", "Upgrade")
            .with("Sec-WebSocket-Version", "13")
            .with("Sec-WebSocket-Key", Base64.getEncoder().encodeToString(key));
    return subprotocols.isEmpty()
        ? headers
        : headers.with("Sec-WebSocket-Protocol", String.join(", ", subprotocols));
  }

  /// Connects and asks for a socket.
  ///
  /// @param request has the headers of a handshake
  static Result open(URI origin, Outgoing request, Duration timeout) throws IOException {
    var secure = "https".equals(origin.getScheme());
    var port = origin.getPort() >= 0 ? origin.getPort() : secure ? 443 : 80;
    var millis = (int) Math.min(timeout.toMillis(), Integer.MAX_VALUE);
    var plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(withoutBrackets(origin.getHost()), port), millis);
      var socket =
          secure
              ? ((SSLSocketFactory) SSLSocketFactory.getDefault())
                  .createSocket(plain, origin.getHost(), port, true)
              : plain;
      socket.setSoTimeout(millis);
      socket.setTcpNoDelay(true);
      socket.getOutputStream().write(head(origin, request));
      socket.getOutputStream().flush();
      return answer(socket, request);
    } catch (IOException | RuntimeException failure) {
      plain.close();
      throw failure;
    }
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static byte[] head(URI origin, Outgoing request) {
    var text = new StringBuilder("GET ").append(request.target()).append(" HTTP/1.1\r\n");
    if (!request.headers().contains("Host")) {
      text.append("Host: ").append(origin.getAuthority()).append("\r\n");
    }
    request
        .headers()
        .forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    return text.append("\r\n").toString().getBytes(ISO_8859_1);
  }

  private static Result answer(Socket socket, Outgoing request) throws IOException {
    var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    var lines = readHead(in);
    var status = Status.of(Integer.parseInt(lines.getFirst().substring(9, 12)));
    var headers = headersOf(lines);
    if (status.code() != 101) {
      var body = readBody(in, headers);
      socket.close();
      return new Result.Denied(new Incoming(status, headers, body, Optional.empty()));
    }
    var key = request.headers().first("Sec-WebSocket-Key").orElseThrow();
    if (!headers.first("Sec-WebSocket-Accept", "").equals(acceptOf(key))) {
      throw new IOException("The server has accepted with a wrong Sec-WebSocket-Accept.");
    }
    socket.setSoTimeout(0);
    return new Result.Accepted(headers, new WireSocket(socket, in));
  }

  private static List<String> readHead(InputStream in) throws IOException {
    var lines = new ArrayList<String>();
    var line = new ByteArrayOutputStream();
    for (var size = 0; size < MOST_HEAD; size++) {
      var next = in.read();
      if (next < 0) {
        throw new EOFException(
            "The server has closed the connection within the head of a response.");
      }
      if (next != '\n') {
        line.write(next);
        continue;
      }
      var text = line.toString(ISO_8859_1).stripTrailing();
      line.reset();
      if (text.isEmpty()) {
        return lines;
      }
      lines.add(text);
    }
    throw new IOException("The head of the response has more than " + MOST_HEAD + " bytes.");
  }

  private static Headers headersOf(List<String> lines) {
    var headers = Headers.builder();
    for (var line : lines.subList(1, lines.size())) {
      var colon = line.indexOf(':');
      headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return headers.build();
  }

  private static byte[] readBody(DataInputStream in, Headers headers) throws IOException {
    if (headers.first("Transfer-Encoding", "").equalsIgnoreCase("chunked")) {
      return readChunks(in);
    }
    var length = headers.first("Content-Length");
    return in.readNBytes(
        length.isPresent() ? Integer.parseInt(length.get()) : Transport.MAX_BODY_SIZE);
  }

  private static byte[] readChunks(DataInputStream in) throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      var line = new StringBuilder();
      for (var c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
        line.append((char) c);
      }
      var text = line.toString().strip();
      if (text.isEmpty()) {
        continue; // the end of the chunk before
      }
      var size = Integer.parseInt(text, 16);
      if (size == 0) {
        return body.toByteArray();
      }
      body.write(in.readNBytes(size));
    }
  }

  private static String acceptOf(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder().encodeToString(digest.digest((key + GUID).getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-1.", impossible);
    }
  }
}
