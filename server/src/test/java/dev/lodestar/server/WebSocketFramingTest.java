package dev.lodestar.server;

import static dev.lodestar.server.FrameClient.BINARY;
import static dev.lodestar.server.FrameClient.CLOSE;
import static dev.lodestar.server.FrameClient.CONTINUATION;
import static dev.lodestar.server.FrameClient.FINAL;
import static dev.lodestar.server.FrameClient.PING;
import static dev.lodestar.server.FrameClient.PONG;
import static dev.lodestar.server.FrameClient.TEXT;
import static dev.lodestar.server.FrameClient.frame;
import static dev.lodestar.server.FrameClient.hex;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.Server;
import dev.lodestar.engine.WebSocketOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is accepted as a frame, and what is not, against a server that echoes. The names tell the
/// groups of the usual conformance suite: 1 framing, 2 pings and pongs, 3 reserved bits, 4 opcodes,
/// 5 fragmentation, 10 messages that a client fragments by itself.
class WebSocketFramingTest {
  private static Server server;

  @BeforeAll
  static void start() throws IOException {
    server = SocketServer.startEcho(WebSocketOptions.defaults());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<Arguments> sizes() {
    return IntStream.of(
            0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 124, 125, 126, 127, 128, 65_535, 65_536)
        .boxed()
        .flatMap(size -> Stream.of(Arguments.of(TEXT, size), Arguments.of(BINARY, size)));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void group_1_a_message_of_any_size_comes_back(int kind, int size) throws IOException {
    try (var client = FrameClient.open(server)) {
      var payload = payload(kind, size);
      client.send(FINAL | kind, payload).expect(FINAL | kind, payload);
      client.closes(1000, "").expectClose(1000);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 997", "1, 1000", "2, 997", "2, 1000", "1, 7", "2, 7"})
  void group_1_a_message_may_arrive_in_pieces(int kind, int piece) throws Exception {
    var payload = payload(kind, piece < 10 ? 300 : 65_536);
    try (var client = FrameClient.open(server)) {
      sendInPieces(client, frame(FINAL | kind, payload), piece);
      client.expect(FINAL | kind, payload);
      client.closes(1000, "").expectClose(1000);
    }
  }

  @Test
  void group_1_frames_may_arrive_byte_by_byte() throws Exception {
    try (var client = FrameClient.open(server)) {
      var frames = new ByteArrayOutputStream();
      frames.writeBytes(frame(TEXT, payload(TEXT, 200)));
      frames.writeBytes(frame(FINAL | PING, hex("0102")));
      frames.writeBytes(frame(FINAL | CONTINUATION, payload(TEXT, 5)));
      sendInPieces(client, frames.toByteArray(), 1);
      client.expect(FINAL | PONG, hex("0102"));
      assertThat(client.read().payload()).hasSize(205);
    }
  }

  @Test
  void group_1_many_messages_may_arrive_at_once() throws IOException {
    try (var client = FrameClient.open(server)) {
      var frames = new ByteArrayOutputStream();
      for (var i = 0; i < 1000; i++) {
        frames.writeBytes(frame(FINAL | TEXT, ("message " + i).getBytes(UTF_8)));
      }
      client.raw().send(frames.toByteArray());
      for (var i = 0; i < 1000; i++) {
        client.expectText("message " + i);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 2", "125, 2", "0, 8", "125, 8", "126, 8", "65535, 8"})
  void group_1_a_length_is_written_as_shortly_as_possible(int length, int size) throws IOException {
    try (var client = FrameClient.open(server)) {
      client.raw().send(frame(FINAL | BINARY, new byte[length], size));
      client.expectFailure(1002);
    }
  }

  @Test
  void group_1_a_length_never_has_its_highest_bit_set() throws IOException {
    try (var client = FrameClient.open(server)) {
      client.raw().send(hex("82 FF 80 00 00 00 00 00 00 01 00 00 00 00"));
      client.expectFailure(1002);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"81 05 48 65 6C 6C 6F", "82 00", "89 00", "88 00", "81 7E 00 80"})
  void group_1_every_frame_of_a_client_is_masked(String bytes) throws IOException {
    try (var client = FrameClient.open(server)) {
      client.raw().send(hex(bytes));
      client.expectFailure(1002);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 8, 124, 125})
  void group_2_a_ping_is_answered_with_its_payload(int size) throws IOException {
    try (var client = FrameClient.open(server)) {
      var payload = new byte[size];
      Arrays.fill(payload, (byte) 0xFE);
      client.send(FINAL | PING, payload).expect(FINAL | PONG, payload);
      client.closes(1000, "").expectClose(1000);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {126, 127, 65_536})
  void group_2_a_ping_has_at_most_125_bytes(int size) throws IOException {
    try (var client = FrameClient.open(server)) {
      client.send(FINAL | PING, new byte[size]).expectFailure(1002);
    }
  }

  @Test
  void group_2_a_ping_may_arrive_byte_by_byte() throws Exception {
    try (var client = FrameClient.open(server)) {
      var payload = payload(BINARY, 125);
      sendInPieces(client, frame(FINAL | PING, payload), 1);
      client.expect(FINAL | PONG, payload);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unsolicited"})
  void group_2_a_pong_that_nobody_asked_for_is_ignored(String payload) throws IOException {
    try (var client = FrameClient.open(server)) {
      client.send(FINAL | PONG, payload);
      client.send(FINAL | PING, "ping").expect(FINAL | PONG, "ping");
      client.send(FINAL | PONG, payload).text("on").expectText("on");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void group_2_every_one_of_ten_pings_is_answered_in_order(boolean byteByByte) throws Exception {
    try (var client = FrameClient.open(server)) {
      var pings = new ByteArrayOutputStream();
      for (var i = 0; i < 10; i++) {
        pings.writeBytes(frame(FINAL | PING, ("payload-" + i).getBytes(UTF_8)));
      }
      sendInPieces(client, pings.toByteArray(), byteByByte ? 1 : pings.size());
      for (var i = 0; i < 10; i++) {
        client.expect(FINAL | PONG, "payload-" + i);
      }
    }
  }

  static Stream<Arguments> reserved() {
    return IntStream.of(0x10, 0x20, 0x30, 0x40, 0x50, 0x60, 0x70)
        .boxed()
        .flatMap(bits ->
            Stream.of(TEXT, BINARY, CLOSE, PING, PONG).map(kind -> Arguments.of(bits, kind)));
  }

  @ParameterizedTest
  @MethodSource("reserved")
  void group_3_reserved_bits_end_the_socket(int bits, int kind) throws IOException {
    try (var client = FrameClient.open(server)) {
      client.text("before").expectText("before");
      client.send(FINAL | bits | kind, kind == CLOSE ? "" : "x").expectFailure(1002);
    }
  }

  @Test
  void group_3_a_reserved_bit_in_a_continuation_ends_the_socket() throws IOException {
    try (var client = FrameClient.open(server)) {
      client.send(TEXT, "be").send(FINAL | 0x40 | CONTINUATION, "gun").expectFailure(1002);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
  void group_4_an_opcode_that_is_reserved_ends_the_socket(int opcode) throws IOException {
    try (var client = FrameClient.open(server)) {
      client.text("before").expectText("before");
      client.send(FINAL | opcode, "x").expectFailure(1002);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 7, 11, 15})
  void group_4_an_opcode_that_is_reserved_ends_the_socket_without_a_payload(int opcode)
      throws IOException {
    try (var client = FrameClient.open(server)) {
      client.send(FINAL | opcode, "").expectFailure(1002);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {PING, PONG, CLOSE})
  void group_5_a_control_frame_is_not_fragmented(int kind) throws IOException {
    try (var client = FrameClient.open(server)) {
      client.send(kind, "fragment").send(FINAL | CONTINUATION, "ed").expectFailure(1002);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "1, 1", "2, 0", "2, 1"})
  void group_5_a_message_may_come_in_fragments(int kind, int piece) throws Exception {
    try (var client = FrameClient.open(server)) {
      var frames = new ByteArrayOutputStream();
      frames.writeBytes(frame(kind, "fragment1".getBytes(UTF_8)));
      frames.writeBytes(frame(FINAL | CONTINUATION, "fragment2".getBytes(UTF_8)));
      sendInPieces(client, frames.toByteArray(), piece == 0 ? frames.size() : piece);
      client.expect(FINAL | kind, "fragment1fragment2");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void group_5_a_ping_between_fragments_is_answered_at_once(boolean byteByByte) throws Exception {
    try (var client = FrameClient.open(server)) {
      var first = new ByteArrayOutputStream();
      first.writeBytes(frame(TEXT, "fragment1".getBytes(UTF_8)));
      first.writeBytes(frame(FINAL | PING, "ping".getBytes(UTF_8)));
      sendInPieces(client, first.toByteArray(), byteByByte ? 1 : first.size());
      client.expect(FINAL | PONG, "ping");
      client.send(FINAL | CONTINUATION, "fragment2").expectText("fragment1fragment2");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x80})
  void group_5_a_continuation_needs_a_beginning(int marks) throws IOException {
    try (var client = FrameClient.open(server)) {
      client.send(marks | CONTINUATION, "lost").text("x").expectFailure(1002);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x80})
  void group_5_a_continuation_after_a_whole_message_has_no_beginning(int marks) throws IOException {
    try (var client = FrameClient.open(server)) {
      client.text("whole").expectText("whole");
      client.send(marks | CONTINUATION, "lost").expectFailure(1002);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "2, 1", "2, 2", "1, 129", "2, 130"})
  void group_5_a_message_does_not_begin_inside_of_another(int first, int second)
      throws IOException {
    try (var client = FrameClient.open(server)) {
      client.send(first, "one").send(second, "two").expectFailure(1002);
    }
  }

  @ParameterizedTest
  @CsvSource({"'', '', ''", "'', middle, ''", "a, '', c", "a, b, ''", "'', '', c", "a, b, c"})
  void group_5_fragments_may_be_empty(String first, String second, String third)
      throws IOException {
    try (var client = FrameClient.open(server)) {
      client.send(TEXT, first).send(CONTINUATION, second).send(FINAL | CONTINUATION, third);
      client.expectText(first + second + third);
    }
  }

  @Test
  void group_5_pings_may_stand_between_all_fragments() throws IOException {
    try (var client = FrameClient.open(server)) {
      client.send(TEXT, "a").send(FINAL | PING, "1").send(CONTINUATION, "b");
      client.send(CONTINUATION, "c").send(FINAL | PING, "2").send(FINAL | PONG, "3");
      client.expect(FINAL | PONG, "1").expect(FINAL | PONG, "2");
      client.send(CONTINUATION, "d").send(FINAL | CONTINUATION, "e").expectText("abcde");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 64, 256, 1_000, 1_900})
  void group_5_a_message_may_come_in_many_fragments(int size) throws IOException {
    try (var client = FrameClient.open(server)) {
      var whole = new ByteArrayOutputStream();
      var frames = new ByteArrayOutputStream();
      for (var i = 0; i < 500; i++) {
        var part = payload(BINARY, size);
        part[0] = (byte) i;
        whole.writeBytes(part);
        var marks = i == 0 ? BINARY : i == 499 ? FINAL | CONTINUATION : CONTINUATION;
        frames.writeBytes(frame(marks, part));
      }
      client.raw().send(frames.toByteArray());
      client.expect(FINAL | BINARY, whole.toByteArray());
    }
  }

  /// As clients do that cut each message into fragments by themselves.
  @ParameterizedTest
  @CsvSource({"1, 65536, 1300", "2, 65536, 1300", "1, 1300, 1300", "1, 1301, 1300"})
  void group_10_a_message_that_was_fragmented_automatically_comes_back(
      int kind, int size, int fragment) throws IOException {
    try (var client = FrameClient.open(server)) {
      var whole = payload(kind, size);
      for (var start = 0; start < size; start += fragment) {
        var end = Math.min(size, start + fragment);
        var marks = (start == 0 ? kind : CONTINUATION) | (end == size ? FINAL : 0);
        client.send(marks, Arrays.copyOfRange(whole, start, end));
      }
      client.expect(FINAL | kind, whole);
    }
  }

  private static byte[] payload(int kind, int size) {
    var payload = new byte[size];
    for (var i = 0; i < size; i++) {
      payload[i] = (byte) (kind == TEXT ? '*' + i % 50 : i * 31);
    }
    return payload;
  }

  /// Sends bytes in pieces that really arrive as such, as far as the kernel lets them.
  private static void sendInPieces(FrameClient client, byte[] bytes, int size) throws Exception {
    for (var start = 0; start < bytes.length; start += size) {
      client.raw().send(Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + size)));
      if (size < 50) {
        Thread.sleep(0, 200_000);
      }
    }
  }
}
