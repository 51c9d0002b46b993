package dev.lodestar.server;

import static dev.lodestar.server.RawCase.answered;
import static dev.lodestar.server.RawCase.answeredLast;
import static dev.lodestar.server.RawCase.refused;

import java.util.stream.Stream;

/// Request lines (RFC 9112, sections 2.2, 2.3 and 3).
class StrictRequestLineTest extends RawSuite {
  @Override
  Stream<RawCase> table() {
    return Stream.of(methods(), targets(), forms(), versions(), linesBefore())
        .flatMap(each -> each);
  }

  private static Stream<RawCase> methods() {
    return Stream.of(
        answered("GET / HTTP/1.1\nHost: a\n\n", "GET / a"),
        answered("get / HTTP/1.1\nHost: a\n\n", "get / a"),
        answered("PURGE / HTTP/1.1\nHost: a\n\n", "PURGE / a"),
        answered("M-SEARCH / HTTP/1.1\nHost: a\n\n", "M-SEARCH / a"),
        answered("!#$%&'*+-.^_`|~09azAZ / HTTP/1.1\nHost: a\n\n", "!#$%&'*+-.^_`|~09azAZ / a"),
        answered("TRACE / HTTP/1.1\nHost: a\n\n", "TRACE / a"),
        answered("HEAD / HTTP/1.1\nHost: a\n\n", "HEAD / a"),
        refused(400, " GET / HTTP/1.1\nHost: a\n\n"),
        refused(400, "\tGET / HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET  / HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET\t/ HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET\u000b/ HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET\u00a0/ HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET/ HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET: / HTTP/1.1\nHost: a\n\n"),
        refused(400, "\"GET\" / HTTP/1.1\nHost: a\n\n"),
        refused(400, "G(T / HTTP/1.1\nHost: a\n\n"),
        refused(400, "G\u00e9T / HTTP/1.1\nHost: a\n\n"),
        refused(400, "G\u0000T / HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET,POST / HTTP/1.1\nHost: a\n\n"),
        refused(400, "/ HTTP/1.1\nHost: a\n\n"),
        refused(400, "HTTP/1.1 200 OK\nHost: a\n\n"),
        refused(400, "\u00ef\u00bb\u00bfGET / HTTP/1.1\nHost: a\n\n"));
  }

  private static Stream<RawCase> targets() {
    return Stream.of(
        answered("GET /a%20b?c=%C3%A9&d HTTP/1.1\nHost: a\n\n", "GET /a%20b?c=%C3%A9&d a"),
        answered("GET //a HTTP/1.1\nHost: a\n\n", "GET //a a"),
        answered("GET /./../a HTTP/1.1\nHost: a\n\n", "GET /./../a a"),
        answered("GET /a?b?c HTTP/1.1\nHost: a\n\n", "GET /a?b?c a"),
        answered("GET /http://b/ HTTP/1.1\nHost: a\n\n", "GET /http://b/ a"),
        answered("GET /{a}|\\^`<\"> HTTP/1.1\nHost: a\n\n", "GET /{a}|\\^`<\"> a"),
        refused(400, "GET /\nHost: a\n\n"),
        refused(400, "GET\nHost: a\n\n"),
        refused(400, "GET / \nHost: a\n\n"),
        refused(400, "GET  HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET /a b HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET / HTTP/1.1 HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET /a\tb HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET /a\u0000b HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET /a\u0001b HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET /a\u007fb HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET /\u00e9 HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET /a#b HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET a HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET ?a HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET #a HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET \\a HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET %2fa HTTP/1.1\nHost: a\n\n"));
  }

