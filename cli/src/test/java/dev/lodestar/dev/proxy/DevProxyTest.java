package dev.lodestar.dev.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.App;
import dev.lodestar.Lodestar;
import dev.lodestar.engine.Engine;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.http.TrustedProxies;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What goes through the proxy of the developer loop, and how: sockets on both sides.
@Timeout(60)
class DevProxyTest {
  private static final ProxyLimits SHORT =
      new ProxyLimits(Duration.ofSeconds(20), Duration.ofMillis(300));

  private final Backend backend = new Backend();
  private final LiveReload reload = new LiveReload();
  private final HttpClient client = HttpClient.newHttpClient();
  private Server front;
  private Server behind;

  @AfterEach
  void stop() {
    reload.close();
    client.shutdownNow(); // open streams would be waited for
    if (front != null) {
      front.stop(Duration.ofSeconds(1));
    }
    if (behind != null) {
      behind.stop(Duration.ofSeconds(1));
    }
  }

  private void front(Optional<SecondUpstream> second, ProxyLimits limits) throws IOException {
    var engine = ServiceLoader.load(Engine.class).findFirst().orElseThrow();
    front =
        engine.start(
            new DevProxy(backend, reload, second, new KnownHosts(List.of("shop.example")), limits),
            ServerOptions.defaults().withPort(0));
  }

  private void front() throws IOException {
    front(Optional.empty(), SHORT);
  }

  private void serve(App app) throws IOException {
    front();
    behind =
        app.start(
            ServerOptions.defaults().withPort(0).withTrustedProxies(TrustedProxies.of("loopback")));
    serveAt(behind.port());
  }

  private void serveAt(int port) {
    backend.become(new Backend.State.Serving(upstream("The application", port)));
  }

  private static Upstream upstream(String name, int port) {
    return new Upstream(name, "127.0.0.1", port);
  }

  /// A port where nobody listens, and nobody else can as long as this is open.
  private static Socket refusing() throws IOException {
    var socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return socket;
  }

