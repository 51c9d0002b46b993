package dev.lodestar.server.http2;

import static dev.lodestar.server.http2.ErrorCode.ENHANCE_YOUR_CALM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.Http2Options;
import dev.lodestar.engine.OverloadOptions;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.Status;
import dev.lodestar.server.TestServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What a client may not do to a server again and again.
class FloodsTest {
  @FunctionalInterface
  private interface Attack {
    void send(FrameClient client) throws IOException;
  }

  private static ServerOptions options(Http2Options http2) {
    return TestServer.options().withHttp2(http2);
  }

  private static void expectCalm(Http2Options http2, Attack attack) throws IOException {
    try (var server = TestServer.startEcho(options(http2));
        var client = FrameClient.connect(server)) {
      try {
        attack.send(client);
      } catch (IOException endedAlready) {
        // seen below
      }
      assertThat(client.awaitGoAway()).isEqualTo(ENHANCE_YOUR_CALM);
      assertThat(client.isAtEnd()).isTrue();
      try (var other = FrameClient.connect(server)) {
        assertThat(other.get(1, "/").answer(1).status()).isEqualTo(200);
      }
    }
  }

  private static Http2Options fewFrames() {
    return Http2Options.defaults().withMaxControlFrames(100);
  }

  private static Http2Options fewResets() {
    return Http2Options.defaults().withMaxResets(20);
  }

  @Test
  void requests_that_are_given_up_at_once_end_the_connection() throws IOException {
    expectCalm(
        fewResets(),
        client -> {
          for (var stream = 1; stream < 200; stream += 2) {
            client.request(stream, "POST", "/", false).reset(stream, ErrorCode.CANCEL);
          }
        });
  }

  @Test
  void requests_that_make_the_server_reset_them_end_the_connection() throws IOException {
    expectCalm(
        fewResets(),
        client -> {
          for (var stream = 1; stream < 200; stream += 2) {
            client.request(stream, "POST", "/", false).windowUpdate(stream, 0);
          }
        });
  }

  @Test
  void malformed_requests_count_as_such() throws IOException {
    expectCalm(
        fewResets(),
        client -> {
          for (var stream = 1; stream < 200; stream += 2) {
            client.request(stream, "GET", "/", true, "Upper", "x");
          }
        });
  }

  @Test
  void requests_beyond_what_may_be_open_count_as_such() throws IOException {
    expectCalm(
        fewResets().withMaxConcurrentStreams(1),
        client -> {
          for (var stream = 1; stream < 200; stream += 2) {
            client.request(stream, "POST", "/", false);
          }
        });
  }

  @Test
  void settings_again_and_again_end_the_connection() throws IOException {
    expectCalm(
        fewFrames(),
        client -> {
          for (var i = 0; i < 1000; i++) {
            client.settings();
          }
        });
  }

  @Test
  void many_settings_in_one_frame_count_as_several() throws IOException {
    expectCalm(
        fewFrames(),
        client -> {
          for (var i = 0; i < 10; i++) {
            client.settings(new int[2 * 2000]);
          }
        });
  }

  @Test
  void pings_again_and_again_end_the_connection() throws IOException {
    expectCalm(
        fewFrames(),
        client -> {
          for (var i = 0; i < 1000; i++) {
            client.ping(i, false);
          }
        });
  }

  @Test
  void answers_to_pings_that_were_not_sent_count_as_well() throws IOException {
    expectCalm(
        fewFrames(),
        client -> {
          for (var i = 0; i < 1000; i++) {
            client.ping(i, true);
          }
        });
  }

  @Test
  void priorities_again_and_again_end_the_connection() throws IOException {
    expectCalm(
        fewFrames(),
        client -> {
          for (var i = 0; i < 1000; i++) {
            client.frame(FrameType.PRIORITY, 0, 2 * i + 3, new byte[5]);
          }
        });
  }

  @Test
  void window_updates_again_and_again_end_the_connection() throws IOException {
    expectCalm(
        fewFrames(),
        client -> {
          for (var i = 0; i < 1000; i++) {
            client.windowUpdate(0, 1);
          }
        });
  }

  @Test
  void unknown_frames_again_and_again_end_the_connection() throws IOException {
    expectCalm(
        fewFrames(),
        client -> {
          for (var i = 0; i < 1000; i++) {
            client.frame(0x42, 0, 0);
          }
        });
  }

  @Test
  void empty_data_again_and_again_ends_the_connection() throws IOException {
    expectCalm(
        fewFrames(),
        client -> {
          client.request(1, "POST", "/", false);
          for (var i = 0; i < 1000; i++) {
            client.data(1, "", false);
          }
        });
  }

  @Test
  void data_of_padding_alone_is_empty() throws IOException {
    expectCalm(
        fewFrames(),
        client -> {
          client.request(1, "POST", "/", false);
          for (var i = 0; i < 1000; i++) {
            client.frame(FrameType.DATA, FrameType.PADDED, 1, (byte) 0);
          }
        });
  }

