package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.ServerOptions.Scheduling;
import dev.lodestar.http.Status;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The main exchanges, over each transport and with each scheduling.
class TransportTest {
  @ParameterizedTest
  @CsvSource({
    "NIO, EVENT_LOOP",
    "NIO, DEFAULT_SCHEDULER",
    "EPOLL, EVENT_LOOP",
    "EPOLL, DEFAULT_SCHEDULER"
  })
  void requests_streams_refusals_and_the_stop_work(Transport transport, Scheduling scheduling)
      throws IOException {
    assumeTrue(transport == Transport.NIO || Epoll.isAvailable());
    var large = new byte[1_000_000];
    var server =
        new NettyEngine(transport)
            .start(
                TestServer.application(request ->
                    switch (request.path()) {
                      case "/large" ->
                          TestServer.respond(request, Status.OK, ResponseBody.of(large));
                      case "/stream" ->
                          TestServer.respond(
                              request,
                              Status.OK,
                              new ResponseBody.Stream(out -> {
                                Thread.sleep(1);
                                out.write("streamed".getBytes(UTF_8));
                              }));
                      default -> TestServer.echo(request);
                    }),
                TestServer.options().withScheduling(scheduling));
    try (var client = RawClient.connect(server)) {
      assertThat(client.get("/1").read().body()).isEqualTo("GET /1 ");
      assertThat(client.get("/large").read().bytes()).isEqualTo(large);
      assertThat(client.get("/stream").read().body()).isEqualTo("streamed");
      client.get("/2").closeOutput();
      assertThat(client.read().body()).isEqualTo("GET /2 ");
      assertThat(client.isClosedByServer()).isTrue();
    }
    try (var client = RawClient.connect(server)) {
      assertThat(client.send("nonsense\r\n\r\n").read().status()).isEqualTo(400);
      assertThat(client.isClosedByServer()).isTrue();
    }
    assertThat(server.stop(Duration.ofMinutes(1))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void a_port_in_use_is_explained(Transport transport) throws IOException {
    assumeTrue(transport == Transport.NIO || Epoll.isAvailable());
    try (var server = TestServer.startEcho()) {
      var same = TestServer.options().withPort(server.port());
      assertThatThrownBy(() ->
              new NettyEngine(transport).start(TestServer.application(TestServer::echo), same))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is already in use");
    }
  }
}
