package dev.lodestar.server;

import static dev.lodestar.server.RawCase.answered;
import static dev.lodestar.server.RawCase.answeredLast;
import static dev.lodestar.server.RawCase.answeredThenRefused;
import static dev.lodestar.server.RawCase.refused;

import java.util.stream.Stream;

/// Which connections serve another request (RFC 9112, section 9), what asks for another protocol
/// (RFC 9110, section 7.8), and what speaks another one.
class StrictConnectionsTest extends RawSuite {
  @Override
  Stream<RawCase> table() {
    return Stream.of(persistence(), upgrades(), protocols(), pipelines()).flatMap(each -> each);
  }

  private static String get(String version, String... fields) {
    var lines = fields.length == 0 ? "" : String.join("\n", fields) + "\n";
    return "GET / " + version + "\nHost: a\n" + lines + "\n";
  }

  private static Stream<RawCase> persistence() {
    return Stream.of(
        answered(get("HTTP/1.1"), "GET / a"),
        answered(get("HTTP/1.1", "Connection: keep-alive"), "GET / a"),
        answered(get("HTTP/1.1", "Connection: x, y"), "GET / a"),
        answered(get("HTTP/1.1", "Connection:"), "GET / a"),
        answered(get("HTTP/1.1", "Connection: closed"), "GET / a"),
        answered(get("HTTP/1.1", "Connection: \"close\""), "GET / a"),
        answered(get("HTTP/1.1", "Proxy-Connection: close"), "GET / a"),
        answered(get("HTTP/1.1", "Keep-Alive: timeout=0"), "GET / a"),
        answered(get("HTTP/1.1", "Connection: Host"), "GET / a"),
        answeredLast(get("HTTP/1.1", "Connection: close"), "GET / a"),
        answeredLast(get("HTTP/1.1", "CONNECTION: CLOSE"), "GET / a"),
        answeredLast(get("HTTP/1.1", "Connection: keep-alive, close"), "GET / a"),
        answeredLast(get("HTTP/1.1", "Connection: x,\tclose ,y"), "GET / a"),
        answeredLast(get("HTTP/1.1", "Connection: x", "Connection: close"), "GET / a"),
        answeredLast(get("HTTP/1.1", "Connection: close", "Connection: keep-alive"), "GET / a"),
        answeredLast(get("HTTP/1.0"), "GET / a"),
        answeredLast("GET / HTTP/1.0\n\n", "GET /"),
        answeredLast(get("HTTP/1.0", "Connection: close"), "GET / a"),
        answeredLast(get("HTTP/1.0", "Connection: keep-alive, close"), "GET / a"),
        answeredLast(get("HTTP/1.0", "Keep-Alive: timeout=5"), "GET / a"),
        answered(get("HTTP/1.0", "Connection: keep-alive"), "GET / a"),
        answered(get("HTTP/1.0", "Connection: Keep-Alive"), "GET / a"),
        answered(
            "POST / HTTP/1.0\nConnection: keep-alive\nContent-Length: 5\n\nhello",
            "POST /  hello"));
  }

  /// A protocol that the server does not know is no reason not to answer.
  private static Stream<RawCase> upgrades() {
    return Stream.of(
        answered(get("HTTP/1.1", "Connection: Upgrade", "Upgrade: TLS/1.0"), "GET / a"),
        answered(get("HTTP/1.1", "Connection: Upgrade", "Upgrade: IRC/6.9, x"), "GET / a"),
        answered(get("HTTP/1.1", "Connection: Upgrade", "Upgrade:"), "GET / a"),
        answered(get("HTTP/1.1", "Connection: Upgrade"), "GET / a"),
        answered(get("HTTP/1.1", "Upgrade: x"), "GET / a"),
        answeredLast(get("HTTP/1.0", "Connection: Upgrade", "Upgrade: x"), "GET / a"),
        answered(
            "POST / HTTP/1.1\nHost: a\nConnection: Upgrade\nUpgrade: x\nContent-Length: 2\n\nhi",
            "POST / a hi"));
  }

  private static Stream<RawCase> protocols() {
    return Stream.of(
        // HTTP/0.9
        refused(400, "GET /\n"),
        refused(400, "GET /\n\n"),
        // no TLS handshake quite (that gets an alert), SSH, SMTP, a PROXY header that nobody has
        // allowed, a null byte
        refused(400, "\u0016\u0004\u0001\u0002\u0000"),
        refused(400, "SSH-2.0-OpenSSH_9.9\n"),
        refused(400, "HELO example.org\n"),
        refused(400, "EHLO [127.0.0.1]\n"),
        refused(400, "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\nGET / HTTP/1.1\nHost: a\n\n"),
        refused(400, "\n\n\u0000\nQUIT\n"),
        refused(400, "*1\n$4\nPING\n"),
        refused(400, "\u0000"),
        refused(400, "{\"json\": true}\n"),
        refused(400, "(1)"));
  }

  private static Stream<RawCase> pipelines() {
    var good = "GET /good HTTP/1.1\nHost: a\n\n";
    return Stream.of(
        answered(good.repeat(3), "GET /good a", "GET /good a", "GET /good a"),
        answered(
            good + "HEAD /head HTTP/1.1\nHost: a\n\n" + good,
            "GET /good a",
            "HEAD /head a",
            "GET /good a"),
        answeredThenRefused(400, good + "GET / HTTP/1.1\n\n" + good, "GET /good a"),
        answeredThenRefused(400, good + "\n\n" + good, "GET /good a"),
        answeredThenRefused(400, good + " " + good, "GET /good a"),
        answeredThenRefused(400, good + "\u0000" + good, "GET /good a"),
        answeredThenRefused(
            501, good + "CONNECT a:443 HTTP/1.1\nHost: a\n\n" + good, "GET /good a"),
        answeredThenRefused(
            417, good + "GET / HTTP/1.1\nHost: a\nExpect: x\n\n" + good, "GET /good a"),
        answeredLast(good + get("HTTP/1.0") + good, "GET /good a", "GET / a"));
  }
}