  private static App.Builder app() {
    return Lodestar.app();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(front.uri() + path));
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    var request = request(path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /// A server that answers every connection with the same bytes, and keeps what it was sent.
  private static final class Raw implements AutoCloseable {
    private final ServerSocket socket;
    private final LinkedBlockingQueue<String> heads = new LinkedBlockingQueue<>();

    Raw(String answer) throws IOException {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread.ofVirtual().start(() -> serve(answer));
    }

    private void serve(String answer) {
      while (true) {
        try (var connection = socket.accept()) {
          var head = new StringBuilder();
          while (head.indexOf("\r\n\r\n") < 0) {
            var next = connection.getInputStream().read();
            if (next < 0) {
              break;
            }
            head.append((char) next);
          }
          heads.add(head.toString());
          connection.getOutputStream().write(answer.getBytes(ISO_8859_1));
        } catch (IOException closed) {
          if (socket.isClosed()) {
            return;
          }
        }
      }
    }

    String head() throws InterruptedException {
      return heads.poll(60, TimeUnit.SECONDS);
    }

    int port() {
      return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /// What a client gets that writes bytes of its own.
  private String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      var answer = new ByteArrayOutputStream();
      try {
        socket.getInputStream().transferTo(answer);
      } catch (SocketException aborted) {
        answer.writeBytes(" (aborted)".getBytes(ISO_8859_1));
      }
      return answer.toString(ISO_8859_1);
    }
  }

  @Test
  void method_path_query_body_and_end_to_end_headers_arrive_and_come_back() throws Exception {
    serve(
        app()
            .post(
                "/echo/{name}",
                request ->
                    Response.text(
                            request.target()
                                + " "
                                + request.headers().first("X-Some", "")
                                + " "
                                + request.body().text(UTF_8))
                        .status(201)
                        .header("X-Answer", "a")
                        .header("X-Answer", "b"))
            .build());

    var response =
        client.send(
            request("/echo/a%20b?q=%C3%A4")
                .header("X-Some", "thing")
                .POST(BodyPublishers.ofString("böd"))
                .build(),
            BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.body()).isEqualTo("/echo/a%20b?q=%C3%A4 thing böd");
    assertThat(response.headers().allValues("X-Answer")).containsExactly("a", "b");
  }

  @Test
  void the_application_sees_the_client_and_the_address_that_it_asked() throws Exception {
    serve(
        app()
            .get(
                "/who",
                request ->
                    Response.text(
                        request.clientAddress().orElseThrow().getHostAddress()
                            + " "
                            + request.url()))
            .build());

    assertThat(get("/who").body()).isEqualTo("127.0.0.1 " + front.uri() + "/who");
  }

  @Test
  void what_a_tunnel_on_this_machine_says_of_its_client_is_kept() throws Exception {
    try (var server = new Raw("HTTP/1.1 204 No Content\r\n\r\n")) {
      front();
      serveAt(server.port());

      get("/", "X-Forwarded-For", "203.0.113.7", "X-Forwarded-Proto", "https");

      assertThat(server.head())
          .contains("X-Forwarded-For: 203.0.113.7, 127.0.0.1\r\n")
          .contains("X-Forwarded-Proto: https\r\n")
          .containsOnlyOnce("X-Forwarded-Proto");
    }
  }

  @Test
  void fields_of_a_connection_stay_on_it() throws Exception {
    try (var server =
        new Raw(
            "HTTP/1.1 200 OK\r\nConnection: X-Mine\r\nX-Mine: 1\r\nKeep-Alive: timeout=5\r\n"
                + "X-Yours: 2\r\nContent-Length: 2\r\n\r\nok")) {
      front();
      serveAt(server.port());

      var answer =
          raw(
              String.join(
                  "\r\n",
                  "GET / HTTP/1.1",
                  "Host: a.test",
                  "Connection: close, X-Hop",
                  "X-Hop: 1",
                  "TE: trailers",
                  "X-End: 2",
                  "",
                  ""));

      assertThat(server.head())
          .contains("Host: a.test\r\n", "X-End: 2\r\n")
          .doesNotContain("X-Hop", "TE:", "Connection:");
      assertThat(answer)
          .contains("X-Yours: 2\r\n")
          .doesNotContain("X-Mine", "Keep-Alive")
          .endsWith("\r\n\r\nok");
    }
  }

  @Test
  void a_body_that_is_framed_twice_never_gets_behind_the_proxy() throws Exception {
    try (var server = new Raw("HTTP/1.1 204 No Content\r\n\r\n")) {
      front();
      serveAt(server.port());

      var answer =
          raw(
              "POST / HTTP/1.1\r\nHost: a.test\r\nContent-Length: 4\r\nTransfer-Encoding:"
                  + " chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a.test\r\n\r\n");

      assertThat(answer).startsWith("HTTP/1.1 400 ");
      assertThat(server.heads).isEmpty();
    }
  }

  @Test
  void an_answer_that_is_framed_twice_is_no_answer() throws Exception {
    try (var server =
        new Raw(
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")) {
      front();
      serveAt(server.port());

      assertThat(get("/").statusCode()).isEqualTo(502);
    }
  }

  @Test
  void a_body_that_breaks_off_is_not_taken_for_the_whole() throws Exception {
    try (var server = new Raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel")) {
      front();
      serveAt(server.port());

      assertThat(raw("GET / HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n"))
          .doesNotEndWith("0\r\n\r\n");
    }
  }

  @Test
  void every_piece_of_a_stream_is_there_before_the_next_is_made() throws Exception {
    var next = new LinkedBlockingQueue<String>();
    serve(
        app()
            .get(
                "/events",
                request ->
                    Response.stream(
                        MediaType.EVENT_STREAM,
                        out -> {
                          for (var i = 0; i < 3; i++) {
                            out.write(("data: " + next.take() + "\n\n").getBytes(UTF_8));
                            out.flush();
                          }
                        }))
            .build());

    var response = client.send(request("/events").build(), BodyHandlers.ofInputStream());
    try (var body = response.body()) {
      for (var word : List.of("one", "two", "three")) {
        next.add(word);
        assertThat(new String(body.readNBytes(8 + word.length()), UTF_8))
            .isEqualTo("data: " + word + "\n\n");
      }
      assertThat(body.read()).isEqualTo(-1);
    }
  }

  @Test
  void a_client_that_leaves_a_stream_ends_it_for_the_application() throws Exception {
    var ended = new CountDownLatch(1);
    serve(
        app()
            .get(
                "/events",
                request ->
                    Response.stream(
                        MediaType.EVENT_STREAM,
                        out -> {
                          try {
                            while (true) {
                              out.write("data: x\n\n".getBytes(UTF_8));
                              out.flush();
                              Thread.sleep(20);
                            }
                          } finally {
                            ended.countDown();
                          }
                        }))
            .build());

    var response = client.send(request("/events").build(), BodyHandlers.ofInputStream());
    assertThat(response.body().read()).isEqualTo('d');
    response.body().close();

    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_large_body_goes_through_both_ways() throws Exception {
    serve(
        app()
            .post(
                "/echo", request -> Response.bytes(MediaType.OCTET_STREAM, request.body().bytes()))
            .build());
    var content = new byte[5_000_000];
    for (var i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 31);
    }

    var response =
        client.send(
            request("/echo").POST(BodyPublishers.ofByteArray(content)).build(),
            BodyHandlers.ofByteArray());

    assertThat(response.body()).isEqualTo(content);
  }

  @Test
  void head_tells_the_length_that_get_would_have() throws Exception {
    serve(app().get("/text", request -> Response.text("twelve bytes")).build());

    var response =
        client.send(
            request("/text").method("HEAD", BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());

    assertThat(response.headers().firstValue("Content-Length")).contains("12");
    assertThat(response.body()).isEmpty();
  }

  @Test
  void requests_wait_while_the_application_is_exchanged() throws Exception {
    front();
    var waiting = client.sendAsync(request("/").build(), BodyHandlers.ofString());
    try (var server = new Raw("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nnew")) {
      assertThat(waiting.isDone()).isFalse();

      serveAt(server.port());

      assertThat(waiting.get(20, TimeUnit.SECONDS).body()).isEqualTo("new");
    }
  }

  @Test
  void a_request_that_has_waited_too_long_is_told_to_come_back() throws Exception {
    front(Optional.empty(), new ProxyLimits(Duration.ofMillis(50), Duration.ofMillis(50)));

    var response = get("/");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).contains("1");
  }

  @Test
  void a_request_that_meets_a_process_on_its_way_out_goes_to_the_next() throws Exception {
    front(Optional.empty(), new ProxyLimits(Duration.ofSeconds(20), Duration.ofSeconds(20)));
    try (var gone = refusing();
        var server = new Raw("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nnew")) {
      serveAt(gone.getLocalPort());
      var waiting = client.sendAsync(request("/").build(), BodyHandlers.ofString());

      serveAt(server.port());

      assertThat(waiting.get(20, TimeUnit.SECONDS).body()).isEqualTo("new");
    }
  }

  @Test
  void nobody_behind_the_proxy_is_a_502_that_says_so() throws Exception {
    front();
    try (var refusing = refusing()) {
      serveAt(refusing.getLocalPort());

      var response = get("/");

      assertThat(response.statusCode()).isEqualTo(502);
      assertThat(response.headers().firstValue("Content-Type"))
          .contains("application/problem+json");
      assertThat(response.body()).contains("cannot be reached");
    }
  }

  @Test
  void a_browser_is_shown_what_does_not_compile_and_a_program_gets_a_problem() throws Exception {
    front();
    backend.become(
        new Backend.State.Broken(
            new Report(Report.Kind.COMPILE, "It does not compile.", "A.java:1: <oops> & more")));

    var page = get("/", "Accept", "text/html,*/*;q=0.8");
    assertThat(page.statusCode()).isEqualTo(500);
    assertThat(page.body())
        .contains("A.java:1: &lt;oops&gt; &amp; more")
        .contains("<script src=\"/__lodestar/dev.js\">");

    var problem = get("/", "Accept", "application/json");
    assertThat(problem.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(problem.body())
        .contains("tag:lodestar.dev,2026:compile-error", "A.java:1: <oops> & more");
  }

  @Test
  void pages_get_a_script_at_their_end_and_nothing_else_does() throws Exception {
    serve(
        app()
            .get("/page", request -> Response.html("<h1>Hi</h1>"))
            .get("/text", request -> Response.text("<h1>Hi</h1>"))
            .build());
    var accept = List.of("Accept", "text/html").toArray(new String[0]);
    var script = "\n<script src=\"/__lodestar/dev.js\" async></script>\n";

    assertThat(get("/page", accept).body()).isEqualTo("<h1>Hi</h1>" + script);
    assertThat(get("/page").body()).isEqualTo("<h1>Hi</h1>");
    assertThat(get("/text", accept).body()).isEqualTo("<h1>Hi</h1>");
    assertThat(get("/page", "Accept", "text/html", "HX-Request", "true").body())
        .isEqualTo("<h1>Hi</h1>");
    assertThat(get("/page", "Accept", "text/html", "Sec-Fetch-Dest", "empty").body())
        .isEqualTo("<h1>Hi</h1>");
  }

  @Test
  void a_page_whose_policy_has_a_nonce_lets_the_script_run() throws Exception {
    serve(
        app()
            .get(
                "/page",
                request ->
                    Response.html("x")
                        .header("Content-Security-Policy", "script-src 'nonce-abc123'"))
            .build());

    assertThat(get("/page", "Accept", "text/html").body()).contains(" nonce=\"abc123\"");
  }

  @Test
  void the_page_of_a_server_error_reloads_too_when_the_mistake_has_gone() throws Exception {
    serve(
        app()
            .debug(true)
            .get(
                "/fails",
                request -> {
                  throw new IllegalStateException("oops");
                })
            .build());

    var page = get("/fails", "Accept", "text/html");

    assertThat(page.body()).contains("oops").endsWith("/dev.js\" async></script>\n");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .endsWith("; script-src 'self'; connect-src 'self'");
  }

  @Test
  void pages_are_asked_for_without_compression_and_all_else_as_the_client_asks() throws Exception {
    try (var server = new Raw("HTTP/1.1 204 No Content\r\n\r\n")) {
      front();
      serveAt(server.port());

      get("/", "Accept", "text/html", "Accept-Encoding", "gzip");
      assertThat(server.head()).contains("Accept-Encoding: identity\r\n").doesNotContain("gzip");

      get("/", "Accept", "application/json", "Accept-Encoding", "gzip");
      assertThat(server.head()).contains("accept-encoding: gzip\r\n");
    }
  }

  @Test
  void browsers_are_told_of_reloads_and_of_what_is_broken() throws Exception {
    front();
    var response = client.send(request("/__lodestar/dev/events").build(), BodyHandlers.ofLines());
    var lines = response.body().filter(line -> line.startsWith("data:")).iterator();
    assertThat(lines.next()).isEqualTo("data: {\"version\":0}");

    reload.reloaded();
    assertThat(lines.next()).isEqualTo("data: {\"version\":1}");

    reload.broken(new Report(Report.Kind.START, "It does not start.", "because"));
    assertThat(lines.next())
        .contains("\"version\":1", "\"kind\":\"start-failure\"", "\"text\":\"because\"");

    reload.reloaded();
    assertThat(lines.next()).isEqualTo("data: {\"version\":2}");
  }

  @Test
  void the_script_is_served_where_pages_look_for_it() throws Exception {
    front();

    var script = get("/__lodestar/dev.js");

    assertThat(script.headers().firstValue("Content-Type"))
        .contains("text/javascript;charset=utf-8");
    assertThat(script.body()).contains("EventSource");
    assertThat(get("/__lodestar/other").statusCode()).isEqualTo(404);
  }

  /// A second server, which claims what begins with `/@`.
  private record Second(Upstream upstream) implements SecondUpstream {
    @Override
    public boolean claims(Request request) {
      return request.path().startsWith("/@");
    }
  }

  private static final String NO_ROUTE =
      "HTTP/1.1 404 Not Found\r\nLodestar-Dev-No-Route: 1\r\nContent-Length: 4\r\n\r\nnone";

  @Test
  void a_second_server_gets_what_the_application_has_no_route_for() throws Exception {
    try (var first = new Raw(NO_ROUTE);
        var second = new Raw("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nvite")) {
      front(Optional.of(new Second(upstream("Vite", second.port()))), SHORT);
      serveAt(first.port());

      assertThat(get("/src/main.ts").body()).isEqualTo("vite");
      assertThat(first.head()).startsWith("GET /src/main.ts ");
      assertThat(second.head()).startsWith("GET /src/main.ts ");
    }
  }

  @Test
  void an_application_of_the_loop_says_where_it_has_no_route() throws Exception {
    System.setProperty("lodestar.dev.loop", "nowhere:1");
    App loops;
    try {
      loops =
          app()
              .get("/none", request -> Response.text("mine").status(404))
              .get(
                  "/thrown",
                  request -> {
                    throw dev.lodestar.http.HttpException.notFound("mine");
                  })
              .build();
    } finally {
      System.clearProperty("lodestar.dev.loop");
    }
    behind = loops.start(ServerOptions.defaults().withPort(0));
    try (var second = new Raw("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nvite")) {
      front(Optional.of(new Second(upstream("Vite", second.port()))), SHORT);
      serveAt(behind.port());

      assertThat(get("/none").body()).isEqualTo("mine");
      assertThat(get("/thrown").body()).contains("mine");
      assertThat(get("/src/main.ts").body()).isEqualTo("vite");
    }
  }

  @Test
  void a_handlers_own_404_stays_the_answer() throws Exception {
    try (var first = new Raw("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nmine");
        var second = new Raw("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nvite")) {
      front(Optional.of(new Second(upstream("Vite", second.port()))), SHORT);
      serveAt(first.port());

      var response = get("/widgets/7");

      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.body()).isEqualTo("mine");
      assertThat(second.heads).isEmpty();
    }
  }

  @Test
  void the_mark_of_a_missing_route_is_for_the_proxy_alone() throws Exception {
    try (var first = new Raw(NO_ROUTE)) {
      front();
      serveAt(first.port());

      var response = get("/nothing");

      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.headers().map()).doesNotContainKey("lodestar-dev-no-route");
    }
  }

  @Test
  void what_the_second_server_claims_is_its_own_also_while_nothing_compiles() throws Exception {
    try (var second = new Raw("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nvite")) {
      front(Optional.of(new Second(upstream("Vite", second.port()))), SHORT);
      backend.become(
          new Backend.State.Broken(new Report(Report.Kind.COMPILE, "It does not compile.", "")));

      assertThat(get("/@vite/client").body()).isEqualTo("vite");
      assertThat(get("/").statusCode()).isEqualTo(500);
    }
  }

  @Test
  void a_second_server_that_is_not_there_is_a_502_with_its_name() throws Exception {
    try (var first = new Raw(NO_ROUTE);
        var refusing = refusing()) {
      front(Optional.of(new Second(upstream("Vite", refusing.getLocalPort()))), SHORT);
      serveAt(first.port());

      var response = get("/src/main.ts");

      assertThat(response.statusCode()).isEqualTo(502);
      assertThat(response.body()).contains("Vite does not answer at 127.0.0.1:");
    }
  }

  @Test
  void a_body_that_the_application_has_no_route_for_goes_on_whole() throws Exception {
    var got = new LinkedBlockingQueue<String>();
    behind =
        app()
            .post(
                "/upload",
                request -> {
                  got.add(request.body().text(UTF_8));
                  return Response.of(Status.NO_CONTENT);
                })
            .build()
            .start(ServerOptions.defaults().withPort(0));
    try (var first = new Raw(NO_ROUTE)) {
      front(Optional.of(new Second(upstream("Second", behind.port()))), SHORT);
      serveAt(first.port());

      var response =
          client.send(
              request("/upload").POST(BodyPublishers.ofString("x".repeat(50_000))).build(),
              BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(204);
      assertThat(got.take()).isEqualTo("x".repeat(50_000));
    }
  }
}
