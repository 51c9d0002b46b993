package dev.lodestar.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.engine.ServerOptions.Scheduling;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Response;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Documents that are written into memory that the responses before had.
class DocumentMemoryTest {
  record Row(String text) {}

  @SuppressWarnings("unused")
  static final class Handlers {
    @Get("/rows/{letter}/{count}")
    List<Row> rows(String letter, int count) {
      return Collections.nCopies(count, new Row(letter.repeat(100)));
    }

    @Get("/refused/{letter}")
    List<Row> refused(String letter) {
      if (letter.equals("a")) {
        throw HttpException.notFound("There are no rows.");
      }
      return List.of();
    }
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
  }

  private static String rows(String letter, int count) {
    var row = "{\"text\":\"" + letter.repeat(100) + "\"}";
    return "[" + String.join(",", Collections.nCopies(count, row)) + "]";
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void documents_of_any_size_are_whole_and_their_own(Scheduling scheduling) throws IOException {
    var sizes = List.of(100, 1, 400, 99, 2000, 100, 0, 300);
    try (var server =
            Lodestar.app()
                .routes(new Handlers())
                .build()
                .start(TestServer.options().withScheduling(scheduling));
        var client = RawClient.connect(server)) {
      for (var round = 0; round < 5; round++) {
        for (var size : sizes) {
          client.send(get("/rows/a/" + size) + get("/refused/a") + get("/rows/b/" + size));
          assertThat(client.read().body()).isEqualTo(rows("a", size));
          assertThat(client.read().body()).contains("There are no rows.");
          assertThat(client.read().body()).isEqualTo(rows("b", size));
        }
      }
    }
  }

  @Test
  void a_document_that_a_middleware_keeps_stays_as_it_was() throws IOException {
    var kept = new AtomicReference<Response<?>>();
    try (var server =
            Lodestar.app()
                .middleware((request, next) -> {
                  if (request.path().equals("/rows/kept/0")) {
                    return kept.get();
                  }
                  var response = next.handle(request);
                  if (request.path().startsWith("/rows/k/")) {
                    kept.set(response);
                  }
                  return response;
                })
                .routes(new Handlers())
                .build()
                .start(TestServer.options());
        var client = RawClient.connect(server)) {
      for (var path : List.of("/rows/a/100", "/rows/k/100", "/rows/b/100", "/rows/c/100")) {
        client.send(get(path));
        client.read();
      }
      client.send(get("/rows/kept/0"));
      assertThat(client.read().body()).isEqualTo(rows("k", 100));
    }
  }
}
