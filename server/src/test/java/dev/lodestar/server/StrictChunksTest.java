package dev.lodestar.server;

import static dev.lodestar.server.RawCase.answered;
import static dev.lodestar.server.RawCase.answeredThenRefused;
import static dev.lodestar.server.RawCase.refused;

import java.util.stream.Stream;

/// The chunked transfer coding (RFC 9112, section 7.1).
class StrictChunksTest extends RawSuite {
  @Override
  Stream<RawCase> table() {
    return Stream.of(sizes(), extensions(), data(), trailers()).flatMap(each -> each);
  }

  private static String chunked(String body) {
    return "POST / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n" + body;
  }

  private static RawCase hello(String body) {
    return answered(chunked(body), "POST / a hello");
  }

  private static RawCase malformed(String body) {
    return refused(400, chunked(body));
  }

  private static Stream<RawCase> sizes() {
    return Stream.of(
        hello("5\nhello\n0\n\n"),
        hello("005\nhello\n000\n\n"),
        hello("0000000000000000000000005\nhello\n0\n\n"),
        hello("1\nh\n4\nello\n0\n\n"),
        answered(chunked("0\n\n"), "POST / a"),
        answered(chunked("A\n0123456789\n0\n\n"), "POST / a 0123456789"),
        answered(chunked("a\n0123456789\n0\n\n"), "POST / a 0123456789"),
        malformed("\n"),
        malformed("\n5\nhello\n0\n\n"),
        malformed("x\nhello\n0\n\n"),
        malformed("g\nhello\n0\n\n"),
        malformed("-5\nhello\n0\n\n"),
        malformed("-0\n\n"),
        malformed("+5\nhello\n0\n\n"),
        malformed("0x5\nhello\n0\n\n"),
        malformed("0X5\nhello\n0\n\n"),
        malformed("\\x5\nhello\n0\n\n"),
        malformed("5h\nhello\n0\n\n"),
        malformed(" 5\nhello\n0\n\n"),
        malformed("\t5\nhello\n0\n\n"),
        malformed("5 \nhello\n0\n\n"),
        malformed("5\t\nhello\n0\n\n"),
        malformed("5 5\nhello\n0\n\n"),
        malformed("5,5\nhello\n0\n\n"),
        malformed("5,\nhello\n0\n\n"),
        malformed("5.0\nhello\n0\n\n"),
        malformed("5_\nhello\n0\n\n"),
        malformed("5\u0000\nhello\n0\n\n"),
        malformed("\u00005\nhello\n0\n\n"),
        malformed("5\u000b\nhello\n0\n\n"),
        malformed("5\u00a0\nhello\n0\n\n"),
        malformed("\u00b2\nhello\n0\n\n"),
        malformed("5␊hello\n0\n\n"),
        malformed("5␍hello\n0\n\n"),
        malformed("5␍␍\nhello\n0\n\n"),
        malformed("0".repeat(65) + "5\nhello\n0\n\n"),
        refused(413, chunked("ffffffffffffffff\nhello\n0\n\n")),
        refused(413, chunked("fffffffffffffffb\nhello\n0\n\n")),
        refused(413, chunked("10000000000000005\nhello\n0\n\n")),
        refused(413, chunked("fffffffffffffffffffffff\nhello\n0\n\n")),
        refused(413, chunked("100000005\nhello\n0\n\n")),
        refused(413, chunked("80000000\nhello\n0\n\n")),
        refused(413, chunked("7fffffff\nhello\n0\n\n")),
        refused(413, chunked("5\nhello\n989680\n")));
  }

