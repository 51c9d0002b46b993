package dev.lodestar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.coding.Compression;
import dev.lodestar.coding.Decompression;
import dev.lodestar.engine.BodyPlan;
import dev.lodestar.engine.Delivery;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.files.StaticFiles;
import dev.lodestar.form.FormData;
import dev.lodestar.form.FormLimits;
import dev.lodestar.form.Multipart;
import dev.lodestar.form.Upload;
import dev.lodestar.http.Connection;
import dev.lodestar.http.ContentDisposition;
import dev.lodestar.http.EntityTag;
import dev.lodestar.http.FileBody;
import dev.lodestar.http.ForwardedHeader;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Location;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Preconditions;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import dev.lodestar.http.Response;
import dev.lodestar.http.ServerSite;
import dev.lodestar.http.StopSignal;
import dev.lodestar.http.StreamBody;
import dev.lodestar.http.TrustedProxies;
import dev.lodestar.model.Default;
import dev.lodestar.sse.LastEventId;
import dev.lodestar.sse.ServerSentEvent;
import dev.lodestar.sse.Sse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// What holds for every request, whatever its headers and its body say. `benchmarks/fuzz` calls
/// [#fuzzerTestOneInput] with inputs that lead to new places of the code; tests call it with random
/// ones.
///
/// The application has a route for each kind of body and result, folders of files, compression and
/// decompression, and stands behind a proxy that it trusts. An input is a byte that chooses the
/// route, one that says how the body comes, and lines up to an empty one, behind which the body
/// lies. Each line is a header: a letter that chooses its name, and its value.
public final class HeaderFuzzing {
  private static final Path TEMPORARY = folder("lodestar-header-fuzzing");
  private static final Path FILES = files();
  private static final App APP = app();
  private static final ServerSite SITE = new ServerSite(StopSignal.create(), proxies());
  private static final Connection CONNECTION = connection();
  private static final long LARGEST_RESPONSE = 1_000_000;

  /// Method and path.
  private static final List<String> ROUTES =
      List.of(
          "POST /json",
          "POST /text",
          "POST /bytes",
          "POST /stream",
          "POST /items",
          "POST /order",
          "POST /gallery",
          "POST /parts",
          "POST /form",
          "GET /origin",
          "GET /search",
          "GET /page",
          "GET /file",
          "GET /events",
          "GET /rows",
          "GET /go",
          "GET /download",
          "PUT /page",
          "GET /files/a.txt",
          "GET /files/app.js",
          "GET /files/folder",
          "GET /files/nothing",
          "GET /object",
          "HEAD /page",
          "HEAD /file",
          "HEAD /files/app.js",
          "OPTIONS /files/a.txt",
          "GET /compressed");

  /// The first is no header but the query.
  private static final List<String> NAMES =
      List.of(
          "?",
          "Accept",
          "Accept-Encoding",
          "Accept-Language",
          "Content-Type",
          "Range",
          "If-Range",
          "If-Match",
          "If-None-Match",
          "If-Modified-Since",
          "If-Unmodified-Since",
          "Cookie",
          "Forwarded",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Proto",
          "X-Forwarded-Port",
          "X-Forwarded-Prefix",
          "Host",
          "Last-Event-ID",
          "Content-Encoding",
          "Content-Length",
          "X-Name",
          "Authorization",
          "Origin",
          "Cache-Control");

  private HeaderFuzzing() {}

  record Item(String name, int count) {}

  record Order(String customer, OptionalInt amount, @Default({}) List<String> tags) {}

  record Gallery(String title, Upload cover, Map<String, List<Upload>> all) {}

  record Search(
      @Query Optional<String> q,
      @Query @Default({}) List<Integer> page,
      @Header("X-Name") Optional<String> name,
      @Cookie Optional<Integer> visits) {}

  @SuppressWarnings("unused")
  static final class Handlers {
    @Post("/json")
    Item json(Item item) {
      return item;
    }

    @Post("/text")
    String text(@Body String text) {
      return text;
    }

    @Post("/bytes")
    byte[] bytes(byte[] bytes) {
      return bytes;
    }

    @Post("/stream")
    String stream(InputStream in) throws IOException {
      return Long.toString(in.transferTo(new ByteArrayOutputStream()));
    }

    @Post("/items")
    String items(Iterator<Item> items) {
      var names = new ArrayList<String>();
      items.forEachRemaining(item -> names.add(item.name()));
      return names.toString();
    }

    @Post("/order")
    Order order(@Form Order order) {
      return order;
    }

    @Post("/gallery")
    Response<String> gallery(@Form Gallery gallery) throws IOException {
      var name = gallery.cover().safeFileName();
      gallery.cover().bytes();
      return Response.text(gallery.title())
          .header("Content-Disposition", ContentDisposition.attachment(name).toString());
    }

