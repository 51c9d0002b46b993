package dev.lodestar.server.http2;

import static dev.lodestar.server.http2.ErrorCode.PROTOCOL_ERROR;
import static dev.lodestar.server.http2.ErrorCode.STREAM_CLOSED;

import dev.lodestar.engine.Server;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// RFC 9113, section 8: what makes a request.
class MessagesConformanceTest {
  private static Server server;

  @BeforeAll
  static void start() throws IOException {
    server = Conformance.startServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Conformance.Step head(String... fields) {
    return client -> client.head(1, true, fields);
  }

  private static Conformance.Step get(String... fields) {
    return client -> client.request(1, "GET", "/", true, fields);
  }

  private static Conformance malformed(Conformance cases, String name, Conformance.Step step) {
    return cases.streamError(name, 1, PROTOCOL_ERROR, step);
  }

  @TestFactory
  List<DynamicTest> section_8_1_framing() {
    return new Conformance(server)
        .streamError(
            "8.1: a second head that does not end the stream",
            1,
            PROTOCOL_ERROR,
            client -> client.request(1, "POST", "/", false).head(1, false, "a", "b"))
        .streamError(
            "8.1: trailers with a pseudo field",
            1,
            PROTOCOL_ERROR,
            client -> client.request(1, "POST", "/", false).head(1, true, ":method", "POST"))
        .streamError(
            "8.1: trailers with a name in upper case",
            1,
            PROTOCOL_ERROR,
            client -> client.request(1, "POST", "/", false).head(1, true, "Trailer", "x"))
        .streamError(
            "8.1: trailers with a field of connections",
            1,
            PROTOCOL_ERROR,
            client -> client.request(1, "POST", "/", false).head(1, true, "connection", "x"))
        .answered(
            "8.1: trailers",
            1,
            200,
            client ->
                client.request(1, "POST", "/", false).data(1, "x", false).head(1, true, "a", "b"))
        .answered(
            "8.1: trailers without content",
            1,
            200,
            client -> client.request(1, "POST", "/", false).head(1, true, "a", "b"))
        .answered(
            "8.1: trailers that are too large",
            1,
            431,
            client ->
                client
                    .request(1, "POST", "/", false)
                    .head(1, true, "a", "x".repeat(11_000), "b", "x".repeat(22_000)))
        .streamError(
            "8.1: content after trailers",
            1,
            STREAM_CLOSED,
            client -> {
              // The answer waits for a window, so that the stream is still there.
              client.settings(4, 0);
              client.request(1, "POST", "/", false).head(1, true, "a", "b").data(1, "x", true);
              client.settings(4, 65_535);
            })
        .cases();
  }

  @TestFactory
  List<DynamicTest> section_8_1_1_content_length() {
    var cases = new Conformance(server);
    malformed(
        cases,
        "8.1.1: less content than announced",
        client ->
            client.request(1, "POST", "/", false, "content-length", "5").data(1, "four", true));
    malformed(
        cases,
        "8.1.1: more content than announced",
        client ->
            client.request(1, "POST", "/", false, "content-length", "3").data(1, "four", true));
    malformed(
        cases,
        "8.1.1: more content than announced, in several frames",
        client ->
            client
                .request(1, "POST", "/", false, "content-length", "3")
                .data(1, "tw", false)
                .data(1, "tw", false));
    malformed(
        cases,
        "8.1.1: no content where some was announced",
        client -> client.request(1, "POST", "/", true, "content-length", "3"));
    malformed(
        cases,
        "8.1.1: trailers before the announced content",
        client ->
            client.request(1, "POST", "/", false, "content-length", "3").head(1, true, "a", "b"));
    malformed(cases, "8.1.1: content-length that is no number", get("content-length", "a"));
    malformed(cases, "8.1.1: content-length with a sign", get("content-length", "+0"));
    malformed(cases, "8.1.1: content-length that is empty", get("content-length", ""));
    malformed(
        cases, "8.1.1: content-length twice", get("content-length", "0", "content-length", "0"));
    cases.answered("8.1.1: content-length 0", 1, 200, get("content-length", "0"));
    cases.answered(
        "8.1.1: content as long as announced",
        1,
        200,
        client ->
            client
                .request(1, "POST", "/", false, "content-length", "4")
                .data(1, "fo", false)
                .data(1, "ur", false)
                .data(1, "", true));
    cases.answered(
        "8.1.1: content-length larger than any number",
        1,
        413,
        client -> client.request(1, "POST", "/", false, "content-length", "9".repeat(30)));
    return cases.cases();
  }

  @TestFactory
  List<DynamicTest> section_8_2_fields() {
    var cases = new Conformance(server);
    malformed(cases, "8.2.1: a name in upper case", get("Name", "x"));
    malformed(cases, "8.2.1: a name with one letter in upper case", get("x-nAme", "x"));
    malformed(cases, "8.2.1: a name with a space", get("x name", "x"));
    malformed(cases, "8.2.1: a name with a colon", get("x:name", "x"));
    malformed(cases, "8.2.1: a name with a control character", get("x\nname", "x"));
    malformed(cases, "8.2.1: a name outside of ASCII", get("n\u00e4me", "x"));
    malformed(cases, "8.2.1: an empty name", get("", "x"));
    malformed(cases, "8.2.1: a value with CR", get("a", "x\ry"));
    malformed(cases, "8.2.1: a value with LF", get("a", "x\ny"));
    malformed(
        cases, "8.2.1: a value with CR LF and a request", get("a", "x\r\n\r\nGET / HTTP/1.1"));
    malformed(cases, "8.2.1: a value with NUL", get("a", "x\0y"));
    malformed(cases, "8.2.1: a value with DEL", get("a", "x\u007fy"));
    malformed(cases, "8.2.1: a value that starts with a space", get("a", " x"));
    malformed(cases, "8.2.1: a value that ends with a tab", get("a", "x\t"));
    cases.answered("8.2.1: an empty value", 1, 200, get("a", ""));
    cases.answered("8.2.1: a value with a tab inside", 1, 200, get("a", "x\ty"));
    cases.answered("8.2.1: a value outside of ASCII", 1, 200, get("a", "\u00e4"));
    malformed(cases, "8.2.2: connection", get("connection", "close"));
    malformed(cases, "8.2.2: keep-alive", get("keep-alive", "timeout=5"));
    malformed(cases, "8.2.2: proxy-connection", get("proxy-connection", "keep-alive"));
    malformed(cases, "8.2.2: transfer-encoding", get("transfer-encoding", "chunked"));
    malformed(cases, "8.2.2: upgrade", get("upgrade", "websocket"));
    malformed(cases, "8.2.2: te with something else than trailers", get("te", "trailers, deflate"));
    cases.answered("8.2.2: te: trailers", 1, 200, get("te", "trailers"));
    cases.answered(
        "8.2.3: cookies in several fields", 1, 200, get("cookie", "a=b", "cookie", "c=d"));
    return cases.cases();
  }

  @TestFactory
  List<DynamicTest> section_8_3_pseudo_fields() {
    var cases = new Conformance(server);
    malformed(
        cases,
        "8.3: an unknown one",
        head(":method", "GET", ":scheme", "http", ":path", "/", ":authority", "a", ":test", "x"));
    malformed(
        cases,
        "8.3: one of responses",
        head(":method", "GET", ":scheme", "http", ":path", "/", ":authority", "a", ":status", "1"));
    malformed(
        cases,
        "8.3: one after a regular field",
        head(":method", "GET", ":scheme", "http", ":authority", "a", "x", "y", ":path", "/"));
    malformed(
        cases, "8.3: without :method", head(":scheme", "http", ":path", "/", ":authority", "a"));
    malformed(
        cases, "8.3: without :scheme", head(":method", "GET", ":path", "/", ":authority", "a"));
    malformed(
        cases, "8.3: without :path", head(":method", "GET", ":scheme", "http", ":authority", "a"));
    malformed(
        cases,
        "8.3: an empty :path",
        head(":method", "GET", ":scheme", "http", ":authority", "a", ":path", ""));
    for (var name : List.of(":method", ":scheme", ":path", ":authority")) {
      malformed(
          cases,
          "8.3: two of " + name,
          client -> {
            var once = FrameClient.pseudo("GET", "/");
            var twice = Arrays.copyOf(once, once.length + 2);
            twice[once.length] = name;
            twice[once.length + 1] = "/";
            client.head(1, true, twice);
          });
    }
    malformed(cases, "8.3: no field at all", head());
    malformed(cases, "8.3: no pseudo field at all", head("host", "a"));
    malformed(
        cases, "8.3.1: a method that is no token", client -> client.request(1, "GE T", "/", true));
    malformed(cases, "8.3.1: an empty method", client -> client.request(1, "", "/", true));
    cases.answered(
        "8.3.1: a path with a space", 1, 400, client -> client.request(1, "GET", "/a b", true));
    cases.answered(
        "8.3.1: a path with an absolute URL",
        1,
        400,
        client -> client.request(1, "GET", "http://a/b", true));
    cases.answered(
        "8.3.1: a path with a fragment", 1, 400, client -> client.request(1, "GET", "/a#b", true));
    cases.answered(
        "8.3.1: a path that does not start with a slash",
        1,
        400,
        client -> client.request(1, "GET", "a", true));
    cases.answered(
        "8.3.1: a path outside of ASCII",
        1,
        400,
        client -> client.request(1, "GET", "/\u00e4", true));
    cases.answered(
        "8.3.1: the path * of another method than OPTIONS",
        1,
        400,
        client -> client.request(1, "GET", "*", true));
    cases.answered(
        "8.3.1: the path * of OPTIONS", 1, 200, client -> client.request(1, "OPTIONS", "*", true));
    cases.answered(
        "8.3.1, RFC 9110 7.4: the scheme https over a connection that is not secured",
        1,
        421,
        head(":method", "GET", ":scheme", "https", ":path", "/", ":authority", "a"));
    cases.answered(
        "8.3.1: a scheme that says nothing about the connection",
        1,
        200,
        head(":method", "GET", ":scheme", "other", ":path", "/", ":authority", "a"));
    cases.answered(
        "8.3.1: neither :authority nor host",
        1,
        400,
        head(":method", "GET", ":scheme", "http", ":path", "/"));
    cases.answered(
        "8.3.1: host instead of :authority",
        1,
        200,
        head(":method", "GET", ":scheme", "http", ":path", "/", "host", "a"));
    cases.answered(
        "8.3.1: host that says the same as :authority", 1, 200, get("host", "localhost"));
    cases.answered(
        "8.3.1: host that says something else than :authority", 1, 400, get("host", "other"));
    malformed(cases, "8.3.1: host twice", get("host", "localhost", "host", "localhost"));
    cases.answered(
        "8.3.1: :authority with user information",
        1,
        400,
        head(":method", "GET", ":scheme", "http", ":path", "/", ":authority", "user@host"));
    cases.answered(
        "8.3.1: an empty :authority",
        1,
        400,
        head(":method", "GET", ":scheme", "http", ":path", "/", ":authority", ""));
    cases.answered(
        "8.3.1: :authority with a port",
        1,
        200,
        head(":method", "GET", ":scheme", "http", ":path", "/", ":authority", "[::1]:8080"));
    return cases.cases();
  }

  @TestFactory
  List<DynamicTest> section_8_5_connect() {
    var cases = new Conformance(server);
    cases.answered(
        "8.5: CONNECT is for proxies", 1, 501, head(":method", "CONNECT", ":authority", "a:1"));
    malformed(
        cases,
        "8.5: CONNECT with :path",
        head(":method", "CONNECT", ":authority", "a:1", ":scheme", "http", ":path", "/"));
    malformed(
        cases,
        "8.5, RFC 8441: a method with :protocol other than CONNECT",
        head(
            ":method",
            "GET",
            ":authority",
            "a",
            ":scheme",
            "http",
            ":path",
            "/",
            ":protocol",
            "x"));
    return cases.cases();
  }

  @TestFactory
  List<DynamicTest> section_8_1_and_10_5_1_limits() {
    var cases = new Conformance(server);
    cases.answered(
        "10.5.1: a path longer than the request line may be",
        1,
        414,
        client -> client.request(1, "GET", "/" + "a".repeat(8_190), true));
    cases.answered(
        "10.5.1: a path as long as the request line may be",
        1,
        200,
        client -> client.request(1, "GET", "/" + "a".repeat(8_192 - 14), true));
    cases.answered(
        "10.5.1: fields larger than the limit",
        1,
        431,
        client -> {
          client.frame(
              FrameType.HEADERS,
              FrameType.END_STREAM,
              1,
              client.encode(1, FrameClient.pseudo("GET", "/")));
          for (var i = 0; i < 3; i++) {
            client.frame(
                FrameType.CONTINUATION,
                i == 2 ? FrameType.END_HEADERS : 0,
                1,
                FramingConformanceTest.literal("f" + i, 12_000));
          }
        });
    cases.answered(
        "10.5.1: more fields than the limit",
        1,
        431,
        client -> {
          var fields = new String[202];
          for (var i = 0; i < 202; i += 2) {
            fields[i] = "f" + i;
            fields[i + 1] = "";
          }
          client.request(1, "GET", "/", true, fields);
        });
    cases.answered(
        "8.1: content above the limit is refused while it comes, and the rest not wanted",
        1,
        413,
        client -> {
          client.request(1, "POST", "/", false, "content-length", "10000001");
        });
    return cases.cases();
  }
}