  private static Stream<RawCase> extensions() {
    return Stream.of(
        hello("5;a\nhello\n0;b\n\n"),
        hello("5;a=b\nhello\n0;c=d;e\n\n"),
        hello("5;a=\"b c\"\nhello\n0\n\n"),
        hello("5;a=\"b;c=d\"\nhello\n0\n\n"),
        hello("5;a=\"\\\"\\\\\"\nhello\n0\n\n"),
        hello("5;a=\"\"\nhello\n0\n\n"),
        hello("5 ; a = b\nhello\n0\n\n"),
        hello("5\t;\ta\t=\t\"b\"\nhello\n0\n\n"),
        malformed("5;\nhello\n0\n\n"),
        malformed("5;;\nhello\n0\n\n"),
        malformed("5;=b\nhello\n0\n\n"),
        malformed("5;a=\nhello\n0\n\n"),
        malformed("5;a=b=c\nhello\n0\n\n"),
        malformed("5;a b\nhello\n0\n\n"),
        malformed("5;a,b\nhello\n0\n\n"),
        malformed("5;a=\"b\nhello\n0\n\n"),
        malformed("5;a=\"b\\\nhello\n0\n\n"),
        malformed("5;a=\"b\"c\nhello\n0\n\n"),
        malformed("5;\"a\"\nhello\n0\n\n"),
        malformed("5;a \nhello\n0\n\n"),
        malformed("5;a\u0000\nhello\n0\n\n"),
        malformed("5;a=\"\u0000\"\nhello\n0\n\n"),
        malformed("5;a\u007f\nhello\n0\n\n"),
        malformed("5;a␍b\nhello\n0\n\n"),
        malformed("5;a␊b\nhello\n0\n\n"),
        malformed("5;a=\"␊\"\nhello\n0\n\n"),
        malformed("5;a=\"\n\"\nhello\n0\n\n"),
        malformed("0;a␊\n\n"),
        malformed("2;␊xx\n4c\n0\n\n"),
        malformed("5;a=" + "b".repeat(300) + "\nhello\n0\n\n"));
  }

  private static Stream<RawCase> data() {
    return Stream.of(
        answered(chunked("2\n\n\n0\n\n"), "POST / a"),
        answered(chunked("8\n0\n\nGET\n0\n\n"), "POST / a 0\r\n\r\nGET"),
        malformed("4\nhello\n0\n\n"),
        malformed("6\nhello\n0\n\n"),
        malformed("5\nhelloo\n0\n\n"),
        malformed("5\nhello0\n\n"),
        malformed("5\nhello␊0\n\n"),
        malformed("5\nhello␍0\n\n"),
        malformed("5\nhello␍␍\n0\n\n"),
        malformed("5\nhello \n0\n\n"),
        malformed("5\nhello\n\n0\n\n"),
        malformed("5\nhello\n;a\n\n"),
        malformed("5\nhello\nGET / HTTP/1.1\n\n"),
        malformed("0\n␊"),
        malformed("0␊␊"),
        malformed("0␊\n"),
        malformed("0␍\n"),
        answeredThenRefused(400, chunked("0\n\n0\n\n"), "POST / a"),
        answeredThenRefused(400, chunked("5\nhello\n0\n\nx\n\n"), "POST / a hello"));
  }

  /// Trailers are checked and dropped, so one that could mean something in a head means nothing.
  private static Stream<RawCase> trailers() {
    return Stream.of(
        hello("5\nhello\n0\nName: b\n\n"),
        hello("5\nhello\n0\nName:\nOther: \u00e9\n\n"),
        hello("5\nhello\n0\nContent-Length: 44\n\n"),
        hello("5\nhello\n0\nTransfer-Encoding: chunked\n\n"),
        hello("5\nhello\n0\nHost: b\n\n"),
        hello("5\nhello\n0\nConnection: close\n\n"),
        hello("5\nhello\n0\nAuthorization: Basic YTpi\n\n"),
        malformed("0\nno field\n\n"),
        malformed("0\nGET /b HTTP/1.1\nHost: a\n\n"),
        malformed("0\nName : b\n\n"),
        malformed("0\n: b\n\n"),
        malformed("0\n folded: b\n\n"),
        malformed("0\nName: b\n c\n\n"),
        malformed("0\nName: \u0000\n\n"),
        malformed("0\nName: b␍c\n\n"),
        malformed("0\nName: b␊Other: c\n\n"),
        malformed("0\nName: b␊␊"),
        malformed("0\nName: b\n␊"),
        refused(431, chunked("0\n" + "Name: b\n".repeat(101) + "\n")),
        refused(431, chunked("0\nName: " + "b".repeat(32_800) + "\n\n")));
  }
}