    @Post("/parts")
    String parts(Multipart parts) throws IOException {
      var names = new ArrayList<String>();
      parts.forEach(part -> names.add(part.name() + part.stream().readAllBytes().length));
      return names.toString();
    }

    @Post("/form")
    String form(FormData form) {
      return form.names().toString();
    }

    @Get("/origin")
    Response<String> origin(Request request) {
      return Response.text(
              request.url()
                  + " "
                  + request.urlOf("/x")
                  + request.clientAddress()
                  + request.scheme()
                  + request.port()
                  + request.rootPath()
                  + request.locales())
          .location(Location.of(request.url()));
    }

    @Get("/search")
    Search search(Search search) {
      return search;
    }

    @Get("/page")
    Response<String> page() {
      return Response.text("0123456789".repeat(30))
          .entityTag(EntityTag.strong("v1"))
          .lastModified(Instant.ofEpochSecond(1_000_000_000))
          .header("Accept-Ranges", "bytes");
    }

    @Put("/page")
    String change(Preconditions preconditions) {
      preconditions.require(
          Optional.of(EntityTag.strong("v1")), Optional.of(Instant.ofEpochSecond(1_000_000_000)));
      return "changed";
    }

    @Get("/file")
    FileBody file(@Header("X-Name") Optional<String> name) {
      return FileBody.of(FILES.resolve("a.txt")).attachment(name.orElse("a.txt"));
    }

    @Get("/events")
    Sse<String> events(LastEventId last) {
      return Sse.ofEvents(
          Stream.of(
              ServerSentEvent.of("data\r\ndata"),
              ServerSentEvent.of(last.id().orElse("none")),
              ServerSentEvent.of("last")));
    }

    @Get("/rows")
    Stream<Item> rows() {
      return IntStream.range(0, 5).mapToObj(i -> new Item("row", i));
    }

    @Get("/go")
    Response<String> go(@Query Optional<String> next) {
      var response = Response.<String>redirect(Location.fromClient(next.orElse(""), "/home"));
      must(isWithin(response.headers().first("Location", "")), "an open redirect");
      return response;
    }

    @Get("/download")
    Response<StreamBody> download(@Header("X-Name") Optional<String> name) {
      return Response.stream(MediaType.TEXT, out -> out.write("text".getBytes(UTF_8)))
          .header("Content-Disposition", ContentDisposition.attachment(name.orElse("")).toString());
    }

    @Get("/object")
    Item object() {
      return new Item("name", 1);
    }

    @Get("/compressed")
    String compressed() {
      return "compress me ".repeat(200);
    }
  }

  private static App app() {
    return Lodestar.app()
        .middleware(Compression.standard(), Decompression.standard().expansionLimit(50_000))
        .bodyLimit(20_000)
        .formLimits(
            FormLimits.standard()
                .withParts(20)
                .withFields(10)
                .withMemorySize(20)
                .withFolder(TEMPORARY))
        .parameters(Search.class)
        .routes(new Handlers())
        .mount("/files", StaticFiles.directory(FILES).precompressed().fallback("index.html"))
        .build();
  }

  private static TrustedProxies proxies() {
    return TrustedProxies.of("127.0.0.1", "10.0.0.0/8")
        .reading(
            ForwardedHeader.X_FORWARDED_FOR,
            ForwardedHeader.X_FORWARDED_HOST,
            ForwardedHeader.X_FORWARDED_PROTO,
            ForwardedHeader.X_FORWARDED_PORT,
            ForwardedHeader.X_FORWARDED_PREFIX);
  }

  private static TrustedProxies otherProxies() {
    return TrustedProxies.of("loopback", "private").reading(ForwardedHeader.FORWARDED);
  }

  private static Connection connection() {
    var loopback = InetAddress.getLoopbackAddress();
    return new Connection(
        new InetSocketAddress(loopback, 50_000),
        new InetSocketAddress(loopback, 80),
        false,
        "HTTP/1.1");
  }

