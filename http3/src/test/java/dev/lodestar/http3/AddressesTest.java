package dev.lodestar.http3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.Server;
import io.netty.channel.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where clients are, and what is answered to datagrams of those who may be somewhere else.
class AddressesTest {
  private static final int INITIAL = 0xC0;
  private static final int HANDSHAKE = 0xE0;
  private static final int TYPE = 0xF0;
  private static final int RETRY = 0xF0;
  private static final int VERSION = 1;
  private static final int UNKNOWN_VERSION = 0x1A2A_3A4A;
  private static final int VERSION_2 = 0x6B33_43CF;

  /// What a packet that asks for a connection begins with in version 2 (RFC 9369, section 3.2).
  private static final int INITIAL_OF_VERSION_2 = 0xD0;

  private static final byte[] NO_TOKEN = {};

  private Server server;
  private DatagramSocket socket;

  @BeforeEach
  void start() throws IOException {
    server = Http3Servers.startEcho();
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.http3Port().getAsInt()));
  }

  @AfterEach
  void stop() {
    socket.close();
    server.close();
  }

  /// A datagram with a long header, and nothing behind it that could be decrypted.
  private static byte[] longHeader(int first, int version, int id, byte[] token, int size) {
    var out = ByteBuffer.allocate(Math.max(size, 200));
    out.put((byte) first).putInt(version);
    out.put((byte) 8).putInt(id).putInt(0x0BAD_CAFE);
    out.put((byte) 8).putLong(0x1234_5678_9ABC_DEF0L);
    if ((first & 0x30) == 0) {
      out.put(Frames.number(token.length)).put(token);
    }
    out.put((byte) 0x44).put((byte) 0x80);
    return Arrays.copyOf(out.array(), size);
  }

  private void send(byte[] bytes) throws IOException {
    socket.send(new DatagramPacket(bytes, bytes.length));
  }

  /// Returns what is answered within a moment; nothing if nothing is.
  private byte[] receive(int millis) throws IOException {
    var packet = new DatagramPacket(new byte[65_536], 65_536);
    socket.setSoTimeout(millis);
    try {
      socket.receive(packet);
    } catch (SocketTimeoutException nothing) {
      return new byte[0];
    }
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  private byte[] retryToken() throws IOException {
    send(longHeader(INITIAL, VERSION, 1, NO_TOKEN, 1_200));
    var answer = receive(30_000);
    // first byte, version, two ids with their lengths; at the end is a tag of 16 bytes
    var start = 5 + 1 + 8 + 1 + answer[5 + 1 + 8];
    return Arrays.copyOfRange(answer, start, answer.length - 16);
  }

  @Test
  void who_asks_for_a_connection_has_to_show_first_that_it_is_there() throws IOException {
    send(longHeader(INITIAL, VERSION, 1, NO_TOKEN, 1_200));
    var answer = receive(30_000);
    assertThat(answer[0] & TYPE).isEqualTo(RETRY);
    // A fraction of what was sent, so nobody can turn more than that on somebody else.
    assertThat(answer).hasSizeLessThan(150);
    assertThat(receive(100)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    INITIAL + ", " + UNKNOWN_VERSION,
    HANDSHAKE + ", " + UNKNOWN_VERSION,
    INITIAL_OF_VERSION_2 + ", " + VERSION_2,
  })
  void a_version_that_is_unknown_is_answered_with_the_one_that_is_known(int first, int version)
      throws IOException {
    send(longHeader(first, version, 1, NO_TOKEN, 1_200));
    var answer = ByteBuffer.wrap(receive(30_000));
    // The ids in turn show the client that this is an answer (RFC 9000, section 17.2.1).
    var expected = ByteBuffer.allocate(27).put((byte) 0xC0).putInt(0);
    expected.put((byte) 8).putLong(0x1234_5678_9ABC_DEF0L);
    expected.put((byte) 8).putInt(1).putInt(0x0BAD_CAFE).putInt(VERSION);
    assertThat(answer).isEqualTo(expected.flip());
    assertThat(receive(100)).isEmpty();
  }

  @Test
  void an_unknown_version_has_ids_of_any_length() throws IOException {
    var asking = new byte[1_200];
    Arrays.fill(asking, (byte) -1);
    send(asking);
    var answer = ByteBuffer.wrap(receive(30_000));
    assertThat(answer.remaining()).isEqualTo(1 + 4 + 2 * 256 + 4);
    assertThat(answer.getInt(answer.remaining() - 4)).isEqualTo(VERSION);
  }

  @ParameterizedTest
  @CsvSource({
    INITIAL + ", " + VERSION + ", 1199",
    INITIAL + ", " + VERSION + ", 40",
    INITIAL + ", " + UNKNOWN_VERSION + ", 1199",
    HANDSHAKE + ", " + UNKNOWN_VERSION + ", 30",
    INITIAL + ", 0, 1200",
    HANDSHAKE + ", " + VERSION + ", 1200",
    "0x40, 0, 1200",
    "0x40, 0, 21",
    "0x40, 0, 20",
    "0x40, 0, 2",
    "0x40, 0, 1",
    "0, 0, 0",
  })
  void other_datagrams_of_strangers_are_not_answered(int first, int version, int size)
      throws IOException {
    for (var i = 0; i < 50; i++) {
      send(longHeader(first, version, i, NO_TOKEN, size));
    }
    assertThat(receive(80)).isEmpty();
    assertThat(isServed()).isTrue();
  }

  @Test
  void random_bytes_do_no_harm() throws IOException {
    var random = new Random(9_000);
    for (var i = 0; i < 3_000; i++) {
      var bytes = new byte[random.nextInt(1_400)];
      random.nextBytes(bytes);
      send(bytes);
    }
    assertThat(isServed()).isTrue();
  }

  private boolean isServed() throws IOException {
    try (var client = QuicClient.connect(server.http3Port().getAsInt())) {
      return client.get("/").answer().status() == 200;
    } catch (InterruptedException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Test
  void a_token_of_another_address_or_a_changed_one_is_worth_nothing() throws IOException {
    var token = retryToken();
    assertThat(token).hasSizeBetween(24, 44);
    for (var i = 0; i < token.length; i++) {
      var changed = token.clone();
      changed[i] ^= 1;
      send(longHeader(INITIAL, VERSION, 100 + i, changed, 1_200));
    }
    send(longHeader(INITIAL, VERSION, 2, Arrays.copyOf(token, 20), 1_200));
    send(longHeader(INITIAL, VERSION, 3, new byte[500], 1_200));
    assertThat(receive(100)).isEmpty();

    try (var other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      other.connect(socket.getRemoteSocketAddress());
      var stolen = longHeader(INITIAL, VERSION, 4, token, 1_200);
      other.send(new DatagramPacket(stolen, stolen.length));
      other.setSoTimeout(100);
      assertThat(silence(other)).isTrue();
    }
  }

  private static boolean silence(DatagramSocket socket) throws IOException {
    try {
      socket.receive(new DatagramPacket(new byte[2_000], 2_000));
      return false;
    } catch (SocketTimeoutException nothing) {
      return true;
    }
  }

  @Test
  void an_address_has_no_more_than_some_handshakes_that_do_not_end() throws Exception {
    var knocks = new ArrayList<Channel>();
    try {
      knockInTime(knocks);
      var connected = CompletableFuture.supplyAsync(this::connect, Thread::startVirtualThread);
      Thread.sleep(300);
      assertThat(connected).isNotDone();
      closeAll(knocks);
      // When the time of the others is over, there is room.
      assertConnects(connected);
    } finally {
      closeAll(knocks);
    }
  }

  /// Begins as many handshakes as an address may have. The first must not be over before the last
  /// has knocked, for which a busy machine takes its time; and they must be over before the client
  /// that waits for them asks for the last time, after 15 seconds.
  private void knockInTime(List<Channel> knocks) throws Exception {
    for (var time :
        List.of(Duration.ofSeconds(5), Duration.ofSeconds(12), Duration.ofSeconds(12))) {
      server.close();
      var tls = Http3Servers.tls().withHandshakeTimeout(time);
      server = Http3Servers.startEcho(Http3Servers.options().withTls(tls).withEventLoops(1));
      var begun = System.nanoTime();
      for (var i = 0; i < Handshakes.MOST_OF_ADDRESS; i++) {
        knocks.add(QuicClient.knock(server.http3Port().getAsInt()));
      }
      if (System.nanoTime() - begun < time.dividedBy(2).toNanos()) {
        return;
      }
      closeAll(knocks);
      knocks.clear();
    }
    throw new AssertionError("The handshakes could not be begun in time.");
  }

  @Test
  void handshakes_that_fail_at_once_are_begun_no_faster_than_others() throws Exception {
    while (!failingHandshakesHoldOffOthers()) {
      // They have not been begun for so long that others had room in between.
    }
  }

  /// @return `false` if others were let in, and the attack had to wait for a processor for too long
  private boolean failingHandshakesHoldOffOthers() throws Exception {
    server.close();
    server = Http3Servers.startEcho(Http3Servers.options().withEventLoops(1));
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.http3Port().getAsInt()));
    assertThat(isServed()).isTrue();
    var token = retryToken();
    var failing = new AtomicBoolean(true);
    var longestPause = new AtomicLong();
    var attack =
        CompletableFuture.runAsync(
            () -> {
              var last = System.nanoTime();
              for (var id = 0; failing.get(); id++) {
                sendUnchecked(undecryptable(id, token));
                if (id % 8 == 0) {
                  LockSupport.parkNanos(4_000_000);
                  var now = System.nanoTime();
                  longestPause.accumulateAndGet(now - last, Math::max);
                  last = now;
                }
              }
            },
            Thread::startVirtualThread);
    // Until the last that may begin has begun.
    Thread.sleep(600);
    var connected = CompletableFuture.supplyAsync(this::connect, Thread::startVirtualThread);
    Thread.sleep(500);
    var held = !connected.isDone();
    failing.set(false);
    attack.join();
    assertConnects(connected);
    if (longestPause.get() < Handshakes.PENALTY.toNanos() / 10) {
      assertThat(held).as("an address whose handshakes fail is held off").isTrue();
    }
    return held;
  }

  /// Asks for a connection of its own with a token that counts, and with keys that do not fit.
  private static byte[] undecryptable(int id, byte[] token) {
    var out = ByteBuffer.allocate(1_200).put((byte) INITIAL).putInt(VERSION);
    out.put((byte) 20).put(new byte[16]).putInt(id);
    out.put((byte) 8).putLong(0x1234_5678_9ABC_DEF0L);
    out.put(Frames.number(token.length)).put(token);
    var length = out.remaining() - 2;
    return out.put((byte) (0x40 | length >> 8)).put((byte) length).array();
  }

  private void sendUnchecked(byte[] bytes) {
    try {
      send(bytes);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void closeAll(List<Channel> channels) {
    for (var channel : channels) {
      channel.close().awaitUninterruptibly(500);
    }
  }

  /// Waits for a client that was held off, for which there is room now.
  private void assertConnects(CompletableFuture<QuicClient> heldOff) throws Exception {
    try {
      heldOff.get(QuicClient.PATIENCE_SECONDS, TimeUnit.SECONDS).close();
    } catch (ExecutionException tooSeldom) {
      // It asks less and less often, and at last no more.
      connect().close();
    }
  }

  private QuicClient connect() {
    try {
      return QuicClient.connect(server.http3Port().getAsInt());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void a_client_that_gets_another_address_goes_on() throws Exception {
    server.close();
    var go = new CountDownLatch(1);
    server =
        Http3Servers.start(request -> {
          if (request.path().equals("/slow")) {
            go.await();
          }
          return Http3Servers.text(request, request.connection().remoteAddress().toString());
        });
    try (var relay = new Relay(server.http3Port().getAsInt());
        var client = QuicClient.connect(relay.port())) {
      var first = client.get("/").answer().body();
      var slow = client.get("/slow");
      for (var i = 0; i < 10; i++) {
        var port = relay.move();
        var said = client.get("/").answer().body();
        // The first request after a move tells the server of it.
        for (var tries = 0; !said.endsWith(":" + port) && tries < 50; tries++) {
          Thread.sleep(20);
          said = client.get("/").answer().body();
        }
        assertThat(said).endsWith(":" + port).isNotEqualTo(first);
      }
      go.countDown();
      assertThat(slow.answer().body()).isEqualTo(first);
    }
  }
}
