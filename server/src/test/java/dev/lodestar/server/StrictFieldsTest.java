package dev.lodestar.server;

import static dev.lodestar.server.RawCase.answered;
import static dev.lodestar.server.RawCase.refused;

import java.util.stream.Stream;

/// Header fields (RFC 9112, section 5; RFC 9110, section 5) and hosts (RFC 9110, section 7.2).
class StrictFieldsTest extends RawSuite {
  @Override
  Stream<RawCase> table() {
    return Stream.of(fields(), hosts(), refusedHosts()).flatMap(each -> each);
  }

  private static String get(String fields) {
    return "GET / HTTP/1.1\nHost: a\n" + fields + "\n\n";
  }

  private static Stream<RawCase> fields() {
    return Stream.of(
        answered(get("Name: b"), "GET / a"),
        answered(get("Name:b"), "GET / a"),
        answered(get("Name:"), "GET / a"),
        answered(get("Name: "), "GET / a"),
        answered(get("Name:\t \t"), "GET / a"),
        answered(get("Name: \tb\t "), "GET / a"),
        answered(get("Name: b\tc"), "GET / a"),
        answered(get("Name: :"), "GET / a"),
        answered(get("Name:: b"), "GET / a"),
        answered(get("!#$%&'*+-.^_`|~09azAZ: b"), "GET / a"),
        answered(get("Name: \u0080\u00ff"), "GET / a"),
        answered(get("Name: 1\nName: 2\nNAME: 3"), "GET / a"),
        refused(400, get("Name : b")),
        refused(400, get("Name\t: b")),
        refused(400, get("Name\u00a0: b")),
        refused(400, get("Content-Length : 5")),
        refused(400, get("Transfer-Encoding : chunked")),
        refused(400, get("Content-Length\u0000: 5")),
        refused(400, get("Content_Length\u000b: 5")),
        refused(400, get(" Name: b")),
        refused(400, get("\tName: b")),
        refused(400, get(" ")),
        refused(400, get("Name: b\n c")),
        refused(400, get("Name: b\n\tc")),
        refused(400, get("Name: b\n ")),
        refused(400, get("Name:\n b")),
        refused(400, get("Transfer-Encoding:\n chunked")),
        refused(400, get("Content-Length:\n 5")),
        refused(400, "GET / HTTP/1.1\n Host: a\n\n"),
        refused(400, "GET / HTTP/1.1\n\tHost: a\nHost: a\n\n"),
        refused(400, get(": b")),
        refused(400, get(":")),
        refused(400, get("Name")),
        refused(400, get("Na me: b")),
        refused(400, get("N\u00e4me: b")),
        refused(400, get("Na(me: b")),
        refused(400, get("\"Name\": b")),
        refused(400, get("Na,me: b")),
        refused(400, get("Na/me: b")),
        refused(400, get("Na@me: b")),
        refused(400, get("Na\u0000me: b")),
        refused(400, get("\u0000Name: b")),
        refused(400, get("Name: b\u0000c")),
        refused(400, get("Name: b\u0007c")),
        refused(400, get("Name: b\u000bc")),
        refused(400, get("Name: b\u007fc")),
        refused(400, get("Name: b\u0000")),
        refused(400, get("Name: b␍c")),
        refused(400, get("Name: b␍")),
        refused(400, get("Name: b␍␍")),
        refused(400, get("Name: b␊c: d")),
        refused(400, get("Name␊: b")),
        refused(400, get("Name: b␊")),
        refused(400, get("␍Name: b")),
        refused(400, get("Name: b␍Transfer-Encoding: chunked")),
        refused(400, get("Name: b␊Transfer-Encoding: chunked")),
        refused(400, "GET / HTTP/1.1\nHost: a\n␍GET /behind HTTP/1.1\n\n"),
        refused(400, "GET / HTTP/1.1\nHost: a\n␊"),
        refused(400, "GET / HTTP/1.1\nHost: a␊␊"),
        refused(400, "GET / HTTP/1.1\nHost: a␊\n"));
  }

  private static RawCase host(String host) {
    return answered("GET / HTTP/1.1\nHost: " + host + "\n\n", "GET / " + host);
  }

  private static Stream<RawCase> hosts() {
    return Stream.of(
            "a",
            "A.EXAMPLE.org",
            "a.",
            "a:",
            "a:0",
            "a:80",
            "a:65535",
            "a_b",
            "xn--mnchen-3ya.de",
            "127.0.0.1:1",
            "[::1]",
            "[::]:8080",
            "[2001:db8::1]",
            "[1:2:3:4:5:6:7:8]",
            "[::ffff:1.2.3.4]:80",
            "[FE80::A]",
            "[::1]:")
        .map(StrictFieldsTest::host);
  }

  private static RawCase refusedHost(String host) {
    return refused(400, "GET / HTTP/1.1\nHost: " + host + "\n\n");
  }

  private static Stream<RawCase> refusedHosts() {
    return Stream.concat(
        Stream.of(
                "",
                "a b",
                "a,b",
                "a, b",
                "a/b",
                "a/",
                "/",
                "a?b",
                "a#b",
                "a\\b",
                "user@a",
                "user:secret@a",
                "@a",
                "http://a",
                "//a",
                "a:b",
                "a:-1",
                "a:+80",
                "a: 80",
                "a:80 ,b",
                "a:65536",
                "a:99999999999",
                "a:80:80",
                ":80",
                ":",
                "a%",
                "a%zz",
                "a%00b",
                "a%2fb",
                "\u00e4.de",
                "<a>",
                "\"a\"",
                "a\u0000b",
                "a\u007f",
                "::1",
                "[::1",
                "::1]",
                "[]",
                "[:]",
                "[1.2.3.4]",
                "[::g]",
                "[:::1]",
                "[1::2::3]",
                "[1:2:3:4:5:6:7]",
                "[1:2:3:4:5:6:7:8:9]",
                "[12345::]",
                "[::1.2.3]",
                "[::1.2.3.256]",
                "[::1%25eth0]",
                "[v1.a]",
                "[::1]x",
                "[::1]:x",
                "[[::1]]")
            .map(StrictFieldsTest::refusedHost),
        Stream.of(
            refused(400, "GET / HTTP/1.1\n\n"),
            refused(400, "GET / HTTP/1.1\nHosts: a\n\n"),
            refused(400, "GET / HTTP/1.1\nHost: a\nHost: a\n\n"),
            refused(400, "GET / HTTP/1.1\nHost: a\nhOST: b\n\n"),
            refused(400, "GET / HTTP/1.1\nHost: a\nName: b\nHost: c\n\n"),
            refused(400, "GET / HTTP/1.1\nHost:\nHost: a\n\n"),
            refused(400, "GET / HTTP/1.0\nHost: a\nHost: b\n\n"),
            refused(400, "GET / HTTP/1.0\nHost: a b\n\n"),
            refused(400, "GET / HTTP/1.1\nHost : a\n\n"),
            refused(400, "GET / HTTP/1.1\nHost: a\n b\n\n")));
  }
}