  private static Path folder(String name) {
    try {
      var folder = Files.createTempDirectory(name);
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path files() {
    var folder = folder("lodestar-header-fuzzing-files");
    try {
      write(folder.resolve("a.txt"), "abcdefghij".repeat(50));
      write(folder.resolve("app.js"), "alert(1)");
      write(folder.resolve("app.js.gz"), "gz");
      write(folder.resolve("app.js.br"), "br");
      write(folder.resolve("index.html"), "<p>index");
      write(folder.resolve("404.html"), "<p>nothing");
      write(Files.createDirectory(folder.resolve("folder")).resolve("index.html"), "<p>folder");
      folder.resolve("folder").toFile().deleteOnExit();
      return folder;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
    file.toFile().deleteOnExit();
  }

  /// Checks one input.
  ///
  /// @param input as this class says
  /// @throws AssertionError if something does not hold
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length < 2) {
      return;
    }
    try {
      check(ROUTES.get((input[0] & 0xFF) % ROUTES.size()), input[1], input);
      must(count(TEMPORARY) == 0, "left a temporary file");
    } catch (IOException failure) {
      throw new AssertionError("An input of memory cannot fail.", failure);
    }
  }

  private static void check(String route, int how, byte[] input) throws IOException {
    var query = "";
    var headers = new ArrayList<String>();
    var start = 2;
    var end = lineEnd(input, start);
    while (end > start) {
      var name = NAMES.get((input[start] & 0xFF) % NAMES.size());
      var value = legal(new String(input, start + 1, end - start - 1, ISO_8859_1));
      if (name.equals("?")) {
        query = "?" + value.replaceAll("[^!-~]", "");
      } else {
        headers.add(name);
        headers.add(value);
      }
      start = end + 1;
      end = lineEnd(input, start);
    }
    var content = Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length);
    var space = route.indexOf(' ');
    var request =
        Request.of(
            HttpMethod.of(route.substring(0, space)),
            route.substring(space + 1) + query,
            Headers.unchecked(headers.toArray(String[]::new)),
            RequestBody.empty(),
            CONNECTION);
    request.takenBy((how & 1) == 0 ? SITE : new ServerSite(SITE.stop(), otherProxies()));
    answer(request, coded(content, how >> 1 & 7), how);
  }

  private static int lineEnd(byte[] input, int start) {
    var end = Math.min(start, input.length);
    while (end < input.length && input[end] != '\n') {
      end++;
    }
    return end;
  }

  /// As an engine passes it on: without control characters, and without white space at the ends.
  private static String legal(String value) {
    var legal = new StringBuilder(value);
    for (var i = 0; i < legal.length(); i++) {
      var c = legal.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7F) {
        legal.setCharAt(i, ' ');
      }
    }
    return legal.toString().strip();
  }

  /// A body that is whole in its coding leads further than one that is not.
  private static byte[] coded(byte[] content, int how) throws IOException {
    return switch (how) {
      case 1 -> gzip(content);
      case 2 -> deflate(content);
      case 3 -> gzip(gzip(content));
      default -> content;
    };
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var coded = new ByteArrayOutputStream();
    try (var encoder = new GZIPOutputStream(coded)) {
      encoder.write(content);
    }
    return coded.toByteArray();
  }

  private static byte[] deflate(byte[] content) throws IOException {
    var coded = new ByteArrayOutputStream();
    try (var encoder = new DeflaterOutputStream(coded)) {
      encoder.write(content);
    }
    return coded.toByteArray();
  }

  private static void answer(Request head, byte[] content, int how) throws IOException {
    RenderedResponse response;
    var request = head;
    try {
      var plan = APP.bodyPlan(head, new BodyPlan(20_000, false));
      if (content.length > 0) {
        var streamed = plan.streamed() && (how & 16) != 0;
        request =
            head.withBody(
                streamed
                    ? RequestBody.streamed(
                        new ByteArrayInputStream(content), RequestBody.UNKNOWN_LENGTH, 20_000)
                    : RequestBody.of(content));
      }
      response = APP.handle(request);
    } catch (HttpException refusal) {
      response = APP.refuse(refusal, Optional.of(head));
    }
    try {
      check(response);
    } finally {
      response.complete(Delivery.SENT, Optional.of(request));
    }
  }

  private static void check(RenderedResponse response) throws IOException {
    var code = response.status().code();
    if (code >= 500) {
      throw new AssertionError("the status " + code, response.failure().orElse(null));
    }
    response.headers().verified();
    var length = response.contentLength();
    var sent = new ByteArrayOutputStream();
    try {
      response.body().writeTo(sent);
    } catch (Exception failure) {
      throw new AssertionError("the body broke off", failure);
    }
    must(sent.size() <= LARGEST_RESPONSE, "a response of " + sent.size() + " bytes");
    must(length < 0 || sent.size() == 0 || sent.size() == length, "not as long as it says");
    must(response.status().allowsContent() || sent.size() == 0, "content where none may be");
    must(isWithin(response.headers().first("Location", "/")), "leads away");
  }

  /// Whether a browser stays on the site. Where the site is, proxies say.
  private static boolean isWithin(String location) {
    return location.startsWith("http")
        ? location.matches("https?://[^/?#\\\\@]*[/?#].*|https?://[^/?#\\\\@]*")
        : !location.startsWith("//") && !location.startsWith("/\\");
  }

  private static long count(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.count();
    }
  }

  private static void must(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
