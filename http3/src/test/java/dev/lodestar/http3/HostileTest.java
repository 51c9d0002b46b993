package dev.lodestar.http3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.Server;
import io.netty.handler.codec.quic.QuicStreamType;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Clients that mean no good. Whatever they do, it is never a failure of the server, and others are
/// served before, meanwhile and after.
class HostileTest {

  /// What a client does.
  @FunctionalInterface
  interface Behaviour {
    void go(QuicClient client) throws Exception;
  }

  private static Server server;
  private static QuicClient other;

  @BeforeAll
  static void start() throws IOException {
    server =
        Http3Servers.startStreamed(
            Http3Servers.options(),
            request ->
                request.path().equals("/large")
                    ? Http3Servers.stream(request, out -> out.write(new byte[5_000_000]))
                    : request.path().equals("/never-read")
                        ? Http3Servers.text(request, "not read")
                        : Http3Servers.text(
                            request,
                            String.valueOf(request.body().stream().readAllBytes().length)));
    other = QuicClient.connect(server.http3Port().getAsInt());
  }

  @AfterAll
  static void stop() {
    other.close();
    server.close();
  }

  private static Arguments row(String name, Behaviour behaviour) {
    return Arguments.of(name, behaviour);
  }

  private static void times(int count, QuicClient client, Behaviour behaviour) throws Exception {
    for (var i = 0; i < count && !client.isClosed(); i++) {
      try {
        behaviour.go(client);
      } catch (IOException refused) {
        // by limits of streams, or since the connection has ended
      }
    }
  }

  private static byte[] extendedConnect(String protocol) {
    return Frames.fields(
        ":method",
        "CONNECT",
        ":protocol",
        protocol,
        ":scheme",
        "https",
        ":authority",
        "a",
        ":path",
        "/",
        "sec-websocket-version",
        "13");
  }

