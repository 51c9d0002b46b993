package dev.lodestar.http3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.Http3Options;
import dev.lodestar.engine.Server;
import io.netty.handler.codec.quic.QuicStreamType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients do to make the server work, or remember, for nothing.
class FloodsTest {
  /// The field `accept-encoding: gzip, deflate, br` of the static table of QPACK, in one byte.
  private static final byte FIELD = (byte) (0xC0 | 31);

  private static final byte SET_NO_CAPACITY = 0x20;
  private static final byte CANCEL_STREAM = 0x40;

  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void endAll() {
    end.countDown();
  }

  private static Server start(Http3Options options) throws IOException {
    return Http3Servers.startEcho(Http3Servers.options(options));
  }

  private static QuicClient connect(Server server) throws IOException {
    return QuicClient.connect(server.http3Port().getAsInt());
  }

  /// A head in which one field of one byte occurs many times.
  private static byte[] bomb(int fields) {
    var section = Frames.section(Frames.pseudoFields("GET", "/"));
    var all = Arrays.copyOf(section, section.length + fields);
    Arrays.fill(all, section.length, all.length, FIELD);
    return Frames.frame(Frames.HEADERS, all);
  }

  @Test
  void a_small_head_that_becomes_a_large_one_is_answered() throws Exception {
    try (var server = start(Http3Options.defaults());
        var client = connect(server)) {
      assertThat(client.open().write(bomb(50)).end().answer().status()).isEqualTo(200);
      assertThat(client.open().write(bomb(500)).end().answer().status()).isEqualTo(431);
      assertThat(client.get("/").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void a_small_head_that_becomes_a_huge_one_ends_the_connection() throws Exception {
    try (var server = start(Http3Options.defaults());
        var client = connect(server)) {
      client.open().write(bomb(5_000));
      assertThat(client.closeCode()).isEqualTo(ErrorCode.EXCESSIVE_LOAD);
    }
  }

  @Test
  void a_head_that_is_announced_as_huge_ends_the_connection_before_it_comes() throws Exception {
    try (var server = start(Http3Options.defaults());
        var client = connect(server)) {
      client.open().write(Frames.join(Frames.number(Frames.HEADERS), Frames.number(500_000)));
      assertThat(client.closeCode()).isEqualTo(ErrorCode.EXCESSIVE_LOAD);
    }
  }

  @Test
  void heads_that_are_begun_and_not_ended_are_bounded_together() throws Exception {
    try (var server = start(Http3Options.defaults());
        var client = connect(server)) {
      var begun =
          Frames.join(Frames.number(Frames.HEADERS), Frames.number(60_000), new byte[50_000]);
      for (var i = 0; i < 8 && !client.isClosed(); i++) {
        client.open().write(begun);
      }
      assertThat(client.closeCode()).isEqualTo(ErrorCode.EXCESSIVE_LOAD);
    }
  }

  @Test
  void heads_that_were_begun_and_given_up_do_not_count() throws Exception {
    try (var server = start(Http3Options.defaults());
        var client = connect(server)) {
      var begun =
          Frames.join(Frames.number(Frames.HEADERS), Frames.number(60_000), new byte[50_000]);
      for (var i = 0; i < 12; i++) {
        var stream = client.open().write(begun);
        stream.reset();
        Thread.sleep(20);
      }
      assertThat(client.get("/").answer().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(bytes = {SET_NO_CAPACITY, CANCEL_STREAM})
  void what_qpack_may_say_without_a_table_may_not_be_said_for_ever(byte instruction)
      throws Exception {
    try (var server = start(Http3Options.defaults().withMaxControlFrames(200));
        var client = QuicClient.to(server.http3Port().getAsInt()).raw().connect()) {
      var bytes = new byte[4_000];
      Arrays.fill(bytes, instruction);
      bytes[0] = (byte) (instruction == SET_NO_CAPACITY ? 2 : 3);
      client
          .openBare(QuicStreamType.UNIDIRECTIONAL)
          .writeAndFlush(QuicClient.bytes(bytes))
          .awaitUninterruptibly(500);
      assertThat(client.closeCode()).isEqualTo(ErrorCode.EXCESSIVE_LOAD);
    }
  }

  @Test
  void streams_of_no_use_without_end_are_too_many() throws Exception {
    try (var server = start(Http3Options.defaults().withMaxControlFrames(200));
        var client = connect(server)) {
      for (var i = 0; i < 100 && !client.isClosed(); i++) {
        try {
          var stream = client.openBare(QuicStreamType.UNIDIRECTIONAL);
          stream.writeAndFlush(QuicClient.bytes(new byte[] {0x21})).awaitUninterruptibly(500);
          stream.shutdownOutput().awaitUninterruptibly(500);
        } catch (IOException wait) {
          // as many as are allowed are open
          Thread.sleep(10);
        }
      }
      assertThat(client.closeCode()).isEqualTo(ErrorCode.EXCESSIVE_LOAD);
    }
  }

  @Test
  void streams_of_no_use_that_stay_open_are_few_and_hold_nobody_up() throws Exception {
    try (var server = start(Http3Options.defaults());
        var client = connect(server)) {
      var opened = 0;
      try {
        while (opened < 100) {
          client
              .openBare(QuicStreamType.UNIDIRECTIONAL)
              .writeAndFlush(QuicClient.bytes(new byte[] {0x21, 1, 2, 3}))
              .awaitUninterruptibly(500);
          opened++;
        }
      } catch (IOException limit) {
        assertThat(opened).isLessThan(QuicSockets.MOST_OTHER_STREAMS);
      }
      assertThat(client.get("/").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void empty_data_without_end_is_too_much() throws Exception {
    try (var server = start(Http3Options.defaults().withMaxControlFrames(200));
        var client = connect(server)) {
      var stream = client.open().head("POST", "/");
      stream.write(new byte[1_000]);
      assertThat(client.closeCode()).isEqualTo(ErrorCode.EXCESSIVE_LOAD);
    }
  }

  @Test
  void requests_that_are_begun_and_given_up_at_once_are_too_many() throws Exception {
    var handled = new AtomicInteger();
    try (var server =
            Http3Servers.start(
                Http3Servers.options(
                    Http3Options.defaults().withMaxResets(30).withMaxConcurrentStreams(10)),
                request -> {
                  handled.incrementAndGet();
                  while (end.getCount() > 0) {
                    try {
                      end.await();
                    } catch (InterruptedException ignored) {
                      // a handler that does not mind
                    }
                  }
                  return Http3Servers.text(request, "");
                });
        var client = connect(server)) {
      for (var i = 0; i < 200 && !client.isClosed(); i++) {
        try {
          client.get("/").stopSending();
        } catch (IOException closed) {
          break;
        }
      }
      assertThat(client.closeCode()).isEqualTo(ErrorCode.EXCESSIVE_LOAD);
      // However many were asked for, no more handlers were at work than requests may be open.
      assertThat(handled.get()).isLessThanOrEqualTo(10);
      end.countDown();
    }
  }

  @Test
  void a_connection_ends_before_streams_that_were_given_up_make_it_useless() throws Exception {
    var options = Http3Servers.options(Http3Options.defaults().withMaxResets(100_000));
    try (var server =
            Http3Servers.start(
                options,
                request -> {
                  if (request.path().equals("/slow")) {
                    end.await();
                  }
                  return Http3Servers.echo(request);
                });
        var client = connect(server)) {
      var slow = client.get("/slow");
      for (var i = 0; i < Http3Connection.MOST_LEFT_BEHIND; i++) {
        client.open().head("POST", "/").reset();
      }
      assertThat(client.goAway()).isEqualTo(4 * (Http3Connection.MOST_LEFT_BEHIND + 1));
      // What was asked for before is answered, and nothing after it.
      var bare = client.openBare(QuicStreamType.BIDIRECTIONAL);
      bare.writeAndFlush(QuicClient.bytes(Frames.head("GET", "/"))).awaitUninterruptibly(500);
      end.countDown();
      assertThat(slow.answer().body()).isEqualTo("GET /slow ");
      assertThat(client.closeCode()).isEqualTo(ErrorCode.NO_ERROR);
    }
  }

  @Test
  void many_requests_at_once_are_all_answered() throws Exception {
    try (var server = start(Http3Options.defaults());
        var client = connect(server)) {
      for (var round = 0; round < 5; round++) {
        var streams = new ArrayList<RequestStream>();
        for (var i = 0; i < 100; i++) {
          streams.add(client.get("/" + i));
        }
        for (var i = 0; i < 100; i++) {
          assertThat(streams.get(i).answer().body()).isEqualTo("GET /" + i + " ");
        }
      }
    }
  }
}
