package dev.lodestar.dev.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.Engine;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What hostile clients and pages try with the port of the developer loop.
@Timeout(120)
class DevProxyAttackTest {
  private static final Report BROKEN =
      new Report(Report.Kind.COMPILE, "It does not compile.", "secret/Source.java:1: error");

  private final Backend backend = new Backend();
  private final LiveReload reload = new LiveReload();
  private Server front;
  private Behind behind;

  @BeforeEach
  void open() throws IOException {
    var engine = ServiceLoader.load(Engine.class).findFirst().orElseThrow();
    front =
        engine.start(
            new DevProxy(
                backend,
                reload,
                Optional.empty(),
                new KnownHosts(List.of("Shop.example", "*.shop.example")),
                new ProxyLimits(Duration.ofSeconds(60), Duration.ofMillis(300))),
            ServerOptions.defaults().withPort(0));
    behind = new Behind();
    serve();
  }

  private void serve() {
    backend.become(
        new Backend.State.Serving(
            new Upstream("The application", "127.0.0.1", behind.socket.getLocalPort())));
  }

  @AfterEach
  void close() throws IOException {
    reload.close();
    front.stop(Duration.ofSeconds(1));
    behind.socket.close();
  }

  /// Takes whatever comes, byte for byte, and answers each connection once.
  private static final class Behind {
    final ServerSocket socket = new ServerSocket(0, 2_000, InetAddress.getLoopbackAddress());
    final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();

    Behind() throws IOException {
      Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
      while (true) {
        try {
          var connection = socket.accept();
          Thread.ofVirtual().start(() -> answer(connection));
        } catch (IOException closed) {
          return;
        }
      }
    }

    private void answer(Socket connection) {
      try (connection) {
        connection.setSoTimeout(60_000);
        var all = new ByteArrayOutputStream();
        try {
          var piece = new byte[1_024];
          for (var count = connection.getInputStream().read(piece);
              count >= 0;
              count = connection.getInputStream().read(piece)) {
            all.write(piece, 0, count);
            if (isWhole(all.toString(ISO_8859_1))) {
              connection.setSoTimeout(200); // for what may have been smuggled
            }
          }
        } catch (java.net.SocketTimeoutException silent) {
          // it has sent what it wanted to
        }
        heard.add(all.toString(ISO_8859_1));
        connection
            .getOutputStream()
            .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(ISO_8859_1));
      } catch (IOException gone) {
        return;
      }
    }

    private static boolean isWhole(String request) {
      return request.contains("Transfer-Encoding: chunked\r\n")
          ? request.endsWith("\r\n0\r\n\r\n")
          : request.contains("\r\n\r\n");
    }

