package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.Server;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// All 256 bytes in each place of a request: those that the grammar allows are answered, all others
/// are refused.
class StrictBytesTest {
  private static Server server;

  /// A place in a request.
  ///
  /// @param bytes the request, with a `▮` in this place and a line feed for CR LF
  /// @param allowed the bytes that may stand there
  /// @param untried bytes that make another request of it, which has tests of its own
  record Place(String name, String bytes, IntPredicate allowed, IntPredicate untried) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.startEcho();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static boolean isDigit(int b) {
    return b >= '0' && b <= '9';
  }

  private static boolean isHexadecimal(int b) {
    return isDigit(b) || (b >= 'a' && b <= 'f') || (b >= 'A' && b <= 'F');
  }

  private static boolean isAlphanumeric(int b) {
    return isDigit(b) || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }

  private static boolean isToken(int b) {
    return isAlphanumeric(b) || (b > 0 && "!#$%&'*+-.^_`|~".indexOf(b) >= 0);
  }

  private static boolean isValue(int b) {
    return b == '\t' || (b >= ' ' && b != 0x7F);
  }

  private static boolean isTarget(int b) {
    return b > ' ' && b < 0x7F && b != '#';
  }

  private static boolean isNone(int b) {
    return b < 0;
  }

  private static boolean isOneOf(int b, String bytes) {
    return bytes.indexOf(b) >= 0;
  }

  static Stream<Place> places() {
    var get = "GET / HTTP/1.1\nHost: a\n";
    var chunked = "POST / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n";
    var post = "POST / HTTP/1.1\nHost: a\n";
    return Stream.of(
        place("the first byte", "▮ET / HTTP/1.1\nHost: a\n\n", StrictBytesTest::isToken),
        place("the method", "G▮T / HTTP/1.1\nHost: a\n\n", StrictBytesTest::isToken),
        place("the space after it", "GET▮/ HTTP/1.1\nHost: a\n\n", b -> b == ' '),
        place("the target", "GET /▮a HTTP/1.1\nHost: a\n\n", StrictBytesTest::isTarget),
        place("the query", "GET /?▮a HTTP/1.1\nHost: a\n\n", StrictBytesTest::isTarget),
        place("the start of the target", "GET ▮a HTTP/1.1\nHost: a\n\n", b -> b == '/'),
        place("the space after it", "GET /▮HTTP/1.1\nHost: a\n\n", b -> b == ' '),
        place("the name of the protocol", "GET / HT▮P/1.1\nHost: a\n\n", b -> b == 'T'),
        place("its minor version", "GET / HTTP/1.▮\nHost: a\n\n", StrictBytesTest::isDigit),
        place("what follows the version", "GET / HTTP/1.1▮\nHost: a\n\n", StrictBytesTest::isNone),
        place("what follows the line", "GET / HTTP/1.1\r▮\nHost: a\n\n", StrictBytesTest::isNone),
        place("the start of a name", get + "▮ame: b\n\n", StrictBytesTest::isToken),
        place("a name", get + "Na▮me: b\n\n", StrictBytesTest::isToken, b -> b == ':'),
        place(
            "what precedes the colon",
            get + "Name▮: b\n\n",
            StrictBytesTest::isToken,
            b -> b == ':'),
        place("what follows the colon", get + "Name:▮b\n\n", StrictBytesTest::isValue),
        place("a value", get + "Name: b▮c\n\n", StrictBytesTest::isValue),
        place("the end of a value", get + "Name: b▮\n\n", StrictBytesTest::isValue),
        place("the start of the empty line", get + "▮\n", StrictBytesTest::isNone),
        place(
            "the host",
            "GET / HTTP/1.1\nHost: a▮b\n\n",
            b -> isAlphanumeric(b) || isOneOf(b, "-._~")),
        place("the port", "GET / HTTP/1.1\nHost: a:8▮\n\n", b -> isDigit(b) || isOneOf(b, " \t")),
        place(
            "an IPv6 address",
            "GET / HTTP/1.1\nHost: [1::▮]\n\n",
            StrictBytesTest::isHexadecimal,
            b -> b == ':'),
        place(
            "the start of Content-Length",
            post + "Content-Length:▮0\n\n",
            b -> isOneOf(b, " \t0"),
            StrictBytesTest::isDigit),
        place(
            "the end of Content-Length",
            post + "Content-Length: 0▮\n\n",
            b -> isOneOf(b, " \t0"),
            StrictBytesTest::isDigit),
        place(
            "the start of Transfer-Encoding",
            post + "Transfer-Encoding:▮chunked\n\n0\n\n",
            b -> isOneOf(b, " \t")),
        place(
            "the end of Transfer-Encoding",
            post + "Transfer-Encoding: chunked▮\n\n0\n\n",
            b -> isOneOf(b, " \t")),
        place(
            "the start of a chunk",
            chunked + "▮5\nhello\n0\n\n",
            b -> b == '0',
            StrictBytesTest::isHexadecimal),
        place(
            "what follows its size",
            chunked + "5▮\nhello\n0\n\n",
            StrictBytesTest::isNone,
            StrictBytesTest::isHexadecimal),
        place("an extension", chunked + "5;a▮c\nhello\n0\n\n", b -> isToken(b) || isOneOf(b, ";=")),
        place(
            "a quoted extension",
            chunked + "5;a=\"b▮c\"\nhello\n0\n\n",
            b -> isValue(b) && b != '"'),
        place("what follows a chunk", chunked + "5\nhello▮\n0\n\n", StrictBytesTest::isNone),
        place("the start of a trailer", chunked + "0\n▮ame: b\n\n", StrictBytesTest::isToken),
        place("a trailer", chunked + "0\nName: b▮c\n\n", StrictBytesTest::isValue));
  }

  private static Place place(String name, String bytes, IntPredicate allowed) {
    return place(name, bytes, allowed, StrictBytesTest::isNone);
  }

  private static Place place(
      String name, String bytes, IntPredicate allowed, IntPredicate untried) {
    return new Place(name, bytes, allowed, untried.and(allowed.negate()));
  }

  @ParameterizedTest
  @MethodSource("places")
  void what_the_grammar_does_not_allow_is_refused(Place place) throws IOException {
    var wronglyAnswered = new ArrayList<String>();
    var wronglyRefused = new ArrayList<String>();
    for (var b = 0; b < 256; b++) {
      if (place.untried().test(b)) {
        continue;
      }
      var status = status(place, b);
      if (place.allowed().test(b)) {
        if (status != 200) {
          wronglyRefused.add("%02x by %d".formatted(b, status));
        }
      } else if (status == 200) {
        wronglyAnswered.add("%02x by %d".formatted(b, status));
      }
    }
    assertThat(wronglyAnswered).isEmpty();
    assertThat(wronglyRefused).isEmpty();
  }

  /// Returns 0 if there is no answer, since the request has no end yet.
  private static int status(Place place, int b) throws IOException {
    var bytes = place.bytes().replace("\n", "\r\n").replace('▮', (char) b);
    try (var client = RawClient.connect(server)) {
      client.send(bytes.getBytes(ISO_8859_1)).closeOutput();
      return client.read().status();
    } catch (EOFException unfinished) {
      return 0;
    }
  }

  @Test
  void every_place_is_tried_with_bytes_that_it_does_not_allow() {
    assertThat(places()).allSatisfy(place -> assertThat(place.allowed().test(0)).isFalse());
  }
}