  private static Stream<RawCase> forms() {
    return Stream.of(
        answered("OPTIONS * HTTP/1.1\nHost: a\n\n", "OPTIONS * a"),
        answered("OPTIONS http://b HTTP/1.1\nHost: a\n\n", "OPTIONS * b"),
        answered("OPTIONS http://b/ HTTP/1.1\nHost: a\n\n", "OPTIONS / b"),
        answered("GET http://b/c?d HTTP/1.1\nHost: a\n\n", "GET /c?d b"),
        answered("GET HTTP://B:80 HTTP/1.1\nHost: a\n\n", "GET / B:80"),
        answered("GET http://b?c HTTP/1.1\nHost: a\n\n", "GET /?c b"),
        answered("GET http://[::1]:8080/ HTTP/1.1\nHost: a\n\n", "GET / [::1]:8080"),
        answeredLast("GET http://b/ HTTP/1.0\nHost: a\n\n", "GET / b"),
        answeredLast("GET http://b/ HTTP/1.0\n\n", "GET / b"),
        refused(400, "GET http://b/ HTTP/1.1\n\n"),
        refused(400, "GET http://b/ HTTP/1.1\nHost: a b\n\n"),
        refused(400, "GET http://b/ HTTP/1.1\nHost: a\nHost: b\n\n"),
        refused(421, "GET https://b/ HTTP/1.1\nHost: a\n\n"),
        refused(421, "GET HTTPS://b/ HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET * HTTP/1.1\nHost: a\n\n"),
        refused(400, "POST * HTTP/1.1\nHost: a\nContent-Length: 0\n\n"),
        refused(400, "OPTIONS ** HTTP/1.1\nHost: a\n\n"),
        refused(400, "OPTIONS *?a HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET ftp://a/ HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET file:///etc/passwd HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET urn:a HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET http:/b HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET http:// HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET http:///b HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET http://?b HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET http://:80/ HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET http://user@a/ HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET http://user:secret@a/ HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET http://a\\@b/ HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET http://a:99999/ HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET http://a:8x/ HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET http://[::1/ HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET a:80 HTTP/1.1\nHost: a\n\n"),
        refused(501, "CONNECT a:443 HTTP/1.1\nHost: a\n\n"),
        refused(501, "CONNECT http://a/ HTTP/1.1\nHost: a\n\n"),
        refused(501, "CONNECT / HTTP/1.1\nHost: a\n\n"),
        refused(501, "CONNECT * HTTP/1.1\nHost: a\n\n"));
  }

  private static Stream<RawCase> versions() {
    return Stream.of(
        answered("GET / HTTP/1.2\nHost: a\n\n", "GET / a"),
        answered("GET / HTTP/1.9\nHost: a\n\n", "GET / a"),
        refused(400, "GET / http/1.1\nHost: a\n\n"),
        refused(400, "GET / Http/1.1\nHost: a\n\n"),
        refused(400, "GET / HTTP/1\nHost: a\n\n"),
        refused(400, "GET / HTTP/1.\nHost: a\n\n"),
        refused(400, "GET / HTTP/.1\nHost: a\n\n"),
        refused(400, "GET / HTTP/1.10\nHost: a\n\n"),
        refused(400, "GET / HTTP/01.1\nHost: a\n\n"),
        refused(400, "GET / HTTP/1.01\nHost: a\n\n"),
        refused(400, "GET / HTTP/11\nHost: a\n\n"),
        refused(400, "GET / HTTP/x.1\nHost: a\n\n"),
        refused(400, "GET / HTTP/1.x\nHost: a\n\n"),
        refused(400, "GET / HTTP/1,1\nHost: a\n\n"),
        refused(400, "GET / HTTP/+1.1\nHost: a\n\n"),
        refused(400, "GET / HTTP/1.1a\nHost: a\n\n"),
        refused(400, "GET / HTTPS/1.1\nHost: a\n\n"),
        refused(400, "GET / HTTP 1.1\nHost: a\n\n"),
        refused(400, "GET / HTTP/ 1.1\nHost: a\n\n"),
        refused(400, "GET / HTTP\\1.1\nHost: a\n\n"),
        refused(400, "GET / HTTP/1.1 \nHost: a\n\n"),
        refused(400, "GET / HTTP/1.1\t\nHost: a\n\n"),
        refused(400, "GET /  HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET /\tHTTP/1.1\nHost: a\n\n"),
        refused(400, "GET / HTTP/1.1\u0000\nHost: a\n\n"),
        refused(400, "GET / ICY/1.1\nHost: a\n\n"),
        refused(505, "GET / HTTP/0.9\nHost: a\n\n"),
        refused(505, "GET / HTTP/2.0\nHost: a\n\n"),
        refused(505, "GET / HTTP/3.0\nHost: a\n\n"));
  }

  /// One empty line before a request is read over, since old clients send one behind a body.
  private static Stream<RawCase> linesBefore() {
    return Stream.of(
        answered("\nGET / HTTP/1.1\nHost: a\n\n", "GET / a"),
        answered(
            "POST / HTTP/1.1\nHost: a\nContent-Length: 1\n\nx\nGET / HTTP/1.1\nHost: a\n\n",
            "POST / a x",
            "GET / a"),
        refused(400, "\n\nGET / HTTP/1.1\nHost: a\n\n"),
        refused(400, "\n\n\n\n\n\n\n\n\n\n"),
        refused(400, "\n GET / HTTP/1.1\nHost: a\n\n"),
        refused(400, "␊GET / HTTP/1.1\nHost: a\n\n"),
        refused(400, "␍GET / HTTP/1.1\nHost: a\n\n"),
        refused(400, "␍␍\nGET / HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET / HTTP/1.1␊Host: a\n\n"),
        refused(400, "GET / HTTP/1.1␍Host: a\n\n"),
        refused(400, "GET / HTTP/1.1␍␍\nHost: a\n\n"),
        refused(400, "GET /␍ HTTP/1.1\nHost: a\n\n"),
        refused(400, "GET /␊ HTTP/1.1\nHost: a\n\n"));
  }
}
