package dev.lodestar.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.Lodestar;
import dev.lodestar.Post;
import dev.lodestar.Timeout;
import dev.lodestar.engine.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What goes wrong with a body that a handler reads while it arrives is answered by the
/// application.
class StreamedUploadTest {
  private static final String CHUNKED =
      " HTTP/1.1\r\nHost: a\r\nContent-Type: "
          + "application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

  static final class Uploads {
    @Post("/counted")
    String counted(InputStream body) throws IOException {
      return Long.toString(body.transferTo(OutputStream.nullOutputStream()));
    }

    @Post("/timed")
    @Timeout(millis = 100)
    String timed(InputStream body) throws IOException {
      return counted(body);
    }
  }

  /// A server whose time-outs are long, apart from the one that is expected.
  private static Server start(int expected) {
    var time = expected == 408 ? Duration.ofMillis(100) : Duration.ofMinutes(1);
    return Lodestar.app()
        .routes(new Uploads())
        .build()
        .start(TestServer.options().withMaxBodySize(10).withBodyTimeout(time));
  }

  @ParameterizedTest
  @CsvSource({
    "/counted, '5|hello|0||', 201",
    "/counted, '5|hello|6|hello!|0||', 413",
    "/counted, '5|hello|x|', 400",
    "/counted, '5|hello|', 408",
    "/timed, '5|hello|', 503",
  })
  void the_answer_is_a_problem_of_the_application(String path, String chunks, int status)
      throws IOException {
    try (var server = start(status);
        var client = RawClient.connect(server)) {
      var response = client.send("POST " + path + CHUNKED + chunks.replace("|", "\r\n")).read();
      assertThat(response.status()).isEqualTo(status);
      assertThat(response.header("Content-Type"))
          .startsWith(status == 201 ? "text/plain" : "application/problem+json");
    }
  }
}
