package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lodestar.engine.OverloadOptions;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.TlsIdentity;
import dev.lodestar.engine.TlsOptions;
import dev.lodestar.engine.WebSocketOptions;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import dev.lodestar.websocket.WebSocketMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Clients that read more slowly than the server sends, and yet many times faster than they have
/// to. Between the two lie megabytes that the kernel keeps for the client, so the server itself can
/// go on seldom.
class SlowReaderTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int LEAST_RATE = 10_000;
  private static final int RATE = 400_000;
  private static final byte[] LARGE = new byte[10_000_000];

  enum Protocol {
    HTTP_1("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    TLS("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    /// With the largest windows, so that nothing but the socket holds the server up.
    HTTP_2(
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
            + frame("00000604000000000000047fffffff")
            + frame("0000040800000000007ffe0000")
            + frame("00000e0105000000018286844109")
            + "localhost"),
    WEB_SOCKET(FrameClient.handshake("/"));

    final String request;

    Protocol(String request) {
      this.request = request;
    }

    private static String frame(String hex) {
      return new String(HexFormat.of().parseHex(hex), ISO_8859_1);
    }
  }

  private static RenderedResponse answer(Request request) {
    if (request.webSocketOffer().isEmpty()) {
      return TestServer.respond(request, Status.OK, ResponseBody.of(LARGE));
    }
    var message = WebSocketMessage.of(new byte[10_000]);
    return SocketServer.answer(
        request,
        WebSocketOptions.defaults(),
        new SocketServer.Session(connection -> {
          while (true) {
            connection.send(message);
          }
        }));
  }

  @ParameterizedTest
  @EnumSource
  void a_client_that_takes_enough_is_no_slow_one(Protocol protocol) throws Exception {
    assumeThat(Transport.best())
        .as("epoll alone tells what has arrived")
        .isEqualTo(Transport.EPOLL);
    var options =
        TestServer.options()
            .withWriteTimeout(SECOND)
            .withOverload(
                OverloadOptions.defaults().withMinResponseRate(LEAST_RATE).withRateWindow(SECOND));
    if (protocol == Protocol.TLS) {
      options = options.withTls(TlsOptions.of(TlsIdentity.selfSigned()));
    }
    while (!takesEnough(protocol, options)) {
      // It had to wait for a processor for too long, and was a slow one indeed.
    }
  }

  /// Has a client read for a while.
  ///
  /// @return `false` if it was not as fast as it should have been
  private static boolean takesEnough(Protocol protocol, ServerOptions options) throws Exception {
    var slowest = new AtomicLong();
    try (var server = TestServer.start(options, SlowReaderTest::answer);
        var plain = new Socket()) {
      plain.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 16);
      plain.connect(new InetSocketAddress("localhost", server.port()));
      try (var socket =
          protocol == Protocol.TLS
              ? TlsClients.handshake(TlsClients.trustingAll().over(plain))
              : plain) {
        socket.getOutputStream().write(protocol.request.getBytes(ISO_8859_1));

        readFor(4_000, socket.getInputStream(), slowest);

        assertThat(socket.getInputStream().readNBytes(4_000_000)).hasSize(4_000_000);
        return true;
      }
    } catch (IOException | AssertionError ended) {
      if (slowest.get() < SECOND.toNanos() / 2) {
        throw ended;
      }
      return false;
    }
  }

  /// Reads now and then.
  ///
  /// @param slowest the longest time from one look at what has come to the next
  private static void readFor(int millis, InputStream in, AtomicLong slowest)
      throws IOException, InterruptedException {
    var piece = RATE / 20;
    for (var i = 0; i < millis / 50; i++) {
      var begun = System.nanoTime();
      assertThat(in.readNBytes(piece)).hasSize(piece);
      Thread.sleep(50);
      slowest.accumulateAndGet(System.nanoTime() - begun, Math::max);
    }
  }
}
