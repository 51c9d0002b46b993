package dev.lodestar.server;

import static dev.lodestar.server.FrameClient.CONTINUATION;
import static dev.lodestar.server.FrameClient.FINAL;
import static dev.lodestar.server.FrameClient.TEXT;
import static dev.lodestar.server.FrameClient.frame;
import static dev.lodestar.server.FrameClient.hex;

import dev.lodestar.engine.Server;
import dev.lodestar.engine.WebSocketOptions;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Which texts are accepted: group 6 of the usual conformance suite, against a server that echoes.
class WebSocketUtf8Test {
  private static Server server;

  @BeforeAll
  static void start() throws IOException {
    server = SocketServer.startEcho(WebSocketOptions.defaults());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<String> valid() {
    return Stream.concat(
        Stream.of(
            "48 65 6c 6c 6f 2d c2 b5 40 c3 9f c3 b6 c3 a4 c3 bc c3 a0 c3 a1 2d 55 54 46 2d 38 21 21",
            "ce ba e1 bd b9 cf 83 ce bc ce b5",
            // the first and the last character of each length
            "00",
            "c2 80",
            "e0 a0 80",
            "f0 90 80 80",
            "7f",
            "df bf",
            "ef bf bf",
            "f4 8f bf bf",
            // around what is left out
            "ed 9f bf",
            "ee 80 80",
            "ef bf bd",
            // characters that mean something special, or nothing
            "ef bf b9",
            "ef bf ba",
            "ef bf bb",
            "ef bf bc",
            "ef bf be",
            "ef bb bf"),
        IntStream.range(1, 17)
            .boxed()
            .flatMap(plane -> Stream.of(0xFFFE, 0xFFFF).map(low -> hexOf(plane << 16 | low))));
  }

  private static String hexOf(int codePoint) {
    var bytes = Character.toString(codePoint).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return java.util.HexFormat.ofDelimiter(" ").formatHex(bytes);
  }

  @ParameterizedTest
  @MethodSource("valid")
  void group_6_what_is_utf_8_comes_back(String bytes) throws IOException {
    try (var client = FrameClient.open(server)) {
      client.send(FINAL | TEXT, hex(bytes)).expect(FINAL | TEXT, hex(bytes));
    }
  }

  @ParameterizedTest
  @MethodSource("valid")
  void group_6_a_character_may_be_spread_over_fragments(String bytes) throws IOException {
    try (var client = FrameClient.open(server)) {
      sendByteByByte(client, hex(bytes));
      client.send(FINAL | CONTINUATION, "").expect(FINAL | TEXT, hex(bytes));
    }
  }

  static Stream<String> invalid() {
    return Stream.of(
        // what is behind U+10FFFF, or in more than four bytes
        "f4 90 80 80",
        "f5 80 80 80",
        "f7 bf bf bf",
        "f8 88 80 80 80",
        "fb bf bf bf bf",
        "fc 84 80 80 80 80",
        "fd bf bf bf bf bf",
        // what only continues
        "80",
        "bf",
        "80 bf",
        "80 bf 80",
        "80 bf 80 bf",
        "80 bf 80 bf 80",
        "80 bf 80 bf 80 bf",
        "81 82 83 84 85 86 87 88 89 8a 8b 8c 8d 8e 8f 90 a0 b0 be",
        // what begins and does not continue
        "c2 20",
        "df 20",
        "c0 20 c1 20",
        "e0 20 e1 20",
        "ef 20",
        "f0 20 f1 20",
        "f4 20",
        "f8 20 f9 20",
        "fc 20 fd 20",
        // what lacks its last byte
        "c0",
        "df",
        "e0 80",
        "e0 a0",
        "ef bf",
        "f0 80 80",
        "f0 90 80",
        "f4 8f bf",
        "f7 bf bf",
        "f8 80 80 80",
        "fb bf bf bf",
        "fc 80 80 80 80",
        "fd bf bf bf bf",
        "c0 e0 80 f0 80 80 f8 80 80 80 fc 80 80 80 80 df ef bf f7 bf bf fb bf bf bf fd bf bf bf bf",
        // bytes that occur nowhere
        "fe",
        "ff",
        "fe fe ff ff",
        // what could be said in fewer bytes
        "c0 af",
        "e0 80 af",
        "f0 80 80 af",
        "f8 80 80 80 af",
        "fc 80 80 80 80 af",
        "c1 bf",
        "e0 9f bf",
        "f0 8f bf bf",
        "f8 87 bf bf bf",
        "fc 83 bf bf bf bf",
        "c0 80",
        "e0 80 80",
        "f0 80 80 80",
        "f8 80 80 80 80",
        "fc 80 80 80 80 80",
        // surrogates, alone and in pairs
        "ed a0 80",
        "ed ad bf",
        "ed ae 80",
        "ed af bf",
        "ed b0 80",
        "ed be 80",
        "ed bf bf",
        "ed a0 80 ed b0 80",
        "ed a0 80 ed bf bf",
        "ed ad bf ed b0 80",
        "ed ad bf ed bf bf",
        "ed ae 80 ed b0 80",
        "ed ae 80 ed bf bf",
        "ed af bf ed b0 80",
        "ed af bf ed bf bf",
        "ce ba e1 bd b9 cf 83 ce bc ce b5 ed a0 80 65 64 69 74 65 64");
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void group_6_what_is_not_utf_8_closes_with_1007(String bytes) throws IOException {
    try (var client = FrameClient.open(server)) {
      client.send(FINAL | TEXT, hex(bytes)).expectFailure(1007);
    }
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void group_6_it_is_found_in_fragments(String bytes) throws IOException {
    try (var client = FrameClient.open(server)) {
      client.text("before").expectText("before");
      var fragments = new java.io.ByteArrayOutputStream();
      fragments.writeBytes(frame(TEXT, new byte[0]));
      for (var b : hex(bytes)) {
        fragments.writeBytes(frame(CONTINUATION, new byte[] {b}));
      }
      fragments.writeBytes(frame(FINAL | CONTINUATION, new byte[0]));
      client.raw().send(fragments.toByteArray());
      client.expectFailure(1007);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ce ba e1 bd b9 cf 83 ce bc ce b5 f4, 90",
    "ce ba e1 bd b9 cf 83 ce bc ce b5, ed a0",
    "48 65 6c 6c 6f, ff",
    "c2, 41",
    "f0 9f, 20"
  })
  void group_6_the_first_wrong_byte_ends_a_message_that_has_not_ended(String good, String bad)
      throws IOException {
    try (var client = FrameClient.open(server)) {
      client.send(TEXT, hex(good)).send(CONTINUATION, hex(bad)).expectFailure(1007);
    }
  }

  @ParameterizedTest
  @CsvSource({"ce ba e1 bd b9 cf 83 ce bc ce b5 f4 90", "41 42 43 44 45 46 47 48 49 ff", "ed a0"})
  void group_6_the_first_wrong_byte_ends_a_frame_that_has_not_come_whole(String bytes)
      throws IOException {
    try (var client = FrameClient.open(server)) {
      var whole = frame(FINAL | TEXT, Arrays.copyOf(hex(bytes), 100));
      client.raw().send(Arrays.copyOf(whole, 6 + hex(bytes).length));
      client.expectFailure(1007);
    }
  }

  @Test
  void group_6_bytes_need_not_be_text() throws IOException {
    try (var client = FrameClient.open(server)) {
      client.send(FINAL | FrameClient.BINARY, hex("ff fe ed a0 80"));
      client.expect(FINAL | FrameClient.BINARY, hex("ff fe ed a0 80"));
    }
  }

  private static void sendByteByByte(FrameClient client, byte[] bytes) throws IOException {
    client.send(TEXT, "");
    for (var b : bytes) {
      client.send(CONTINUATION, new byte[] {b});
    }
  }
}
