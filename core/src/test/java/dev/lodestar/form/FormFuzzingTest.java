package dev.lodestar.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The properties of [FormFuzzing] for forms that were broken at random, and for those that fuzzing
/// has found.
class FormFuzzingTest {
  private static final int FORMS = 4_000;

  private static final String[] PIECES = {
    "--xYzZY",
    "--xYzZY--",
    "\r\n",
    "\r\n\r\n",
    "\r\n--xYzZY\r\n",
    "\r\n--xYzZY--",
    "Content-Disposition: form-data; name=\"a\"",
    "Content-Disposition: form-data; name=b; filename=\"c.txt\"",
    "Content-Disposition: form-data; name=\"d\\\"%22\"; filename*=utf-8''e",
    "Content-Disposition: form-data; name=f; filename=\"\"",
    "Content-Disposition: form-data; name=_charset_",
    "Content-Type: text/plain; charset=utf-16",
    "Content-Type: text/plain; charset=",
    "Content-Transfer-Encoding: base64",
    "windows-1252",
    "Shift_JIS",
    ": ",
    ";",
    "\"",
    "\\",
    "=",
    " ",
    "\t",
    "\u0000",
    "\u00FF",
    "x",
    "some content of a part",
    "y".repeat(100)
  };

  private static final String[] PAIRS = {
    "a",
    "=",
    "&",
    "%",
    "+",
    "%41",
    "%C3%BC",
    "%ED%A0%80",
    "%00",
    "%zz",
    ";",
    "\u00C3\u00BC",
    "\u00FF",
    "x".repeat(60)
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void multipart_forms(long seed) {
    var random = new Random(seed);
    for (var i = 0; i < FORMS; i++) {
      check(
          random.nextInt(64) << 1, random.nextBoolean() ? broken(random) : pieces(random, PIECES));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void url_encoded_forms(long seed) {
    var random = new Random(seed);
    for (var i = 0; i < FORMS; i++) {
      check(1, pieces(random, PAIRS));
    }
  }

  @ParameterizedTest
  @MethodSource("kept")
  void what_fuzzing_has_found_keeps_the_properties(Path input) throws IOException {
    FormFuzzing.fuzzerTestOneInput(Files.readAllBytes(input));
  }

  /// Seeds of the fuzzer, and whatever it found.
  static List<Path> kept() throws Exception {
    var folder = Path.of(FormFuzzingTest.class.getResource("corpus").toURI());
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static String pieces(Random random, String[] pieces) {
    var text = new StringBuilder();
    for (var i = random.nextInt(20); i > 0; i--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    return text.toString();
  }

  /// A form of some parts, in which a few places were changed.
  private static String broken(Random random) {
    var form = new StringBuilder();
    for (var parts = random.nextInt(4); parts > 0; parts--) {
      form.append("--xYzZY\r\n");
      for (var headers = 1 + random.nextInt(2); headers > 0; headers--) {
        form.append(PIECES[6 + random.nextInt(8)]).append("\r\n");
      }
      form.append("\r\n").append(pieces(random, PIECES)).append("\r\n");
    }
    form.append("--xYzZY--");
    for (var changes = random.nextInt(4); changes > 0 && !form.isEmpty(); changes--) {
      var place = random.nextInt(form.length());
      switch (random.nextInt(4)) {
        case 0 -> form.deleteCharAt(place);
        case 1 -> form.setCharAt(place, (char) random.nextInt(256));
        case 2 -> form.insert(place, PIECES[random.nextInt(PIECES.length)]);
        default -> form.setLength(place + 1);
      }
    }
    return form.toString();
  }

  private static void check(int how, String form) {
    var body = form.getBytes(ISO_8859_1);
    var input = new byte[body.length + 1];
    input[0] = (byte) how;
    System.arraycopy(body, 0, input, 1, body.length);
    try {
      FormFuzzing.fuzzerTestOneInput(input);
    } catch (Throwable broken) {
      throw new AssertionError(form + " (hex " + HexFormat.of().formatHex(input) + ")", broken);
    }
  }
}