  @Test
  void data_for_a_stream_that_was_reset_counts() throws IOException {
    expectCalm(
        fewFrames(),
        client -> {
          client.request(1, "POST", "/", false, "Upper", "x");
          for (var i = 0; i < 1000; i++) {
            client.data(1, "x", false);
          }
        });
  }

  @Test
  void heads_in_very_many_pieces_end_the_connection() throws IOException {
    expectCalm(
        Http2Options.defaults(),
        client -> {
          client.frame(FrameType.HEADERS, FrameType.END_STREAM, 1, (byte) 0x82);
          for (var i = 0; i < 1000; i++) {
            client.frame(FrameType.CONTINUATION, 0, 1);
          }
        });
  }

  @Test
  void a_head_without_an_end_ends_the_connection() throws IOException {
    expectCalm(
        Http2Options.defaults(),
        client -> {
          client.frame(FrameType.HEADERS, FrameType.END_STREAM, 1, (byte) 0x82);
          for (var i = 0; i < 60; i++) {
            client.frame(FrameType.CONTINUATION, 0, 1, FramingConformanceTest.literal("x", 15_000));
          }
        });
  }

  @Test
  void a_small_head_that_becomes_a_huge_one_is_refused_and_not_kept() throws IOException {
    try (var server = TestServer.startEcho();
        var client = FrameClient.connect(server)) {
      // One field of 4 KB goes into the table, and then a byte stands for it, 16,000 times.
      var block = new byte[4_100 + 12_000];
      var field = FramingConformanceTest.literal("x", 4_000);
      field[0] = 0x40;
      System.arraycopy(field, 0, block, 0, field.length);
      Arrays.fill(block, field.length, block.length, (byte) 0xBE);
      var pseudo = client.encode(1, FrameClient.pseudo("GET", "/"));
      client
          .frame(FrameType.HEADERS, FrameType.END_STREAM, 1, pseudo)
          .frame(FrameType.CONTINUATION, FrameType.END_HEADERS, 1, block);
      assertThat(client.answer(1).status()).isEqualTo(431);
    }
  }

  @Test
  void no_more_of_a_head_is_looked_at_than_it_may_have_bytes_on_the_wire() throws IOException {
    try (var server = TestServer.startEcho();
        var client = FrameClient.connect(server)) {
      // 12,000 times 4 KB, and then a field whose name would make the head malformed.
      var block = new byte[4_100 + 12_000];
      var field = FramingConformanceTest.literal("x", 4_000);
      field[0] = 0x40;
      System.arraycopy(field, 0, block, 0, field.length);
      Arrays.fill(block, field.length, block.length, (byte) 0xBE);
      var pseudo = client.encode(1, FrameClient.pseudo("GET", "/"));
      client
          .frame(FrameType.HEADERS, FrameType.END_STREAM, 1, pseudo)
          .frame(FrameType.CONTINUATION, 0, 1, block)
          .frame(
              FrameType.CONTINUATION,
              FrameType.END_HEADERS,
              1,
              FramingConformanceTest.literal("Upper", 200));
      assertThat(client.answer(1).status()).isEqualTo(431);
    }
  }

  @Test
  void a_window_that_is_opened_byte_by_byte_ends_the_connection() throws IOException {
    var overload = OverloadOptions.defaults().withMinResponseRate(0);
    try (var server =
            TestServer.start(
                options(fewFrames()).withOverload(overload),
                request -> TestServer.text(request, "x".repeat(100_000)));
        var client = FrameClient.connect(server, 4, 0)) {
      client.get(1, "/");
      try {
        for (var i = 0; i < 1000; i++) {
          client.windowUpdate(1, 1);
        }
      } catch (IOException endedAlready) {
        // seen below
      }
      assertThat(client.awaitGoAway()).isEqualTo(ENHANCE_YOUR_CALM);
    }
  }

  @Test
  void small_messages_make_up_for_windows_that_are_opened_for_each() throws IOException {
    var next = new Semaphore(0);
    try (var server =
            TestServer.start(
                options(fewFrames()),
                request ->
                    TestServer.respond(
                        request,
                        Status.OK,
                        new ResponseBody.Stream(out -> {
                          for (var i = 0; i < 200; i++) {
                            out.write('x');
                            out.flush();
                            next.acquire();
                          }
                        })));
        var client = FrameClient.connect(server)) {
      client.get(1, "/");
      for (var i = 0; i < 200; i++) {
        client.await(FrameType.DATA);
        client.windowUpdate(1, 1).windowUpdate(0, 1);
        next.release();
      }
      assertThat(client.await(FrameType.DATA).endsStream()).isTrue();
    }
  }

  @Test
  void heads_that_come_after_the_last_request_of_a_connection_count() throws IOException {
    var overload = OverloadOptions.defaults().withMaxRequestsPerConnection(1).withMinBodyRate(0);
    try (var server = TestServer.startEcho(options(fewFrames()).withOverload(overload));
        var client = FrameClient.connect(server)) {
      client.request(1, "POST", "/", false);
      try {
        for (var stream = 3; stream < 1000; stream += 2) {
          client.get(stream, "/");
        }
      } catch (IOException endedAlready) {
        // seen below
      }
      assertThat(client.awaitGoAway()).isEqualTo(ENHANCE_YOUR_CALM);
    }
  }