    String next() throws InterruptedException {
      return heard.poll(60, TimeUnit.SECONDS);
    }
  }

  private String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      var answer = new ByteArrayOutputStream();
      try {
        socket.getInputStream().transferTo(answer);
      } catch (SocketException aborted) {
        answer.writeBytes(" (aborted)".getBytes(ISO_8859_1));
      }
      return answer.toString(ISO_8859_1);
    }
  }

  private String get(String... fields) throws IOException {
    return raw("GET / HTTP/1.1\r\n" + String.join("\r\n", fields) + "\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n0\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n1;\na=b\r\nx\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n0\r\nX: 1\nY: 2\r\n\r\n",
        "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
        "Content-Length: +4\r\n\r\nabcd",
        "Content-Length: 4, 4\r\nContent-Length: 5\r\n\r\nabcde",
        "X: 1\r\n Content-Length: 4\r\n\r\nabcd",
        "X: 1\rTransfer-Encoding: chunked\r\n\r\n",
        "X\u0000: 1\r\n\r\n",
        "Host: b.test\r\n\r\n"
      })
  void what_two_servers_could_read_differently_is_refused_before_the_application(String rest)
      throws Exception {
    var answer =
        raw(
            "POST / HTTP/1.1\r\nHost: a.test\r\n"
                + rest
                + "GET /smuggled HTTP/1.1\r\nHost: a.test\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400 ");
    var heard = behind.heard.poll(300, TimeUnit.MILLISECONDS);
    // The head may have gone on before a malformed body was seen, but nothing behind it.
    assertThat(heard == null ? "" : heard).doesNotContain("smuggled");
  }

  @Test
  void extensions_and_trailers_of_chunks_end_at_the_proxy() throws Exception {
    raw(
        String.join(
            "\r\n",
            "POST / HTTP/1.1",
            "Host: a.test",
            "Transfer-Encoding: chunked",
            "",
            "3;x=1",
            "abc",
            "0",
            "X-Forwarded-For: 6.6.6.6",
            "",
            ""));

    assertThat(behind.next())
        .contains("Transfer-Encoding: chunked\r\n")
        .endsWith("\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
        .doesNotContain("6.6.6.6");
  }

  @Test
  void an_address_in_the_request_line_becomes_a_host_and_a_path() throws Exception {
    raw("GET http://b.test/x HTTP/1.1\r\nHost: b.test\r\n\r\n");

    assertThat(behind.next()).startsWith("GET /x HTTP/1.1\r\nHost: b.test\r\n");
  }

  @Test
  void a_client_cannot_take_away_what_the_proxy_says_of_it() throws Exception {
    get(
        "Host: a.test",
        "Connection: X-Forwarded-For, x-forwarded-proto, X-Forwarded-Host, Forwarded, Host",
        "X-Forwarded-For: 6.6.6.6",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Host: evil.example",
        "Forwarded: for=6.6.6.6");

    assertThat(behind.next())
        .contains("Host: a.test\r\n")
        .contains("X-Forwarded-For: 127.0.0.1\r\n")
        .contains("X-Forwarded-Proto: http\r\n")
        .contains("X-Forwarded-Host: a.test\r\n")
        .doesNotContain("6.6.6.6", "evil");
  }

  @Test
  void only_what_is_asked_for_as_a_websocket_is_handed_on_as_one() throws Exception {
    get("Host: a.test", "Connection: Upgrade", "Upgrade: other/1", "X: 1");

    assertThat(behind.next()).doesNotContain("Upgrade", "Connection:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:8080",
        "localhost.",
        "shop.localhost",
        "shop.test:1",
        "127.0.0.1",
        "192.168.1.7:8080",
        "[::1]:8080",
        "laptop",
        "shop.example",
        "a.shop.example"
      })
  void names_that_lead_to_nobody_else_are_answered(String host) throws Exception {
    assertThat(get("Host: " + host)).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "xshop.example",
        "localhost.evil",
        "test.evil"
      })
  void a_page_elsewhere_that_leads_its_name_here_learns_nothing(String host) throws Exception {
    assertThat(get("Host: " + host))
        .startsWith("HTTP/1.1 421 ")
        .contains("hosts = [\\\"" + host + "\\\"]");
    assertThat(behind.heard).isEmpty();

    backend.become(new Backend.State.Broken(BROKEN));
    assertThat(get("Host: " + host)).startsWith("HTTP/1.1 421 ").doesNotContain("secret");
    assertThat(raw("GET /__lodestar/dev/events HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
        .startsWith("HTTP/1.1 421 ");
  }

  @Test
  void what_the_loop_says_itself_is_for_pages_of_the_same_origin() throws Exception {
    backend.become(new Backend.State.Broken(BROKEN));

    assertThat(get("Host: localhost", "Origin: https://evil.example", "Accept: text/html"))
        .contains("secret/Source.java", "Cross-Origin-Resource-Policy: same-origin")
        .doesNotContain("Access-Control");
    assertThat(raw("GET /__lodestar/dev.js HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .contains("Cross-Origin-Resource-Policy: same-origin")
        .doesNotContain("Access-Control");
  }

  @Test
  void markup_in_what_the_compiler_says_is_shown_and_not_run() throws Exception {
    backend.become(
        new Backend.State.Broken(
            new Report(
                Report.Kind.COMPILE,
                "'</title><script>alert(1)</script>.java' does not compile.",
                "</pre><script>alert(2)</script>\u001b[2J\u2028\"'&")));

    var page = get("Host: localhost", "Accept: text/html");

    assertThat(page)
        .contains("&lt;/title&gt;&lt;script&gt;alert(1)", "&lt;/pre&gt;&lt;script&gt;alert(2)")
        .doesNotContain("<script>alert", "\u001b");
  }

  @Test
  void a_thousand_requests_wait_for_a_reload_and_are_all_answered() throws Exception {
    backend.become(new Backend.State.Reloading());
    var clients = new ArrayList<Socket>();
    try {
      for (var i = 0; i < 1_000; i++) {
        var socket = new Socket(InetAddress.getLoopbackAddress(), front.port());
        socket.setSoTimeout(60_000);
        clients.add(socket);
        socket
            .getOutputStream()
            .write(("GET /" + i + " HTTP/1.1\r\nHost: a.test\r\n\r\n").getBytes(ISO_8859_1));
      }
      serve();

      for (var socket : clients) {
        assertThat(new String(socket.getInputStream().readNBytes(12), ISO_8859_1))
            .isEqualTo("HTTP/1.1 200");
      }
    } finally {
      for (var socket : clients) {
        socket.close();
      }
    }
  }

  @Test
  void what_is_uploaded_during_a_reload_waits_with_the_client() throws Exception {
    backend.become(new Backend.State.Reloading());
    Thread sending;
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
      socket
          .getOutputStream()
          .write(
              "POST / HTTP/1.1\r\nHost: a.test\r\nContent-Length: 1000000000\r\n\r\n"
                  .getBytes(ISO_8859_1));
      var sent = new java.util.concurrent.atomic.AtomicLong();
      sending =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  for (var piece = new byte[1 << 16]; ; sent.addAndGet(piece.length)) {
                    socket.getOutputStream().write(piece);
                  }
                } catch (IOException closed) {
                  // the test is over
                }
              });
      // The buffers on the way are full when nothing more goes for a while.
      var most = 50_000_000L;
      var before = -1L;
      while (sent.get() != before && before < most) {
        before = sent.get();
        Thread.sleep(500);
      }
      assertThat(before).isLessThan(most);
    }
    sending.join();
  }

  @Test
  void an_answer_with_a_length_that_is_none_does_not_keep_its_connection() throws Exception {
    behind.socket.close();
    try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(60_000);
      backend.become(
          new Backend.State.Serving(
              new Upstream("The application", "127.0.0.1", server.getLocalPort())));
      var answer = new LinkedBlockingQueue<String>();
      Thread.ofVirtual()
          .start(() -> {
            try {
              answer.add(raw("HEAD / HTTP/1.1\r\nHost: a.test\r\n\r\n"));
            } catch (IOException failure) {
              answer.add(failure.toString());
            }
          });
      try (var connection = server.accept()) {
        connection.setSoTimeout(60_000);
        connection
            .getOutputStream()
            .write("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n".getBytes(ISO_8859_1));
        var rest = connection.getInputStream().readAllBytes(); // returns when it is closed

        assertThat(new String(rest, ISO_8859_1)).startsWith("HEAD / ");
        assertThat(answer.poll(60, TimeUnit.SECONDS)).startsWith("HTTP/1.1 502 ");
      }
    }
  }
}