  static Stream<Arguments> behaviours() {
    return Stream.of(
        row("connects and says nothing", client -> {}),
        row("opens streams and says nothing", client -> times(50, client, QuicClient::open)),
        row("ends streams without a request", client -> times(50, client, c -> c.open().end())),
        row("resets streams without a request", client -> times(50, client, c -> c.open().reset())),
        row(
            "sends a request and resets it at once",
            client -> times(50, client, c -> c.get("/large").reset())),
        row(
            "asks for much and takes nothing",
            client ->
                times(
                    20,
                    client,
                    c -> {
                      var stream = c.open();
                      stream.channel.config().setAutoRead(false);
                      stream.head("GET", "/large").end();
                    })),
        row(
            "stops what it asks for after a part",
            client ->
                times(
                    10,
                    client,
                    c -> {
                      var stream = c.get("/large");
                      stream.head();
                      stream.stopSending();
                    })),
        row(
            "sends a body that nobody reads",
            client ->
                times(
                    10, client, c -> c.open().head("POST", "/never-read").data(new byte[50_000]))),
        row(
            "sends more than it announces",
            client ->
                times(
                    20,
                    client,
                    c -> c.open().head("POST", "/", "content-length", "1").data("too much"))),
        row(
            "sends less than it announces",
            client ->
                times(
                    20,
                    client,
                    c -> c.open().head("POST", "/", "content-length", "100").data("x").end())),
        row(
            "announces more than there is",
            client ->
                times(
                    20,
                    client,
                    c -> c.open().head("POST", "/", "content-length", "9223372036854775807"))),
        row(
            "announces more than a number holds",
            client ->
                times(
                    20, client, c -> c.open().head("POST", "/", "content-length", "9".repeat(40)))),
        row(
            "waits for a 100 and sends nothing",
            client -> times(20, client, c -> c.open().head("POST", "/", "expect", "100-continue"))),
        row(
            "expects what nobody knows",
            client -> times(20, client, c -> c.open().head("POST", "/", "expect", "x").end())),
        row(
            "sends trailers with pseudo fields",
            client ->
                times(
                    20,
                    client,
                    c ->
                        c.open()
                            .head("POST", "/")
                            .data("x")
                            .write(Frames.fields(":path", "/other"))
                            .end())),
        row(
            "sends trailers without end",
            client -> {
              var fields = new String[400];
              Arrays.fill(fields, "x-field");
              times(5, client, c -> c.open().head("POST", "/").write(Frames.fields(fields)).end());
            }),
        row(
            "sends a head in bytes",
            client -> {
              var stream = client.open();
              for (var part : Frames.head("GET", "/")) {
                stream.write(new byte[] {part});
              }
            }),
        row(
            "sends frames of one byte",
            client -> {
              var stream = client.open().head("POST", "/");
              for (var i = 0; i < 200; i++) {
                stream.data("x");
              }
              stream.end();
              assertThat(stream.answer().body()).isEqualTo("200");
            }),
        row(
            "sends large unknown frames",
            client -> {
              var stream = client.open().head("POST", "/");
              for (var i = 0; i < 20; i++) {
                stream.write(Frames.frame(0x21 + 0x1f * 1_000_000_000L, new byte[50_000]));
              }
              assertThat(stream.data("x").end().answer().body()).isEqualTo("1");
            }),
        row(
            "announces an unknown frame of 2^62 bytes",
            client ->
                times(
                    10,
                    client,
                    c ->
                        c.open()
                            .head("POST", "/")
                            .write(
                                Frames.join(
                                    Frames.number(0x21),
                                    Frames.number((1L << 62) - 1),
                                    new byte[9]))
                            .end())),
        row(
            "announces DATA of 2^62 bytes",
            client ->
                times(
                    10,
                    client,
                    c ->
                        c.open()
                            .head("POST", "/")
                            .write(
                                Frames.join(
                                    Frames.number(0), Frames.number((1L << 62) - 1), new byte[9]))
                            .end())),
        row(
            "names fields with control characters",
            client -> times(20, client, c -> c.open().head("GET", "/", "a\nb", "c").end())),
        row(
            "splits a response with its path",
            client -> times(20, client, c -> c.get("/\r\nset-cookie: a=b"))),
        row(
            "names a host with a path",
            client ->
                times(
                    20,
                    client,
                    c ->
                        c.open()
                            .write(
                                Frames.fields(
                                    ":method",
                                    "GET",
                                    ":scheme",
                                    "https",
                                    ":authority",
                                    "user@host/path",
                                    ":path",
                                    "/"))
                            .end())),
        row(
            "smuggles a request of HTTP/1.1 in a field",
            client ->
                times(
                    20,
                    client,
                    c ->
                        c.open()
                            .head("GET", "/", "transfer-encoding", "chunked", "content-length", "0")
                            .end())),
        row(
            "asks for tunnels",
            client ->
                times(
                    20,
                    client,
                    c ->
                        c.open()
                            .write(Frames.fields(":method", "CONNECT", ":authority", "a:22"))
                            .data("SSH-2.0"))),
        row(
            "asks for WebSockets where there are none, and speaks on",
            client ->
                times(
                    20,
                    client,
                    c -> c.open().write(extendedConnect("websocket")).data(new byte[5_000]))),
        row(
            "asks for other protocols",
            client -> times(20, client, c -> c.open().write(extendedConnect("webtransport")))),
        row(
            "ends and goes on",
            client ->
                times(
                    5,
                    client,
                    c -> {
                      var stream = c.get("/");
                      stream.data("more");
                      stream.answer();
                    })),
        row(
            "sends settings that allow no head",
            client ->
                client
                    .openBare(QuicStreamType.UNIDIRECTIONAL)
                    .writeAndFlush(
                        QuicClient.bytes(
                            Frames.join(
                                new byte[] {0},
                                Frames.frame(Frames.SETTINGS, new byte[] {6, 0, 1, 0, 7, 0}))))
                    .awaitUninterruptibly(500)),
        row(
            "goes away and comes back",
            client -> {
              client.leave();
              times(10, client, c -> c.get("/"));
            }),
        row(
            "sends random bytes on streams of requests",
            client -> {
              var random = new Random(1);
              times(
                  20,
                  client,
                  c -> {
                    var bytes = new byte[random.nextInt(3_000)];
                    random.nextBytes(bytes);
                    c.open().write(bytes).end();
                  });
            }),
        row(
            "sends random heads of QPACK",
            client -> {
              var random = new Random(2);
              times(
                  20,
                  client,
                  c -> {
                    var bytes = new byte[2 + random.nextInt(300)];
                    random.nextBytes(bytes);
                    bytes[0] = 0;
                    bytes[1] = 0;
                    c.open().write(Frames.frame(Frames.HEADERS, bytes)).end();
                  });
            }),
        row(
            "fills Huffman codes with padding",
            client -> {
              var bytes = new byte[2_000];
              Arrays.fill(bytes, (byte) 0xFF);
              bytes[0] = 0;
              bytes[1] = 0;
              bytes[2] = 0x51;
              times(5, client, c -> c.open().write(Frames.frame(Frames.HEADERS, bytes)).end());
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("behaviours")
  void others_are_served_whatever_one_does(String name, Behaviour behaviour) throws Exception {
    try (var client = QuicClient.connect(server.http3Port().getAsInt())) {
      behaviour.go(client);
      assertThat(other.open().head("POST", "/").data("good").end().answer().body()).isEqualTo("4");
      if (client.isClosed()) {
        assertThat(client.closeCode()).isNotEqualTo(ErrorCode.INTERNAL_ERROR);
      }
    }
  }
}
