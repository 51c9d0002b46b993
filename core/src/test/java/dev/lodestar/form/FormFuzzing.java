package dev.lodestar.form;

import dev.lodestar.http.HttpException;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What holds for every body of a form. `benchmarks/fuzz` calls [#fuzzerTestOneInput] with inputs
/// that lead to new places of the code; tests call it with random ones.
///
/// The first byte of an input says how the rest is read: as a multipart form or URL-encoded, and
/// how many bytes arrive at a time.
public final class FormFuzzing {
  private static final Path FOLDER = folder();
  private static final FormLimits LIMITS =
      FormLimits.standard()
          .withParts(20)
          .withFields(10)
          .withFieldSize(300)
          .withTextSize(1000)
          .withNameLength(50)
          .withPartHeaders(5)
          .withPartHeaderSize(400)
          .withFileSize(500)
          .withMemorySize(60)
          .withFolder(FOLDER);

  private FormFuzzing() {}

  private static Path folder() {
    try {
      var folder = Files.createTempDirectory("lodestar-form-fuzzing");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Checks one input.
  ///
  /// @param input a byte that says how to read, and the body
  /// @throws AssertionError if something does not hold
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    var body = Arrays.copyOfRange(input, 1, input.length);
    try {
      if ((input[0] & 1) == 0) {
        checkMultipart(body, 1 + (input[0] >> 1 & 0x3F));
      } else {
        checkUrlEncoded(body);
      }
      must(count(FOLDER) == 0, "left a temporary file");
    } catch (IOException failure) {
      throw new AssertionError("An input of memory cannot fail.", failure);
    }
  }

  /// The whole form, its parts, and its parts a few bytes at a time are the same or refused for the
  /// same reason.
  private static void checkMultipart(byte[] body, int size) throws IOException {
    var request = Bodies.request(Bodies.MULTIPART, body);
    var whole = whole(request);
    var atOnce = parts(new ByteArrayInputStream(body));
    var trickled = parts(new Trickle(body, size));
    must(atOnce.equals(trickled), "depends on how the bytes arrive: " + atOnce + " " + trickled);
    if (whole.startsWith("accepted")) {
      must(!atOnce.getLast().startsWith("refused"), "accepts what it refuses part by part");
    }
  }

  private static String whole(Request request) throws IOException {
    try {
      var form = Forms.read(request, LIMITS);
      for (var uploads : form.uploads().values()) {
        for (var upload : uploads) {
          must(upload.bytes().length == upload.size(), "the size of a file");
          checkName(upload.safeFileName());
        }
      }
      return "accepted";
    } catch (HttpException refusal) {
      return checked(refusal);
    } finally {
      request.remains().ifPresent(remains -> must(remains.close().isEmpty(), "the end"));
    }
  }

  private static List<String> parts(InputStream body) throws IOException {
    var seen = new ArrayList<String>();
    try {
      var parts = Multipart.over(body, MediaType.parse(Bodies.MULTIPART), LIMITS);
      for (var part = parts.next(); part.isPresent(); part = parts.next()) {
        seen.add(described(part.get()));
      }
      must(body.read() < 0, "leaves something unread");
    } catch (HttpException refusal) {
      seen.add(checked(refusal));
    }
    seen.add("end");
    return seen.size() > 1 && seen.get(seen.size() - 2).startsWith("refused")
        ? seen.subList(0, seen.size() - 1)
        : seen;
  }

  private static String described(Part part) throws IOException {
    var content = new String(part.stream().readAllBytes(), StandardCharsets.ISO_8859_1);
    must(!content.contains("\r\n--xYzZY"), "content with the boundary in it");
    return part.number() + part.name() + part.fileName() + part.headers() + content;
  }

  private static void checkUrlEncoded(byte[] body) throws IOException {
    try {
      var form = Forms.read(Bodies.request(Bodies.URL_ENCODED, body), LIMITS);
      var reference = reference(new String(body, StandardCharsets.ISO_8859_1));
      var read = new ArrayList<String>();
      for (var name : form.names()) {
        form.texts(name).forEach(text -> read.add(name + "=" + text));
      }
      read.sort(null);
      reference.sort(null);
      must(read.equals(reference), "read " + read + " instead of " + reference);
    } catch (HttpException refusal) {
      checked(refusal);
    }
  }

  /// By the decoder of the JDK, which accepts more.
  private static List<String> reference(String body) {
    var pairs = new ArrayList<String>();
    for (var pair : body.split("&", -1)) {
      if (!pair.isEmpty()) {
        var parts = pair.split("=", 2);
        pairs.add(decoded(parts[0]) + "=" + (parts.length == 1 ? "" : decoded(parts[1])));
      }
    }
    return pairs;
  }

  private static String decoded(String text) {
    var bytes = URLDecoder.decode(text, StandardCharsets.ISO_8859_1);
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static String checked(HttpException refusal) {
    var code = refusal.status().code();
    must(code == 400 || code == 413, "the status " + code);
    return "refused " + Bodies.told(refusal);
  }

  private static void checkName(String name) {
    var resolved = FOLDER.resolve(name).normalize();
    must(FOLDER.equals(resolved.getParent()), "a name that leaves its folder: " + name);
  }

  private static long count(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.count();
    }
  }

  private static void must(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
