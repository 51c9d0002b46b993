package dev.lodestar.server;

import static dev.lodestar.server.FrameClient.BINARY;
import static dev.lodestar.server.FrameClient.COMPRESSED;
import static dev.lodestar.server.FrameClient.CONTINUATION;
import static dev.lodestar.server.FrameClient.FINAL;
import static dev.lodestar.server.FrameClient.PING;
import static dev.lodestar.server.FrameClient.PONG;
import static dev.lodestar.server.FrameClient.TEXT;
import static dev.lodestar.server.FrameClient.hex;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.Server;
import dev.lodestar.engine.WebSocketOptions;
import dev.lodestar.websocket.WebSocketMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Compressed messages (RFC 7692): groups 12 and 13 of the usual conformance suite, and what goes
/// wrong.
class WebSocketCompressionTest {
  private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate";

  /// One server forgets each message, the other remembers them.
  private static Server forgetful;

  private static Server mindful;

  @BeforeAll
  static void start() throws IOException {
    var options = WebSocketOptions.defaults().withCompressionThreshold(0);
    forgetful = SocketServer.startEcho(options);
    mindful = SocketServer.startEcho(options.withContextTakeover(true));
  }

  @AfterAll
  static void stop() {
    forgetful.close();
    mindful.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "permessage-deflate | permessage-deflate; server_no_context_takeover; client_no_context_takeover",
        "permessage-deflate; client_max_window_bits | permessage-deflate; server_no_context_takeover; client_no_context_takeover",
        "permessage-deflate; client_max_window_bits=9 | permessage-deflate; server_no_context_takeover; client_no_context_takeover",
        "permessage-deflate; server_max_window_bits=15 | permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=15",
        "permessage-deflate; server_max_window_bits=9 | permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=9",
        "permessage-deflate;server_max_window_bits=\"8\" | permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=8",
        "other, permessage-deflate | permessage-deflate; server_no_context_takeover; client_no_context_takeover",
        "permessage-deflate; unknown, permessage-deflate | permessage-deflate; server_no_context_takeover; client_no_context_takeover"
      })
  void an_offer_is_accepted_without_memory(String offer, String answer) throws IOException {
    try (var client = FrameClient.open(forgetful, "Sec-WebSocket-Extensions: " + offer)) {
      assertThat(client.answer().header("Sec-WebSocket-Extensions")).isEqualTo(answer);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "permessage-deflate | permessage-deflate",
        "permessage-deflate; server_no_context_takeover | permessage-deflate; server_no_context_takeover",
        "permessage-deflate; client_no_context_takeover | permessage-deflate; client_no_context_takeover",
        "permessage-deflate; server_max_window_bits=10 | permessage-deflate; server_no_context_takeover; server_max_window_bits=10",
        "permessage-deflate; server_max_window_bits=15 | permessage-deflate; server_max_window_bits=15"
      })
  void an_offer_is_accepted_with_memory(String offer, String answer) throws IOException {
    try (var client = FrameClient.open(mindful, "Sec-WebSocket-Extensions: " + offer)) {
      assertThat(client.answer().header("Sec-WebSocket-Extensions")).isEqualTo(answer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other",
        "permessage-bzip2",
        "Permessage-Deflate2",
        "permessage-deflate; unknown",
        "permessage-deflate; server_max_window_bits",
        "permessage-deflate; server_max_window_bits=7",
        "permessage-deflate; server_max_window_bits=16",
        "permessage-deflate; server_max_window_bits=09",
        "permessage-deflate; server_max_window_bits=x",
        "permessage-deflate; client_max_window_bits=7",
        "permessage-deflate; client_max_window_bits=16",
        "permessage-deflate; server_no_context_takeover=1",
        "permessage-deflate; client_no_context_takeover=true",
        "permessage-deflate; client_max_window_bits; client_max_window_bits=10",
        "permessage-deflate; server_no_context_takeover; server_no_context_takeover"
      })
  void an_offer_that_cannot_be_kept_is_declined(String offer) throws IOException {
    try (var client = FrameClient.open(forgetful, "Sec-WebSocket-Extensions: " + offer)) {
      assertThat(client.answer().header("Sec-WebSocket-Extensions")).isNull();
      client.text("plain").expectText("plain");
      client.send(FINAL | COMPRESSED | TEXT, "x").expectFailure(1002);
    }
  }

  @Test
  void a_server_that_does_not_compress_declines() throws IOException {
    var options = WebSocketOptions.defaults().withCompression(false);
    try (var server = SocketServer.startEcho(options);
        var client = FrameClient.open(server, OFFER)) {
      assertThat(client.answer().header("Sec-WebSocket-Extensions")).isNull();
      client.text("plain").expectText("plain");
    }
  }

  static Stream<Arguments> group12() {
    return IntStream.of(1, 16, 64, 256, 1_024, 4_096, 8_192, 16_384, 32_768, 65_536, 131_072)
        .boxed()
        .flatMap(size ->
            Stream.of("json", "text", "zeros", "random")
                .map(content -> Arguments.of(size, content)));
  }

  @ParameterizedTest
  @MethodSource("group12")
  void group_12_messages_of_any_size_and_content_come_back(int size, String content)
      throws Exception {
    try (var client = FrameClient.open(forgetful, OFFER)) {
      talk(client, size, content, new Peer(false, false), 0);
    }
  }

  @ParameterizedTest
  @MethodSource("group12")
  void group_12_messages_may_come_in_fragments(int size, String content) throws Exception {
    try (var client = FrameClient.open(forgetful, OFFER)) {
      talk(client, size, content, new Peer(false, false), Math.max(1, size / 17));
    }
  }

  static Stream<Arguments> group13() {
    var offers =
        List.of(
            "",
            "; client_no_context_takeover",
            "; server_no_context_takeover",
            "; client_no_context_takeover; server_no_context_takeover",
            "; server_max_window_bits=9",
            "; server_max_window_bits=15; client_max_window_bits",
            "; server_max_window_bits=8; client_no_context_takeover; client_max_window_bits=9");
    return offers.stream()
        .flatMap(offer ->
            IntStream.of(16, 1_024, 8_192, 100_000)
                .boxed()
                .flatMap(size ->
                    Stream.of("json", "random")
                        .map(content -> Arguments.of(offer, size, content))));
  }

  @ParameterizedTest
  @MethodSource("group13")
  void group_13_all_parameters_are_kept(String offer, int size, String content) throws Exception {
    try (var client = FrameClient.open(mindful, OFFER + offer)) {
      var answer = client.answer().header("Sec-WebSocket-Extensions");
      var peer =
          new Peer(
              !answer.contains("client_no_context_takeover"),
              !answer.contains("server_no_context_takeover"));
      talk(client, size, content, peer, 0);
    }
  }

  @ParameterizedTest
  @CsvSource({"8, json", "9, json", "9, text", "10, json", "12, text", "14, json"})
  void group_13_nothing_refers_to_what_is_farther_back_than_the_client_wants(
      int bits, String content) throws Exception {
    try (var client = FrameClient.open(forgetful, OFFER + "; server_max_window_bits=" + bits)) {
      var payload = content(100_000, content, 1);
      client.send(FINAL | TEXT, payload);
      var frame = client.read();
      assertThat(frame.first()).isEqualTo(FINAL | COMPRESSED | TEXT);
      var inflated = new FarthestDistance(frame.payload());
      assertThat(inflated.size()).isEqualTo(payload.length);
      assertThat(inflated.farthest()).isPositive().isLessThanOrEqualTo(1 << bits);
    }
  }

  @Test
  void a_window_of_full_size_is_used() throws Exception {
    try (var client = FrameClient.open(forgetful, OFFER)) {
      client.send(FINAL | TEXT, content(100_000, "json", 1));
      assertThat(new FarthestDistance(client.read().payload()).farthest()).isGreaterThan(1 << 14);
    }
  }

  /// Sends messages, some of them compressed, and compares what comes back.
  private static void talk(FrameClient client, int size, String content, Peer peer, int fragment)
      throws Exception {
    for (var i = 0; i < 4; i++) {
      var payload = content(size, content, i);
      var kind = content.equals("random") || content.equals("zeros") ? BINARY : TEXT;
      if (i == 2) {
        client.send(FINAL | kind, payload);
      } else {
        sendFragments(client, kind, peer.compress(payload), fragment);
      }
      var frame = client.read();
      assertThat(frame.opcode()).isEqualTo(kind);
      assertThat(frame.first() & FINAL).isEqualTo(FINAL);
      var received =
          (frame.first() & COMPRESSED) == 0 ? frame.payload() : peer.decompress(frame.payload());
      assertThat(Arrays.equals(received, payload)).isTrue();
      if (size >= 256 && !content.equals("random")) {
        assertThat(frame.first() & COMPRESSED).isEqualTo(COMPRESSED);
        assertThat(frame.payload()).hasSizeLessThan(size);
      }
    }
    client.closes(1000, "").expectClose(1000);
  }

  private static void sendFragments(FrameClient client, int kind, byte[] bytes, int fragment)
      throws IOException {
    if (fragment == 0) {
      client.send(FINAL | COMPRESSED | kind, bytes);
      return;
    }
    var frames = new ByteArrayOutputStream();
    for (var start = 0; start < bytes.length; start += fragment) {
      var end = Math.min(bytes.length, start + fragment);
      var marks =
          (start == 0 ? COMPRESSED | kind : CONTINUATION) | (end == bytes.length ? FINAL : 0);
      frames.writeBytes(FrameClient.frame(marks, Arrays.copyOfRange(bytes, start, end)));
    }
    client.raw().send(frames.toByteArray());
  }

  private static byte[] content(int size, String kind, int seed) {
    var random = new Random(seed);
    var bytes = new byte[size];
    switch (kind) {
      case "random" -> random.nextBytes(bytes);
      case "zeros" -> {}
      case "json" -> {
        var text = new StringBuilder("[");
        while (text.length() < size) {
          text.append("{\"id\":").append(random.nextInt(5_000)).append(",\"name\":\"widget\"},");
        }
        bytes = text.substring(0, size).getBytes(UTF_8);
      }
      default -> {
        for (var i = 0; i < size; i++) {
          bytes[i] = (byte) ('a' + random.nextInt(8));
        }
      }
    }
    return bytes;
  }

  /// What the other side compresses and decompresses with.
  private static final class Peer {
    private final boolean remembersOwn;
    private final boolean remembersOthers;
    private Deflater deflater = new Deflater(6, true);
    private Inflater inflater = new Inflater(true);

    Peer(boolean remembersOwn, boolean remembersOthers) {
      this.remembersOwn = remembersOwn;
      this.remembersOthers = remembersOthers;
    }

    byte[] compress(byte[] bytes) {
      if (!remembersOwn) {
        deflater = new Deflater(6, true);
      }
      deflater.setInput(bytes);
      var out = new byte[2 * bytes.length + 100];
      var length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
      return Arrays.copyOf(out, length - 4);
    }

    byte[] decompress(byte[] bytes) throws Exception {
      if (!remembersOthers) {
        inflater = new Inflater(true);
      }
      var whole = Arrays.copyOf(bytes, bytes.length + 4);
      whole[bytes.length + 2] = -1;
      whole[bytes.length + 3] = -1;
      inflater.setInput(whole);
      var out = new ByteArrayOutputStream();
      var piece = new byte[8192];
      for (var count = inflater.inflate(piece); count > 0; count = inflater.inflate(piece)) {
        out.write(piece, 0, count);
      }
      return out.toByteArray();
    }
  }

  @Test
  void the_example_of_the_rfc_is_understood() throws IOException {
    try (var client = FrameClient.open(forgetful, OFFER)) {
      client.send(FINAL | COMPRESSED | TEXT, hex("f2 48 cd c9 c9 07 00")).expectText("Hello");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // without compression, in a last block, in two blocks, in an empty one
        "00 05 00 fa ff 48 65 6c 6c 6f 00",
        "f3 48 cd c9 c9 07 00 00",
        "f2 48 05 00 00 00 ff ff ca c9 c9 07 00"
      })
  void other_ways_of_the_rfc_to_say_it_are_understood(String bytes) throws IOException {
    try (var client = FrameClient.open(forgetful, OFFER)) {
      client.send(FINAL | COMPRESSED | TEXT, hex(bytes)).expectText("Hello");
      client.send(FINAL | COMPRESSED | TEXT, hex(bytes)).expectText("Hello");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "", "02 00"})
  void an_empty_message_may_be_compressed(String bytes) throws IOException {
    try (var client = FrameClient.open(forgetful, OFFER)) {
      client.send(FINAL | COMPRESSED | TEXT, hex(bytes)).expectText("");
    }
  }

  @Test
  void a_message_may_refer_to_the_one_before_if_that_was_agreed_on() throws IOException {
    try (var client = FrameClient.open(mindful, OFFER)) {
      client.send(FINAL | COMPRESSED | TEXT, hex("f2 48 cd c9 c9 07 00"));
      client.send(FINAL | COMPRESSED | TEXT, hex("f2 00 11 00 00"));
      var peer = new Peer(true, true);
      for (var i = 0; i < 2; i++) {
        var frame = client.read();
        assertThat(new String(decompressed(peer, frame), UTF_8)).isEqualTo("Hello");
      }
    }
  }

  private static byte[] decompressed(Peer peer, FrameClient.Frame frame) {
    try {
      return (frame.first() & COMPRESSED) == 0 ? frame.payload() : peer.decompress(frame.payload());
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void a_message_that_refers_to_the_one_before_is_a_mistake_otherwise() throws IOException {
    try (var client = FrameClient.open(forgetful, OFFER)) {
      client.send(FINAL | COMPRESSED | TEXT, hex("f2 48 cd c9 c9 07 00")).expectText("Hello");
      client.send(FINAL | COMPRESSED | TEXT, hex("f2 00 11 00 00")).expectFailure(1007);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff ff ff ff", "06", "48 65 6c 6c 6f", "00 05 00 00 00 48"})
  void what_cannot_be_decompressed_closes_with_1007(String bytes) throws IOException {
    try (var client = FrameClient.open(forgetful, OFFER)) {
      client.send(FINAL | COMPRESSED | BINARY, hex(bytes)).expectFailure(1007);
    }
  }

  @Test
  void a_compressed_text_is_utf_8_too() throws IOException {
    try (var client = FrameClient.open(forgetful, OFFER)) {
      var bytes = new Peer(false, false).compress(hex("48 65 6c 6c 6f ed a0 80"));
      client.send(FINAL | COMPRESSED | TEXT, bytes).expectFailure(1007);
    }
  }

  @Test
  void the_mark_belongs_to_the_first_frame_alone() throws IOException {
    try (var client = FrameClient.open(forgetful, OFFER)) {
      client.send(COMPRESSED | TEXT, hex("f2 48")).send(COMPRESSED | CONTINUATION, hex("cd"));
      client.expectFailure(1002);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {PING, PONG, FrameClient.CLOSE})
  void a_control_frame_is_never_compressed(int kind) throws IOException {
    try (var client = FrameClient.open(forgetful, OFFER)) {
      client.send(FINAL | COMPRESSED | kind, "").expectFailure(1002);
    }
  }

  @Test
  void a_ping_may_come_between_compressed_fragments() throws IOException {
    try (var client = FrameClient.open(forgetful, OFFER)) {
      client.send(COMPRESSED | TEXT, hex("f2 48 cd")).send(FINAL | PING, "ping");
      client.expect(FINAL | PONG, "ping");
      client.send(FINAL | CONTINUATION, hex("c9 c9 07 00")).expectText("Hello");
    }
  }

  @ParameterizedTest
  @CsvSource({"1000, 0", "1001, 1009"})
  void a_message_is_as_large_as_it_becomes(int size, int code) throws IOException {
    var options = WebSocketOptions.defaults().withMaxMessageSize(1000);
    try (var server = SocketServer.startEcho(options);
        var client = FrameClient.open(server, OFFER)) {
      var bomb = new Peer(false, false).compress("a".repeat(size).getBytes(UTF_8));
      client.send(FINAL | COMPRESSED | TEXT, bomb);
      if (code == 0) {
        client.expectText("a".repeat(size));
      } else {
        client.expectFailure(code);
      }
    }
  }

  @Test
  void a_bomb_is_stopped_while_it_is_decompressed() throws IOException {
    var bomb = new Peer(false, false).compress(new byte[300_000_000]);
    assertThat(bomb).hasSizeLessThan(1_000_000);
    try (var client = FrameClient.open(forgetful, OFFER)) {
      client.send(FINAL | COMPRESSED | BINARY, bomb).expectFailure(1009);
    }
  }

  @Test
  void small_messages_are_not_compressed() throws IOException {
    var options = WebSocketOptions.defaults().withCompressionThreshold(200);
    try (var server = SocketServer.startEcho(options);
        var client = FrameClient.open(server, OFFER)) {
      client.text("a".repeat(199)).expectText("a".repeat(199));
      client.text("a".repeat(200));
      assertThat(client.read().first()).isEqualTo(FINAL | COMPRESSED | TEXT);
    }
  }

  @Test
  void parts_are_compressed_as_they_are_sent() throws Exception {
    var server =
        SocketServer.start(
            WebSocketOptions.defaults(),
            connection -> {
              var bytes = "Hello, Hello, Hello, Hello".getBytes(UTF_8);
              connection.sendPart(bytes, 0, 10, true, false);
              connection.sendPart(bytes, 10, 0, true, false);
              connection.sendPart(bytes, 10, bytes.length - 10, true, false);
              connection.sendPart(bytes, 0, 0, true, true);
              connection.send(WebSocketMessage.of("after"));
            });
    try (server;
        var client = FrameClient.open(server, OFFER)) {
      var frames = new ArrayList<FrameClient.Frame>();
      var whole = new ByteArrayOutputStream();
      do {
        frames.add(client.read());
        whole.writeBytes(frames.getLast().payload());
      } while ((frames.getLast().first() & FINAL) == 0);
      assertThat(frames.stream().map(FrameClient.Frame::first))
          .containsExactly(COMPRESSED | TEXT, 0, 0, FINAL);
      assertThat(new String(new Peer(false, false).decompress(whole.toByteArray()), UTF_8))
          .isEqualTo("Hello, Hello, Hello, Hello");
      client.expectText("after");
    }
  }

  /// Looks through a compressed message for the reference that reaches farthest back.
  private static final class FarthestDistance {
    private static final int[] LENGTHS = {
      3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
      163, 195, 227, 258
    };
    private static final int[] LENGTH_BITS = {
      0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
    };
    private static final int[] ORDER = {
      16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
    };

    private final byte[] bytes;
    private int bit;
    private int size;
    private int farthest;

    FarthestDistance(byte[] message) {
      bytes = Arrays.copyOf(message, message.length + 4);
      bytes[message.length + 2] = -1;
      bytes[message.length + 3] = -1;
      while (bit + 7 < 8 * bytes.length) {
        block();
      }
    }

    int size() {
      return size;
    }

    int farthest() {
      return farthest;
    }

    private int bits(int count) {
      var value = 0;
      for (var i = 0; i < count; i++, bit++) {
        value |= (bytes[bit >> 3] >> (bit & 7) & 1) << i;
      }
      return value;
    }

    private void block() {
      bits(1);
      switch (bits(2)) {
        case 0 -> {
          bit = (bit + 7) & ~7;
          var length = bits(16);
          bits(16);
          size += length;
          bit += 8 * length;
        }
        case 1 -> {
          var lengths = new int[288];
          Arrays.fill(lengths, 0, 144, 8);
          Arrays.fill(lengths, 144, 256, 9);
          Arrays.fill(lengths, 256, 280, 7);
          Arrays.fill(lengths, 280, 288, 8);
          var distances = new int[30];
          Arrays.fill(distances, 5);
          codes(lengths, distances);
        }
        case 2 -> {
          var literals = bits(5) + 257;
          var distances = bits(5) + 1;
          var codes = bits(4) + 4;
          var lengths = new int[19];
          for (var i = 0; i < codes; i++) {
            lengths[ORDER[i]] = bits(3);
          }
          var both = lengths(lengths, literals + distances);
          codes(Arrays.copyOf(both, literals), Arrays.copyOfRange(both, literals, both.length));
        }
        default -> throw new AssertionError("There is no such block.");
      }
    }

    private int[] lengths(int[] codeLengths, int count) {
      var lengths = new int[count];
      for (var i = 0; i < count; ) {
        var symbol = symbol(codeLengths);
        if (symbol < 16) {
          lengths[i++] = symbol;
        } else {
          var value = symbol == 16 ? lengths[i - 1] : 0;
          var times = symbol == 16 ? 3 + bits(2) : symbol == 17 ? 3 + bits(3) : 11 + bits(7);
          Arrays.fill(lengths, i, i + times, value);
          i += times;
        }
      }
      return lengths;
    }

    private void codes(int[] literals, int[] distances) {
      for (var symbol = symbol(literals); symbol != 256; symbol = symbol(literals)) {
        if (symbol < 256) {
          size++;
        } else {
          size += LENGTHS[symbol - 257] + bits(LENGTH_BITS[symbol - 257]);
          var code = symbol(distances);
          var distance =
              code < 4 ? code + 1 : ((2 + (code & 1)) << (code / 2 - 1)) + bits(code / 2 - 1) + 1;
          farthest = Math.max(farthest, distance);
        }
      }
    }

    /// Reads a symbol of a canonical Huffman code, slowly.
    private int symbol(int[] lengths) {
      var code = 0;
      var first = 0;
      for (var length = 1; length < 16; length++) {
        code |= bits(1);
        var count = 0;
        for (var each : lengths) {
          count += each == length ? 1 : 0;
        }
        if (code - first < count) {
          var left = code - first;
          for (var symbol = 0; symbol < lengths.length; symbol++) {
            if (lengths[symbol] == length && left-- == 0) {
              return symbol;
            }
          }
        }
        first = (first + count) << 1;
        code <<= 1;
      }
      throw new AssertionError("There is no such code.");
    }
  }
}
