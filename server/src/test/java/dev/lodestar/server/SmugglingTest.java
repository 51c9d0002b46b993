package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.Server;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random damage to sequences of requests. What the server makes of the bytes is what a second,
/// simple reader of the grammar makes of them ([ReferenceReader]): the same requests with the same
/// bodies, a refusal at the same place, and nothing behind a refusal.
class SmugglingTest {
  private static final int ROUNDS = 300;

  private static final List<String> GOOD =
      List.of(
          "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n",
          "POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
          """
          POST /3 HTTP/1.1\r
          Host: a\r
          Transfer-Encoding: chunked\r
          \r
          5\r
          hello\r
          0\r
          \r
          """,
          """
          POST /4 HTTP/1.1\r
          Transfer-Encoding: chunked\r
          Host: b.example:80\r
          \r
          3;x="y"\r
          hel\r
          02\r
          lo\r
          0\r
          T: 1\r
          \r
          """,
          "PUT /5?q HTTP/1.1\r\nHost: [::1]\r\nName: v w\r\nContent-Length: 0\r\n\r\n");

  private static final List<String> SEEDS =
      List.of(
          "\r",
          "\n",
          "\r\n",
          "\r\n\r\n",
          "\r\r\n",
          " ",
          "\t",
          "\u000b",
          "\u0000",
          ":",
          " :",
          ";",
          ",",
          "=",
          "\"",
          "+",
          "-",
          "0",
          "5",
          "00",
          "0x",
          "f",
          "ffffffffffffffff",
          "1.0",
          "chunked",
          "x",
          "\u0080",
          "identity",
          ", identity",
          "Content-Length: 5\r\n",
          "Content-Length: 44\r\n",
          "content-length:0\r\n",
          "Content-Length : 5\r\n",
          "Transfer-Encoding: chunked\r\n",
          "Transfer-Encoding: xchunked\r\n",
          "Transfer-Encoding : chunked\r\n",
          "transfer-encoding:\tchunked\r\n",
          "Transfer-Encoding: gzip, chunked\r\n",
          "\r\n folded",
          "Host: c\r\n",
          "0\r\n\r\n",
          "1\r\nZ\r\n0\r\n\r\n",
          "GET /hidden HTTP/1.1\r\nHost: hidden\r\n\r\n");

  private final ConcurrentLinkedQueue<String> handled = new ConcurrentLinkedQueue<>();
  private Server server;

