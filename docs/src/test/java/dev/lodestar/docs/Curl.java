package dev.lodestar.docs;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import java.util.ArrayList;
import java.util.List;

/// Does what a command line such as `curl -i localhost:8080/greet` would do, with a test client.
///
/// Known are the options `-i`, `-I`, `-X`, `-H`, `-d`, `--data-binary`, `--json` and `-F`, and
/// quotes as a shell reads them, `$'…'` with `\n` included. There are no files: the content of
/// `@sea.txt` is `This is sea.txt.`
final class Curl {
  private static final String BOUNDARY = "frontier";
  private static final String END = "--" + BOUNDARY + "--\r\n";
  private static final String ORIGIN = "localhost:8080";

  private final TestClient client;
  private final List<String[]> headers = new ArrayList<>();
  private String method = "";
  private String target = "";
  private String content;
  private boolean showsHead;

  private Curl(TestClient client) {
    this.client = client;
  }

  /// Returns what the command prints.
  ///
  /// @throws IllegalArgumentException if it is not understood
  static String run(String command, TestClient client) {
    var words = words(command);
    if (!words.getFirst().equals("curl")) {
      throw new IllegalArgumentException(
          "Only curl can be run here: '" + command + "'. Mark the block <!-- not run: reason -->.");
    }
    var curl = new Curl(client);
    curl.read(words.subList(1, words.size()));
    return curl.print(curl.send());
  }

  private void read(List<String> words) {
    var i = 0;
    while (i < words.size()) {
      switch (words.get(i)) {
        case "-i" -> showsHead = true;
        case "-I" -> {
          showsHead = true;
          method = "HEAD";
        }
        case "-X" -> method = words.get(++i);
        case "-H" -> headers.add(words.get(++i).split(": *", 2));
        case "-d" -> {
          content = words.get(++i);
          headers.addFirst(new String[] {"Content-Type", MediaType.FORM.toString()});
        }
        case "--data-binary" -> {
          content = words.get(++i);
          headers.addFirst(new String[] {"Content-Type", MediaType.FORM.toString()});
        }
        case "-F" -> part(words.get(++i));
        case "--json" -> {
          content = words.get(++i);
          headers.addFirst(new String[] {"Content-Type", MediaType.JSON.toString()});
          headers.addFirst(new String[] {"Accept", MediaType.JSON.toString()});
        }
        default -> target(words.get(i));
      }
      i++;
    }
  }

  /// Adds a part to a form: `name=text`, or `name=@file`.
  private void part(String word) {
    if (content == null) {
      content = END;
      headers.addFirst(new String[] {"Content-Type", "multipart/form-data; boundary=" + BOUNDARY});
    }
    var equals = word.indexOf('=');
    var name = word.substring(0, equals);
    var value = word.substring(equals + 1);
    var file = value.startsWith("@") ? value.substring(1) : null;
    content =
        content.substring(0, content.length() - END.length())
            + "--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\""
            + name
            + (file == null ? "\"" : "\"; filename=\"" + file + "\"\r\nContent-Type: text/plain")
            + "\r\n\r\n"
            + (file == null ? value : "This is " + file + ".")
            + "\r\n"
            + END;
  }

  private void target(String word) {
    var url = word.startsWith("http://") ? word.substring("http://".length()) : word;
    if (word.startsWith("-") || !url.startsWith(ORIGIN) || !target.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + word + "' is not understood; expected an option or one URL of " + ORIGIN + ".");
    }
    target = url.equals(ORIGIN) ? "/" : url.substring(ORIGIN.length());
  }

  private TestResponse send() {
    var verb = !method.isEmpty() ? method : content == null ? "GET" : "POST";
    var request = client.request(HttpMethod.of(verb), target);
    for (var i = 0; i < headers.size(); i++) {
      if (isLast(i)) {
        request.header(headers.get(i)[0], headers.get(i)[1]);
      }
    }
    if (content != null) {
      request.body(MediaType.JSON, content);
    }
    return request.send();
  }

  /// A header that is given replaces the one that an option brings.
  private boolean isLast(int index) {
    return headers.subList(index + 1, headers.size()).stream()
        .noneMatch(later -> later[0].equalsIgnoreCase(headers.get(index)[0]));
  }

  private String print(TestResponse response) {
    var text = new StringBuilder();
    if (showsHead) {
      text.append("HTTP/1.1 ").append(response.status()).append('\n');
      response
          .headers()
          .forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
      text.append('\n');
    }
    text.append(response.text());
    return text.isEmpty() || text.charAt(text.length() - 1) == '\n' ? text.toString() : text + "\n";
  }

  static List<String> words(String command) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    var open = ' ';
    var escapes = false;
    for (var c : (command + " ").toCharArray()) {
      if (open != ' ') {
        if (c == open) {
          open = ' ';
          if (escapes) {
            var text = word.toString().replace("\\n", "\n");
            word.setLength(0);
            word.append(text);
          }
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        open = c;
        escapes = word.toString().equals("$");
        word.setLength(escapes ? 0 : word.length());
      } else if (c != ' ') {
        word.append(c);
      } else if (!word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
    }
    if (open != ' ') {
      throw new IllegalArgumentException("A quote is not closed: " + command);
    }
    return words;
  }
}
