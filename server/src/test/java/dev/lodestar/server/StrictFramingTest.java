package dev.lodestar.server;

import static dev.lodestar.server.RawCase.answered;
import static dev.lodestar.server.RawCase.answeredLast;
import static dev.lodestar.server.RawCase.answeredThenRefused;
import static dev.lodestar.server.RawCase.refused;

import java.util.stream.Stream;

/// Where a request ends (RFC 9112, section 6): every way in which two recipients have been known to
/// disagree on that, which is what requests are smuggled through.
class StrictFramingTest extends RawSuite {
  @Override
  Stream<RawCase> table() {
    return Stream.of(lengths(), codings(), conflicts(), sequences(), expectations())
        .flatMap(each -> each);
  }

  private static String post(String... fields) {
    return "POST / HTTP/1.1\nHost: a\n" + String.join("\n", fields) + "\n\n";
  }

  private static Stream<RawCase> lengths() {
    return Stream.of(
        answered(post("Content-Length: 5") + "hello", "POST / a hello"),
        answered(post("Content-Length:5") + "hello", "POST / a hello"),
        answered(post("content-length:\t5 ") + "hello", "POST / a hello"),
        answered(post("Content-Length: 005") + "hello", "POST / a hello"),
        answered(post("Content-Length: 0"), "POST / a"),
        answered(post("Name: b"), "POST / a"),
        answered("GET / HTTP/1.1\nHost: a\nContent-Length: 5\n\nhello", "GET / a hello"),
        answered("DELETE / HTTP/1.1\nHost: a\nContent-Length: 5\n\nhello", "DELETE / a hello"),
        answered("HEAD / HTTP/1.1\nHost: a\nContent-Length: 5\n\nhello", "HEAD / a hello"),
        refused(400, post("Content-Length: 5", "Content-Length: 6") + "hello"),
        refused(400, post("Content-Length: 5", "Content-Length: 5") + "hello"),
        refused(400, post("Content-Length: 5", "content-LENGTH: 5") + "hello"),
        refused(400, post("Content-Length:", "Content-Length: 5") + "hello"),
        refused(400, post("Content-Length: 0", "Content-Length: 44")),
        refused(400, post("Content-Length: 44", "Name: b", "Content-Length: 0")),
        refused(400, post("Content-Length: 5, 5") + "hello"),
        refused(400, post("Content-Length: 5,5") + "hello"),
        refused(400, post("Content-Length: 5,6") + "hello"),
        refused(400, post("Content-Length: 5,") + "hello"),
        refused(400, post("Content-Length: ,5") + "hello"),
        refused(400, post("Content-Length: 5;") + "hello"),
        refused(400, post("Content-Length: -5") + "hello"),
        refused(400, post("Content-Length: -0") + "hello"),
        refused(400, post("Content-Length: +5") + "hello"),
        refused(400, post("Content-Length: 5a") + "hello"),
        refused(400, post("Content-Length: a5") + "hello"),
        refused(400, post("Content-Length: 0x5") + "hello"),
        refused(400, post("Content-Length: 0b101") + "hello"),
        refused(400, post("Content-Length: 5e0") + "hello"),
        refused(400, post("Content-Length: 5.0") + "hello"),
        refused(400, post("Content-Length: 5_0") + "hello"),
        refused(400, post("Content-Length: 5 5") + "hello"),
        refused(400, post("Content-Length: 5\t5") + "hello"),
        refused(400, post("Content-Length: \"5\"") + "hello"),
        refused(400, post("Content-Length: '5'") + "hello"),
        refused(400, post("Content-Length: \u00b2") + "hello"),
        refused(400, post("Content-Length: 5\u00a0") + "hello"),
        refused(400, post("Content-Length: \u000b5") + "hello"),
        refused(400, post("Content-Length: 5\u0000") + "hello"),
        refused(400, post("Content-Length: 5\u007f") + "hello"),
        refused(400, post("Content-Length: NaN") + "hello"),
        refused(400, post("Content-Length: chunked") + "0\n\n"),
        refused(400, post("Content-Length:") + "hello"),
        refused(400, post("Content-Length: ") + "hello"),
        refused(413, post("Content-Length: 99999999999999999999999999") + "hello"),
        refused(413, post("Content-Length: 18446744073709551621") + "hello"),
        refused(413, post("Content-Length: 9223372036854775808") + "hello"),
        refused(413, post("Content-Length: 4294967301") + "hello"),
        refused(413, post("Content-Length: 2147483648") + "hello"),
        refused(413, post("Content-Length: 10000001") + "hello"));
  }

  private static final String CHUNKS = "5\nhello\n0\n\n";

