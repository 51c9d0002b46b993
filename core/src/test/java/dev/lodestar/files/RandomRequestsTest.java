package dev.lodestar.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.Lodestar;
import dev.lodestar.http.Connection;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever a client sends, it is answered, with as many bytes as were announced, and never with a
/// 500 or a secret.
class RandomRequestsTest {
  private static final Connection CONNECTION =
      new Connection(new InetSocketAddress(1), new InetSocketAddress(2), false, "HTTP/1.1");
  private static final List<String> NAMES =
      List.of(
          "Range",
          "If-Range",
          "If-Match",
          "If-None-Match",
          "If-Modified-Since",
          "If-Unmodified-Since",
          "Accept-Encoding",
          "Accept");
  private static final List<String> VALUES =
      List.of(
          "bytes=",
          "bytes",
          "0-",
          "-5",
          "3-7",
          "9-2",
          "99-",
          ",",
          " ",
          "-",
          "=",
          "\"",
          "W/",
          "*",
          "x",
          "\"2e-697dbd88.0\"",
          "Sat, 31 Jan 2026 08:30:00 GMT",
          "Saturday, 31-Jan-26 08:30:00 GMT",
          "Sat Jan 31 08:30:00 2026",
          "18446744073709551616",
          "q=0.5",
          ";",
          "gzip",
          "br",
          "\\",
          "text/html",
          "\u00FF",
          "é");
  private static final List<String> PATHS =
      List.of(
          "/",
          "file.txt",
          "docs",
          "..",
          ".",
          "%2e",
          "%2E%2E",
          "%2f",
          "%5c",
          "\\",
          "%00",
          "%",
          "%25",
          "~",
          "secret.txt",
          ".env",
          "link",
          ";",
          "?",
          "//",
          "C:",
          "%C3%A4",
          "%FF",
          "a".repeat(100),
          " ");

  @TempDir Path work;

  private static String random(Random random, List<String> parts, int most) {
    var text = new StringBuilder();
    for (var i = random.nextInt(most); i >= 0; i--) {
      text.append(parts.get(random.nextInt(parts.size())));
    }
    return text.toString();
  }

  @Test
  void are_answered_without_a_failure() throws Exception {
    var root = Files.createDirectories(work.resolve("root/docs")).getParent();
    Files.writeString(work.resolve("secret.txt"), "SECRET");
    Files.writeString(root.resolve(".env"), "SECRET");
    Files.createSymbolicLink(root.resolve("link"), work.resolve("secret.txt"));
    Files.writeString(root.resolve("docs/index.html"), "docs");
    var file = Files.writeString(root.resolve("file.txt"), "0123456789".repeat(4) + "012345");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-31T08:30:00Z")));
    Files.writeString(root.resolve("file.txt.gz"), "gz");
    var app =
        Lodestar.app()
            .mount("/s", StaticFiles.directory(root).precompressed().fallback("docs/index.html"))
            .build();
    var random = new Random(11);

    for (var i = 0; i < 20_000; i++) {
      var known = random.nextInt(3) > 0;
      var target = "/s/" + (known ? "file.txt" : random(random, PATHS, 5));
      var headers = Headers.builder();
      for (var n = random.nextInt(5); n > 0; n--) {
        headers.add(NAMES.get(random.nextInt(NAMES.size())), random(random, VALUES, 6));
      }
      var method = random.nextInt(4) == 0 ? HttpMethod.HEAD : HttpMethod.GET;
      var request = Request.of(method, target, headers.build(), RequestBody.empty(), CONNECTION);

      var response = app.handle(request);

      var body = new ByteArrayOutputStream();
      response.body().writeTo(body);
      assertThat(response.status().code())
          .as("%s %s", request, request.headers())
          .isIn(200, 206, 304, 308, 400, 404, 412, 416);
      assertThat(body.toString(ISO_8859_1)).doesNotContain("SECRET");
      if (method == HttpMethod.GET && response.status().allowsContent()) {
        assertThat(body.size()).as("%s", request).isEqualTo((int) response.contentLength());
      }
    }
  }
}
