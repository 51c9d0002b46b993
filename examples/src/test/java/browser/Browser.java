package browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.json.Json;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// One page of a browser without a window, told what to do over the DevTools protocol.
public final class Browser implements AutoCloseable {
  private static final String LISTENS = "DevTools listening on ";
  private static final long PATIENCE_IN_SECONDS = 60;

  private final Process process;
  private final Path profile;
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, CompletableFuture<Map<?, ?>>> answers = new ConcurrentHashMap<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();

  /// A response that the page has got.
  ///
  /// @param range the header `Content-Range`, empty if there was none
  public record Received(String url, int status, String range) {}

  private Browser(Process process, Path profile) throws Exception {
    this.process = process;
    this.profile = profile;
    this.socket =
        http.newWebSocketBuilder()
            .buildAsync(pageOf(addressOf(process)), new Messages())
            .get(PATIENCE_IN_SECONDS, TimeUnit.SECONDS);
    call("Page.enable", Map.of());
    call("Network.enable", Map.of());
  }

  public static Browser start(Path program) throws Exception {
    var profile = Files.createTempDirectory("browser");
    var process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox", // which root does not get
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--mute-audio",
                "--autoplay-policy=no-user-gesture-required",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return new Browser(process, profile);
    } catch (Exception | Error failure) {
      process.destroyForcibly();
      throw failure;
    }
  }

  private static URI addressOf(Process process) throws Exception {
    var printed = new CopyOnWriteArrayList<String>();
    var address = new CompletableFuture<URI>();
    Thread.ofPlatform().daemon().start(() -> read(process.errorReader(), printed, address));
    try {
      return address.get(PATIENCE_IN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException silent) {
      throw new AssertionError("The browser did not start:\n" + String.join("\n", printed), silent);
    }
  }

  /// To the end, so that the browser never waits for somebody to read what it complains about.
  private static void read(
      BufferedReader lines, List<String> printed, CompletableFuture<URI> address) {
    try {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(LISTENS)) {
          address.complete(URI.create(line.substring(LISTENS.length()).strip()));
        } else if (!address.isDone()) {
          printed.add(line);
        }
      }
      address.completeExceptionally(new EOFException());
    } catch (IOException ended) {
      address.completeExceptionally(ended);
    }
  }

  private URI pageOf(URI browser) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://" + browser.getAuthority() + "/json/new"))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    var page = parse(http.send(request, BodyHandlers.ofString()).body());
    return URI.create(String.valueOf(page.get("webSocketDebuggerUrl")));
  }

  private static Map<?, ?> parse(String text) {
    return (Map<?, ?>) Json.standard().codec(Object.class).decode(text.getBytes(UTF_8)).orThrow();
  }

  private Map<?, ?> call(String method, Map<String, ?> parameters) throws Exception {
    var id = lastId.incrementAndGet();
    var answer = new CompletableFuture<Map<?, ?>>();
    answers.put(id, answer);
    var message = Map.of("id", id, "method", method, "params", parameters);
    socket
        .sendText(new String(Json.standard().codec(Object.class).encode(message), UTF_8), true)
        .get();
    var got = answer.get(PATIENCE_IN_SECONDS, TimeUnit.SECONDS);
    if (got.get("error") != null) {
      throw new AssertionError(method + " failed: " + got.get("error"));
    }
    return (Map<?, ?>) got.get("result");
  }

  /// Opens an address, as if it had been typed.
  public void open(URI address) throws Exception {
    call("Page.navigate", Map.of("url", address.toString()));
  }

  /// Evaluates an expression in the page, and awaits it if it is a promise.
  public Object evaluate(String expression) throws Exception {
    var answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (answer.get("exceptionDetails") != null) {
      throw new AssertionError(expression + " failed: " + answer.get("exceptionDetails"));
    }
    return ((Map<?, ?>) answer.get("result")).get("value");
  }

  /// Waits until an expression is true.
  public void await(String condition) throws Exception {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_IN_SECONDS);
    while (!isTrue(condition)) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "It never came true that "
                + condition
                + "; the page: "
                + evaluate("document.documentElement.outerHTML"));
      }
      Thread.sleep(50);
    }
  }

  /// A page that is being exchanged, or has not got all of its elements yet, cannot be asked.
  private boolean isTrue(String condition) throws Exception {
    try {
      return Boolean.TRUE.equals(evaluate("!!(" + condition + ")"));
    } catch (AssertionError notYet) {
      return false;
    }
  }

  /// Chooses a file in a form, as a user does in the dialogue.
  public void choose(String selector, Path file) throws Exception {
    var root = (Map<?, ?>) call("DOM.getDocument", Map.of()).get("root");
    var node =
        call("DOM.querySelector", Map.of("nodeId", root.get("nodeId"), "selector", selector));
    call(
        "DOM.setFileInputFiles",
        Map.of("nodeId", node.get("nodeId"), "files", List.of(file.toString())));
  }

  /// What the page has received so far.
  public List<Received> received() {
    return List.copyOf(received);
  }

  private void receive(Map<?, ?> message) {
    if (message.get("id") instanceof Number id) {
      var answer = answers.remove(id.intValue());
      if (answer != null) {
        answer.complete(message);
      }
    } else if ("Network.responseReceived".equals(message.get("method"))) {
      var response = (Map<?, ?>) ((Map<?, ?>) message.get("params")).get("response");
      received.add(
          new Received(
              String.valueOf(response.get("url")),
              ((Number) response.get("status")).intValue(),
              header((Map<?, ?>) response.get("headers"), "Content-Range")));
    }
  }

  private static String header(Map<?, ?> headers, String name) {
    for (var header : headers.entrySet()) {
      if (String.valueOf(header.getKey()).equalsIgnoreCase(name)) {
        return String.valueOf(header.getValue());
      }
    }
    return "";
  }

  /// Puts the messages together again.
  private final class Messages implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        var message = parse(text.toString());
        text.setLength(0);
        receive(message);
      }
      webSocket.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }

  @Override
  public void close() throws IOException {
    socket.abort();
    http.close();
    var all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    Processes.awaitEnd(all);
    try (var files = Files.walk(profile)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException busy) {
      // A process that has left the browser is still at work there; it lies among temporary files.
    }
  }
}