  private static Stream<RawCase> codings() {
    return Stream.of(
        answered(post("Transfer-Encoding: chunked") + CHUNKS, "POST / a hello"),
        answered(post("Transfer-Encoding:chunked") + CHUNKS, "POST / a hello"),
        answered(post("transfer-encoding: CHUNKED") + CHUNKS, "POST / a hello"),
        answered(post("Transfer-Encoding: \tchunked \t") + CHUNKS, "POST / a hello"),
        answered(
            "GET / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n" + CHUNKS, "GET / a hello"),
        refused(400, post("Transfer-Encoding: identity") + "hello"),
        refused(400, post("Transfer-Encoding: gzip") + "hello"),
        refused(400, post("Transfer-Encoding:") + "hello"),
        refused(400, post("Transfer-Encoding: ,") + "hello"),
        refused(400, post("Transfer-Encoding: chunked, identity") + CHUNKS),
        refused(400, post("Transfer-Encoding: chunked, gzip") + CHUNKS),
        refused(400, post("Transfer-Encoding: chunked,") + CHUNKS),
        refused(400, post("Transfer-Encoding: chunked, chunked") + CHUNKS),
        refused(400, post("Transfer-Encoding: chunked, gzip, chunked") + CHUNKS),
        refused(400, post("Transfer-Encoding: chunked", "Transfer-Encoding: chunked") + CHUNKS),
        refused(400, post("Transfer-Encoding: chunked", "Transfer-Encoding: identity") + CHUNKS),
        refused(400, post("Transfer-Encoding: chunked", "transfer-ENCODING: x") + CHUNKS),
        refused(400, post("Transfer-Encoding: chunked", "Transfer-Encoding:") + CHUNKS),
        refused(400, post("Transfer-Encoding: xchunked") + CHUNKS),
        refused(400, post("Transfer-Encoding: chunkedx") + CHUNKS),
        refused(400, post("Transfer-Encoding: chunke") + CHUNKS),
        refused(400, post("Transfer-Encoding: chunked chunked") + CHUNKS),
        refused(400, post("Transfer-Encoding: gzip chunked") + CHUNKS),
        refused(400, post("Transfer-Encoding: \"chunked\"") + CHUNKS),
        refused(400, post("Transfer-Encoding: 'chunked'") + CHUNKS),
        refused(400, post("Transfer-Encoding: chunked;a=b") + CHUNKS),
        refused(400, post("Transfer-Encoding: chunked;q=1") + CHUNKS),
        refused(400, post("Transfer-Encoding: chunked:") + CHUNKS),
        refused(400, post("Transfer-Encoding: ch\u00fcnked") + CHUNKS),
        refused(400, post("Transfer-Encoding: \u000bchunked") + CHUNKS),
        refused(400, post("Transfer-Encoding: \u000cchunked") + CHUNKS),
        refused(400, post("Transfer-Encoding: chunked\u0000") + CHUNKS),
        refused(400, post("Transfer-Encoding: \u00a0chunked") + CHUNKS),
        refused(400, post("Transfer-Encoding: \u0085chunked") + CHUNKS),
        refused(400, post("Transfer-Encoding: chunked\u00ff") + CHUNKS),
        refused(400, post("Transfer-Encoding : chunked") + CHUNKS),
        refused(400, post("Transfer-Encoding\t: chunked") + CHUNKS),
        refused(400, post(" Transfer-Encoding: chunked") + CHUNKS),
        refused(400, post("Transfer-Encoding:\n chunked") + CHUNKS),
        refused(400, post("Transfer-Encoding: x\n chunked") + CHUNKS),
        refused(400, post("Name: b␍Transfer-Encoding: chunked") + CHUNKS),
        refused(400, post("Name: b␊Transfer-Encoding: chunked") + CHUNKS),
        refused(501, post("Transfer-Encoding: gzip, chunked") + CHUNKS),
        refused(501, post("Transfer-Encoding: identity, chunked") + CHUNKS),
        refused(501, post("Transfer-Encoding: gzip", "Transfer-Encoding: chunked") + CHUNKS),
        refused(501, post("Transfer-Encoding: ,chunked") + CHUNKS),
        refused(501, post("Transfer-Encoding: cow", "Transfer-Encoding: chunked") + CHUNKS),
        // Other names say nothing about the end of a request.
        answered(post("Transfer_Encoding: chunked"), "POST / a"),
        answered(post("Transfer-Encodings: chunked"), "POST / a"),
        answered(post("X-Transfer-Encoding: chunked"), "POST / a"),
        answered(post("TE: chunked"), "POST / a"),
        answered(post("TE: trailers", "Trailer: Name"), "POST / a"),
        answered(post("Content_Length: 5"), "POST / a"));
  }