  @Test
  void requests_make_up_for_frames_that_serve_none() throws IOException {
    try (var server = TestServer.startEcho(options(fewFrames()));
        var client = FrameClient.connect(server)) {
      var stream = 1;
      for (var i = 0; i < 200; i++) {
        client.ping(i, false).ping(i, false).windowUpdate(0, 1).get(stream, "/").answer(stream);
        stream += 2;
      }
      assertThat(client.get(stream, "/").answer(stream).status()).isEqualTo(200);
    }
  }

  @Test
  void the_count_starts_again_after_a_while() throws Exception {
    var http2 = fewResets().withFloodWindow(Duration.ofMillis(1));
    // A server that looks at its time-outs every ten milliseconds.
    var often =
        OverloadOptions.defaults()
            .withRateWindow(Duration.ofMillis(40))
            .withMinBodyRate(0)
            .withMinResponseRate(0);
    try (var server = TestServer.startEcho(options(http2).withOverload(often));
        var client = FrameClient.connect(server)) {
      var stream = 1;
      for (var round = 0; round < 3; round++) {
        for (var i = 0; i < 15; i++) {
          client.request(stream, "POST", "/", false).reset(stream, ErrorCode.CANCEL);
          stream += 2;
        }
        // Between two answers that are so far apart it has looked, however busy the machine is.
        for (var i = 0; i < 3; i++) {
          assertThat(client.ping(i, false).await(FrameType.PING).isAck()).isTrue();
          Thread.sleep(100);
        }
      }
      assertThat(client.get(stream, "/").answer(stream).status()).isEqualTo(200);
    }
  }

  @Test
  void a_handler_counts_until_it_ends_though_its_request_was_given_up() throws Exception {
    var running = new AtomicInteger();
    var go = new CountDownLatch(1);
    var http2 = Http2Options.defaults().withMaxConcurrentStreams(3);
    try (var server =
            TestServer.start(
                options(http2),
                request -> {
                  running.incrementAndGet();
                  go.await();
                  return TestServer.text(request, "done");
                });
        var client = FrameClient.connect(server)) {
      for (var stream = 1; stream <= 11; stream += 2) {
        client.get(stream, "/").reset(stream, ErrorCode.CANCEL);
      }
      client.get(13, "/");
      assertThat(client.awaitReset(13)).isEqualTo(ErrorCode.REFUSED_STREAM);
      while (running.get() < 3) {
        Thread.sleep(1);
      }
      assertThat(running).hasValue(3);
      go.countDown();
      var stream = 15;
      while (client.get(stream, "/").answer(stream).status() != 200) {
        stream += 2;
        // Those who are refused without end are a flood.
        Thread.sleep(100);
      }
    }
  }

  @Test
  void a_client_that_takes_no_answers_to_its_pings_is_not_read_from_any_more() throws Exception {
    var http2 = Http2Options.defaults().withMaxControlFrames(100_000_000);
    try (var server =
            TestServer.startEcho(options(http2).withWriteTimeout(Duration.ofMillis(300)));
        var client = FrameClient.connect(server)) {
      var pings = new byte[17 * 10_000];
      for (var i = 0; i < 10_000; i++) {
        System.arraycopy(
            FrameClient.frameBytes(FrameType.PING, 0, 0, new byte[8]), 0, pings, 17 * i, 17);
      }
      var ended = false;
      var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
      try {
        // Without an end: while it waits for the end of a connection, the server drops what comes.
        while (System.nanoTime() - end < 0) {
          client.bytes(pings);
        }
      } catch (IOException reset) {
        ended = true;
      }
      assertThat(ended).as("the server has ended the connection").isTrue();
    }
  }

  @Test
  void a_client_that_opens_no_window_loses_its_stream() throws IOException {
    try (var server =
            TestServer.startEcho(TestServer.options().withWriteTimeout(Duration.ofMillis(200)));
        var client = FrameClient.connect(server, 4, 0)) {
      assertThat(client.get(1, "/").awaitReset(1)).isEqualTo(ErrorCode.CANCEL);
      assertThat(client.ping(1, false).await(FrameType.PING).isAck()).isTrue();
    }
  }

  @Test
  void whoever_writes_for_a_client_that_opens_no_window_is_told() throws Exception {
    var failure = new CompletableFuture<Throwable>();
    try (Server server =
            TestServer.start(
                TestServer.options().withWriteTimeout(Duration.ofMillis(200)),
                request ->
                    TestServer.respond(
                        request,
                        Status.OK,
                        new ResponseBody.Stream(out -> {
                          try {
                            while (true) {
                              out.write(new byte[10_000]);
                            }
                          } catch (IOException told) {
                            failure.complete(told);
                            throw told;
                          }
                        })));
        var client = FrameClient.connect(server)) {
      assertThat(client.get(1, "/").awaitReset(1)).isEqualTo(ErrorCode.CANCEL);
      assertThat(failure.get()).hasMessage("The client has closed the connection.");
    }
  }
}
