package dev.lodestar.dev.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.Lodestar;
import dev.lodestar.engine.Engine;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.Request;
import dev.lodestar.websocket.WebSocketHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// WebSockets through the proxy of the developer loop.
@Timeout(120)
class SocketBridgeTest {
  private final Backend backend = new Backend();
  private final HttpClient client = HttpClient.newHttpClient();
  private Server front;
  private Server behind;

  @AfterEach
  void stop() {
    client.shutdownNow(); // open streams would be waited for
    front.stop(Duration.ofSeconds(1));
    behind.stop(Duration.ofSeconds(1));
  }

  private void serve(WebSocketHandler handler) throws IOException {
    serve(handler, Optional.empty());
  }

  private void serve(WebSocketHandler handler, Optional<SecondUpstream> second) throws IOException {
    var engine = ServiceLoader.load(Engine.class).findFirst().orElseThrow();
    front =
        engine.start(
            new DevProxy(
                backend,
                new LiveReload(),
                second,
                new KnownHosts(List.of()),
                ProxyLimits.defaults()),
            ServerOptions.defaults().withPort(0));
    behind =
        Lodestar.app()
            .webSocket("/socket", handler)
            .build()
            .start(ServerOptions.defaults().withPort(0));
    backend.become(
        new Backend.State.Serving(new Upstream("The application", "127.0.0.1", behind.port())));
  }

  /// What comes, as text: messages, and how it ended.
  private static final class Heard implements WebSocket.Listener {
    private final LinkedBlockingQueue<String> all = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        all.add(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      all.add(data.remaining() + " bytes");
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      all.add(code + " " + reason);
      return null;
    }

    String next() throws InterruptedException {
      return all.poll(60, TimeUnit.SECONDS);
    }
  }

  private WebSocket open(Heard heard, String path, String... subprotocols) {
    var builder = client.newWebSocketBuilder();
    if (subprotocols.length == 1) {
      builder.subprotocols(subprotocols[0]);
    } else if (subprotocols.length == 2) {
      builder.subprotocols(subprotocols[0], subprotocols[1]);
    }
    return builder.buildAsync(URI.create("ws://127.0.0.1:" + front.port() + path), heard).join();
  }

  private static final WebSocketHandler ECHO =
      socket -> {
        for (var message : socket) {
          socket.send(message);
        }
      };

  @Test
  void messages_go_through_both_ways() throws Exception {
    serve(ECHO);
    var heard = new Heard();
    var socket = open(heard, "/socket");

    socket.sendText("grüß", true).join();
    assertThat(heard.next()).isEqualTo("grüß");

    socket.sendText("in two ", false).join();
    socket.sendText("parts", true).join();
    assertThat(heard.next()).isEqualTo("in two parts");

    socket.sendBinary(ByteBuffer.wrap(new byte[200]), true).join();
    assertThat(heard.next()).isEqualTo("200 bytes");

    var large = "x".repeat(100_000);
    socket.sendText(large, true).join();
    assertThat(heard.next()).isEqualTo(large);
  }

  @Test
  void the_subprotocol_is_the_one_that_the_application_chooses() throws Exception {
    serve(socket -> {
      socket.accept("chat.v2");
      socket.send("open");
    });
    var heard = new Heard();

    var socket = open(heard, "/socket", "chat.v1", "chat.v2");

    assertThat(socket.getSubprotocol()).isEqualTo("chat.v2");
    assertThat(heard.next()).isEqualTo("open");
  }

  @Test
  void code_and_reason_of_the_application_reach_the_client() throws Exception {
    serve(socket -> {
      socket.accept();
      socket.close(4007, "enough");
    });
    var heard = new Heard();

    open(heard, "/socket");

    assertThat(heard.next()).isEqualTo("4007 enough");
  }