  private static Stream<RawCase> conflicts() {
    return Stream.of(
        refused(400, post("Content-Length: 5", "Transfer-Encoding: chunked") + CHUNKS),
        refused(400, post("Transfer-Encoding: chunked", "Content-Length: 5") + CHUNKS),
        refused(400, post("Content-Length: 0", "Transfer-Encoding: chunked") + CHUNKS),
        refused(400, post("Content-Length: 4", "Transfer-Encoding: chunked") + "2c\n"),
        refused(400, post("Content-Length: 6", "Transfer-Encoding: chunked") + "0\n\nG"),
        refused(400, post("Content-Length: 5", "Transfer-Encoding: identity") + "hello"),
        refused(400, post("Content-Length: 5", "Transfer-Encoding: xchunked") + "hello"),
        refused(400, post("Content-Length: 5", "Transfer-Encoding: gzip, chunked") + CHUNKS),
        refused(400, post("Content-Length: 5", "Transfer-Encoding:") + "hello"),
        refused(400, post("Content-Length: x", "Transfer-Encoding: chunked") + CHUNKS),
        refused(400, post("Content-Length:", "Transfer-Encoding: chunked") + CHUNKS),
        refused(400, post("Content-Length: 5", "Transfer-Encoding: \u000bchunked") + CHUNKS),
        refused(400, post("Content-Length: 5", "Transfer-Encoding : chunked") + CHUNKS),
        refused(400, "POST / HTTP/1.0\nHost: a\nTransfer-Encoding: chunked\n\n" + CHUNKS),
        refused(
            400,
            "POST / HTTP/1.0\nHost: a\nConnection: keep-alive\nTransfer-Encoding: chunked\n\n"
                + CHUNKS),
        refused(400, "POST / HTTP/1.0\nContent-Length: 5\nTransfer-Encoding: chunked\n\n" + CHUNKS),
        refused(400, "POST / HTTP/1.0\nTransfer-Encoding: identity\n\nhello"));
  }

  private static Stream<RawCase> sequences() {
    return Stream.of(
        answered(
            post("Content-Length: 5") + "hello" + post("Transfer-Encoding: chunked") + CHUNKS,
            "POST / a hello",
            "POST / a hello"),
        answered(
            post("Transfer-Encoding: chunked") + CHUNKS + "GET /b HTTP/1.1\nHost: a\n\n",
            "POST / a hello",
            "GET /b a"),
        // What looks like a request is content as long as the length says so.
        answered(
            post("Content-Length: 38") + "GET /hidden HTTP/1.1\nHost: hidden\n\n",
            "POST / a GET /hidden HTTP/1.1\r\nHost: hidden"),
        answeredThenRefused(400, post("Content-Length: 5") + "hello, world", "POST / a hello"),
        answeredThenRefused(
            400, post("Transfer-Encoding: chunked") + CHUNKS + "0\n\n", "POST / a hello"),
        answeredThenRefused(
            400,
            "GET /1 HTTP/1.1\nHost: a\n\nGET /2 HTTP/1.1\nHost: a\n\nGET /3 HTTP/1.1\n\n",
            "GET /1 a",
            "GET /2 a"),
        answeredThenRefused(
            400,
            "GET /1 HTTP/1.1\nHost: a\n\n"
                + post("Content-Length: 5", "Transfer-Encoding: chunked")
                + CHUNKS,
            "GET /1 a"),
        answeredThenRefused(
            413, "GET /1 HTTP/1.1\nHost: a\n\n" + post("Content-Length: 10000001"), "GET /1 a"),
        answeredThenRefused(505, "GET /1 HTTP/1.1\nHost: a\n\nGET / HTTP/2.0\n\n", "GET /1 a"),
        answeredLast(
            "GET /1 HTTP/1.1\nHost: a\nConnection: close\n\nGET /2 HTTP/1.1\nHost: a\n\n",
            "GET /1 a"));
  }

  private static Stream<RawCase> expectations() {
    return Stream.of(
        answered(post("Content-Length: 5", "Expect: 100-continue") + "hello", "POST / a hello"),
        answered(post("Content-Length: 5", "Expect: 100-CONTINUE") + "hello", "POST / a hello"),
        answered(
            post("Transfer-Encoding: chunked", "Expect: 100-continue") + CHUNKS, "POST / a hello"),
        answered(post("Expect: 100-continue"), "POST / a"),
        answeredLast(
            "POST / HTTP/1.0\nContent-Length: 5\nExpect: 100-continue\n\nhello", "POST /  hello"),
        answeredLast("GET / HTTP/1.0\nExpect: miracles\n\n", "GET /"),
        refused(417, post("Content-Length: 5", "Expect: 200-ok") + "hello"),
        refused(417, post("Content-Length: 5", "Expect: 100-continue, x") + "hello"),
        refused(417, post("Content-Length: 5", "Expect: 100-continue, 100-continue") + "hello"),
        refused(417, post("Content-Length: 5", "Expect: 100-continue", "Expect: x") + "hello"),
        refused(417, post("Content-Length: 5", "Expect: 100-continue;a=b") + "hello"),
        refused(417, post("Content-Length: 5", "Expect:") + "hello"));
  }
}