  @BeforeEach
  void start() throws IOException {
    server =
        TestServer.start(request -> {
          handled.add(RawSuite.asked(request));
          return TestServer.text(request, "answered");
        });
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void damaged_requests_mean_what_the_grammar_says_and_hide_none(long seed) throws IOException {
    var random = new Random(seed);
    var refusals = 0;
    for (var round = 0; round < ROUNDS; round++) {
      var bytes = damaged(random);
      var expected = ReferenceReader.read(bytes);
      handled.clear();
      var statuses = exchange(bytes, random);
      var shown = "seed %d, round %d: %s".formatted(seed, round, quoted(bytes));
      assertThat(List.copyOf(handled)).as(shown).isEqualTo(expected.requests());
      var answered = expected.requests().size();
      assertThat(statuses).as(shown).hasSize(answered + (expected.refused() ? 1 : 0));
      assertThat(statuses.subList(0, answered)).as(shown).allMatch(status -> status == 200);
      if (expected.refused()) {
        refusals++;
        assertThat(statuses.getLast()).as(shown).isBetween(400, 505);
      }
    }
    // Most damage is noticed, or else the damage is not of the right kind.
    assertThat(refusals).isBetween(ROUNDS / 3, ROUNDS - ROUNDS / 20);
  }

  private static String quoted(byte[] bytes) {
    return new String(bytes, ISO_8859_1).replace("\r", "\\r").replace("\n", "\\n");
  }

  private static byte[] damaged(Random random) {
    var text = new StringBuilder();
    for (var i = random.nextInt(3); i >= 0; i--) {
      text.append(GOOD.get(random.nextInt(GOOD.size())));
    }
    for (var i = random.nextInt(3); i >= 0; i--) {
      var at = random.nextInt(text.length());
      var seed = SEEDS.get(random.nextInt(SEEDS.size()));
      switch (random.nextInt(6)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.setCharAt(at, (char) random.nextInt(256));
        case 2 -> text.insert(at, seed);
        case 3 -> text.insert(lineStart(text, at), seed);
        case 4 -> text.insert(lineEnd(text, at), seed);
        default -> {
          var end = Math.min(text.length(), at + 1 + random.nextInt(8));
          text.replace(at, end, seed);
        }
      }
    }
    text.append(GOOD.getFirst());
    return text.toString().getBytes(ISO_8859_1);
  }

  private static int lineStart(StringBuilder text, int at) {
    return text.lastIndexOf("\n", at) + 1;
  }

  private static int lineEnd(StringBuilder text, int at) {
    var end = text.indexOf("\r\n", at);
    return end < 0 ? text.length() : end;
  }

  /// Sends everything, in pieces of a random size, then closes the client's side.
  ///
  /// @return the statuses of all responses until the server closes its side
  private List<Integer> exchange(byte[] bytes, Random random) throws IOException {
    var longest = random.nextBoolean() ? bytes.length : 1 + random.nextInt(40);
    try (var client = RawClient.connect(server)) {
      for (var from = 0; from < bytes.length; from += longest) {
        client.send(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + longest)));
      }
      client.closeOutput();
      var statuses = new ArrayList<Integer>();
      try {
        while (true) {
          statuses.add(client.read().status());
        }
      } catch (EOFException end) {
        return statuses;
      }
    }
  }

  /// What the grammar makes of bytes, written down as simply as can be: no state, no speed.
  private record ReferenceReader(List<String> requests, boolean refused) {
    private static final long MOST = 10_000_000;
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String VALUE = "[\\t\\x20-\\x7e\\x80-\\xff]*";

    /// The bytes are no request.
    private static final class Refused extends Exception {
      private static final long serialVersionUID = 1;
    }

    /// The bytes end within a request.
    private static final class Incomplete extends Exception {
      private static final long serialVersionUID = 1;
    }

    private record Line(String text, int next) {}

    static ReferenceReader read(byte[] bytes) {
      var text = new String(bytes, ISO_8859_1);
      var requests = new ArrayList<String>();
      var position = 0;
      try {
        while (position < text.length()) {
          var request = new ReferenceRequest(text, position);
          requests.add(request.asked);
          position = request.end;
          if (request.last) {
            break;
          }
        }
      } catch (Refused refused) {
        return new ReferenceReader(requests, true);
      } catch (Incomplete end) {
        // nothing more is answered
      }
      return new ReferenceReader(requests, false);
    }

    private static Line line(String text, int start) throws Refused, Incomplete {
      var end = text.indexOf('\n', start);
      if (end < 0) {
        throw new Incomplete();
      }
      if (end == start || text.charAt(end - 1) != '\r') {
        throw new Refused();
      }
      return new Line(text.substring(start, end - 1), end + 1);
    }

    private static final class ReferenceRequest {
      final String asked;
      final int end;
      final boolean last;

      ReferenceRequest(String text, int start) throws Refused, Incomplete {
        var first = text.substring(start, start + 1);
        demand(first.matches(TOKEN) || first.equals("\r"));
        var line = line(text, start);
        if (line.text().isEmpty()) {
          demand(line.next() == text.length() || text.charAt(line.next()) != '\n');
          demand(
              line.next() == text.length()
                  || text.substring(line.next(), line.next() + 1).matches(TOKEN)
                  || text.charAt(line.next()) == '\r');
          line = line(text, line.next());
          demand(!line.text().isEmpty());
        }
        demand(line.text().matches(TOKEN + " /[!-\"$-~]* HTTP/[0-9]\\.[0-9]"));
        var parts = line.text().split(" ", -1);
        demand(parts[2].startsWith("HTTP/1."));
        var http11 = !parts[2].equals("HTTP/1.0");
        var hosts = new ArrayList<String>();
        var lengths = new ArrayList<String>();
        var codings = new ArrayList<String>();
        var fields = new ArrayList<String>();
        line = line(text, line.next());
        while (!line.text().isEmpty()) {
          fields.add(line.text());
          line = line(text, line.next());
        }
        for (var field : fields) {
          demand(field.matches(TOKEN + ":" + VALUE));
          var name = field.substring(0, field.indexOf(':')).toLowerCase(java.util.Locale.ROOT);
          var value = field.substring(name.length() + 1).replaceAll("^[ \\t]+|[ \\t]+$", "");
          switch (name) {
            case "host" -> hosts.add(value);
            case "content-length" -> lengths.add(value);
            case "transfer-encoding" -> codings.add(value);
            default -> {}
          }
        }
        demand(hosts.size() <= 1 && (hosts.size() == 1 || !http11));
        for (var host : hosts) {
          demand(host.matches("(\\[::[0-9A-Fa-f]{0,4}]|[A-Za-z0-9._~-]+)(:[0-9]{0,5})?"));
          var port = host.replaceAll("^(\\[::[0-9A-Fa-f]{0,4}]|[^:]*):?", "");
          demand(port.isEmpty() || Integer.parseInt(port) < 65_536);
        }
        demand(lengths.isEmpty() || codings.isEmpty());
        demand(lengths.size() <= 1 && codings.size() <= 1);
        var body = new ByteArrayOutputStream();
        var position = line.next();
        if (!codings.isEmpty()) {
          demand(http11 && codings.getFirst().equalsIgnoreCase("chunked"));
          position = chunks(text, position, body);
        } else if (!lengths.isEmpty()) {
          demand(lengths.getFirst().matches("[0-9]+"));
          demand(lengths.getFirst().replaceAll("^0+", "").length() < 9);
          var length = Long.parseLong("0" + lengths.getFirst());
          demand(length <= MOST);
          if (position + length > text.length()) {
            throw new Incomplete();
          }
          body.writeBytes(text.substring(position, position + (int) length).getBytes(ISO_8859_1));
          position += (int) length;
        }
        var host = hosts.isEmpty() ? "" : hosts.getFirst();
        asked = String.join(" ", parts[0], parts[1], host, body.toString(ISO_8859_1)).strip();
        end = position;
        last = !http11;
      }

      private static int chunks(String text, int start, ByteArrayOutputStream body)
          throws Refused, Incomplete {
        var position = start;
        while (true) {
          var line = line(text, position);
          var value =
              "(" + TOKEN + "|\"(" + "[\\t !#-\\[\\]-~\\x80-\\xff]|\\\\[\\t -~\\x80-\\xff])*\")";
          var extension = "[ \\t]*;[ \\t]*" + TOKEN + "([ \\t]*=[ \\t]*" + value + ")?";
          demand(line.text().matches("[0-9A-Fa-f]+(" + extension + ")*"));
          var digits = line.text().replaceAll("[^0-9A-Fa-f].*", "").replaceAll("^0+", "");
          demand(digits.length() <= 7);
          var size = digits.isEmpty() ? 0 : Integer.parseInt(digits, 16);
          demand(size <= MOST - body.size());
          position = line.next();
          if (size == 0) {
            break;
          }
          if (position + size > text.length()) {
            throw new Incomplete();
          }
          body.writeBytes(text.substring(position, position + size).getBytes(ISO_8859_1));
          position += size;
          var rest = text.substring(position, Math.min(text.length(), position + 2));
          demand("\r\n".startsWith(rest));
          if (rest.length() < 2) {
            throw new Incomplete();
          }
          position += 2;
        }
        var line = line(text, position);
        while (!line.text().isEmpty()) {
          demand(line.text().matches(TOKEN + ":" + VALUE));
          line = line(text, line.next());
        }
        return line.next();
      }

      private static void demand(boolean condition) throws Refused {
        if (!condition) {
          throw new Refused();
        }
      }
    }
  }
}