  @Test
  void code_and_reason_of_the_client_reach_the_application() throws Exception {
    var ended = new LinkedBlockingQueue<String>();
    serve(socket -> {
      try {
        while (true) {
          socket.receive();
        }
      } catch (dev.lodestar.websocket.WebSocketClosedException closed) {
        ended.add(closed.code() + " " + closed.reason());
      }
    });
    var socket = open(new Heard(), "/socket");

    socket.sendClose(4001, "bye").join();

    assertThat(ended.poll(60, TimeUnit.SECONDS)).isEqualTo("4001 bye");
  }

  @Test
  void a_handshake_that_the_application_denies_is_denied() throws Exception {
    serve(socket -> {
      throw dev.lodestar.http.HttpException.of(dev.lodestar.http.Status.FORBIDDEN, "Not for you.");
    });

    assertThatThrownBy(() -> open(new Heard(), "/socket"))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            denied -> assertThat(denied.getResponse().statusCode()).isEqualTo(403));
  }

  @Test
  void an_application_that_is_killed_closes_the_sockets_of_its_clients() throws Exception {
    serve(socket -> {
      socket.accept();
      new java.util.concurrent.CountDownLatch(1).await();
    });
    var heard = new Heard();
    open(heard, "/socket");

    behind.stop(Duration.ZERO);

    assertThat(heard.next()).matches("(1001|1006|1014) .*");
  }

  @Test
  void a_second_server_gets_the_sockets_that_it_claims() throws Exception {
    var other =
        Lodestar.app()
            .webSocket(
                "/hmr",
                socket -> {
                  socket.accept("vite-hmr");
                  socket.send("hot");
                })
            .build()
            .start(ServerOptions.defaults().withPort(0));
    try {
      serve(
          ECHO,
          Optional.of(
              new SecondUpstream() {
                private final Upstream vite = new Upstream("Vite", "localhost", other.port());

                @Override
                public Upstream upstream() {
                  return vite;
                }

                @Override
                public boolean claims(Request request) {
                  return request
                      .webSocketOffer()
                      .filter(offer -> offer.subprotocols().contains("vite-hmr"))
                      .isPresent();
                }
              }));
      var heard = new Heard();

      open(heard, "/hmr", "vite-hmr");

      assertThat(heard.next()).isEqualTo("hot");
    } finally {
      other.stop(Duration.ofSeconds(1));
    }
  }

  /// It might wait for what it sends to be read, as the application waits for the proxy.
  @Test
  void messages_and_pings_come_from_an_application_that_does_not_read() throws Exception {
    serve(ECHO);
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      backend.become(
          new Backend.State.Serving(
              new Upstream("The application", "127.0.0.1", server.getLocalPort())));
      var accepted = new LinkedBlockingQueue<Socket>();
      Thread.ofVirtual().start(() -> accepted.add(accepted(server)));
      var heard = new Heard();
      var socket = open(heard, "/");
      try (var connection = accepted.poll(60, TimeUnit.SECONDS)) {
        sendUntilNothingMoves(socket);

        connection.getOutputStream().write(new byte[] {(byte) 0x89, 0});
        connection.getOutputStream().write(new byte[] {(byte) 0x81, 2, 'h', 'i'});

        assertThat(heard.next()).isEqualTo("hi");
      }
    }
  }

  private static void sendUntilNothingMoves(WebSocket socket) throws Exception {
    try {
      while (true) {
        socket.sendBinary(ByteBuffer.allocate(1 << 20), true).get(500, TimeUnit.MILLISECONDS);
      }
    } catch (TimeoutException full) {
      return;
    }
  }

  private static Socket accepted(ServerSocket server) {
    try {
      var connection = server.accept();
      var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
      var key = "";
      for (var line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
        if (line.startsWith("Sec-WebSocket-Key: ")) {
          key = line.substring(line.indexOf(' ') + 1);
        }
      }
      var digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII));
      connection
          .getOutputStream()
          .write(
              ("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                      + "Sec-WebSocket-Accept: "
                      + Base64.getEncoder().encodeToString(digest)
                      + "\r\n\r\n")
                  .getBytes(US_ASCII));
      return connection;
    } catch (IOException | GeneralSecurityException failure) {
      throw new AssertionError(failure);
    }
  }
}
