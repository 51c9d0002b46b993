package dev.lodestar.benchmarks.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What each library makes of documents that are not quite right, with its defaults: every cell is
/// what it did in this process.
final class Strictness {
  private static final String LINE =
      "{\"sku\":\"A-1\",\"title\":\"rope\",\"price\":1.5,\"items\":2}";

  private static final List<Library> LIBRARIES =
      List.of(Library.LODESTAR, Library.JACKSON, Library.AVAJE, Library.FASTJSON2);

  private Strictness() {}

  static String markdown() {
    var table = new StringBuilder("| document |");
    for (var library : LIBRARIES) {
      table.append(' ').append(library.label()).append(" |");
    }
    table.append("\n|---|").append("---|".repeat(LIBRARIES.size())).append('\n');
    documents().forEach((what, document) -> table.append(row(what, document)));
    return table.toString();
  }

  private static Map<String, byte[]> documents() {
    var documents = new LinkedHashMap<String, byte[]>();
    put(documents, "a text is missing", LINE.replace("\"title\":\"rope\",", ""));
    put(documents, "an `int` is missing", LINE.replace(",\"items\":2", ""));
    put(documents, "a text is `null`", LINE.replace("\"rope\"", "null"));
    put(documents, "an `int` is `null`", LINE.replace(":2}", ":null}"));
    put(documents, "`1.0` for an `int`", LINE.replace(":2}", ":1.0}"));
    put(documents, "`1.7` for an `int`", LINE.replace(":2}", ":1.7}"));
    put(documents, "`\"2\"` for an `int`", LINE.replace(":2}", ":\"2\"}"));
    put(documents, "`3000000000` for an `int`", LINE.replace(":2}", ":3000000000}"));
    put(documents, "`7` for a text", LINE.replace("\"rope\"", "7"));
    put(documents, "a name that occurs twice", LINE.replace(":2}", ":2,\"items\":3}"));
    put(documents, "a name that the type does not have", LINE.replace(":2}", ":2,\"x\":3}"));
    put(documents, "something after the end", LINE + " true");
    put(documents, "a comma after the last field", LINE.replace(":2}", ":2,}"));
    put(documents, "`02`", LINE.replace(":2}", ":02}"));
    put(documents, "`NaN` for a `double`", LINE.replace("1.5", "NaN"));
    put(documents, "names without quotes", LINE.replace("\"sku\"", "sku"));
    put(documents, "texts in single quotes", LINE.replace("\"rope\"", "'rope'"));
    put(documents, "a comment", LINE.replace(":2}", ":2/* two */}"));
    put(documents, "a line break in a text", LINE.replace("rope", "ro\npe"));
    put(documents, "half of a surrogate pair", LINE.replace("rope", "\\ud83d"));
    var latin = LINE.replace("rope", "r\u00f6pe").getBytes(StandardCharsets.ISO_8859_1);
    documents.put("a text that is not UTF-8", latin);
    put(documents, "a byte order mark", "\ufeff" + LINE);
    put(
        documents,
        "1,000 arrays inside of each other, to be ignored",
        LINE.replace(":2}", ":2,\"x\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}"));
    return documents;
  }

  private static void put(Map<String, byte[]> documents, String what, String document) {
    documents.put(what, document.getBytes(StandardCharsets.UTF_8));
  }

  private static String row(String what, byte[] document) {
    var cells = new ArrayList<String>();
    for (var library : LIBRARIES) {
      cells.add(outcome(library, document));
    }
    return "| " + what + " | " + String.join(" | ", cells) + " |\n";
  }

  private static String outcome(Library library, byte[] document) {
    var binding = library.bind(BasketLine.class, false);
    Object value;
    try {
      value = binding.decode(document);
    } catch (RuntimeException | StackOverflowError refused) {
      return "refused";
    }
    return value instanceof BasketLine line ? taken(line) : "no value";
  }

  private static String taken(BasketLine line) {
    var expected = new BasketLine("A-1", "rope", 1.5, 2);
    return line.equals(expected) ? "accepted" : "accepted as " + different(line, expected);
  }

  private static String different(BasketLine line, BasketLine expected) {
    var differences = new ArrayList<String>();
    // The component is null where a library does not look at it.
    var title = String.valueOf((Object) line.title());
    if (!title.equals(expected.title())) {
      differences.add("`" + escaped(title) + "`");
    }
    if (line.items() != expected.items()) {
      differences.add("`" + line.items() + "`");
    }
    if (Double.compare(line.price(), expected.price()) != 0) {
      differences.add("`" + line.price() + "`");
    }
    return String.join(" and ", differences);
  }

  private static String escaped(String text) {
    var shown = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c >= ' ' && c < 0x7F;
      shown.append(plain ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return shown.toString();
  }
}
