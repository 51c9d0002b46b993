package dev.lodestar.json.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.codec.Codec;
import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.json.Json;
import dev.lodestar.messagepack.MessagePack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random documents with texts where numbers are expected: the pointers of the problems are those
/// of the texts, in the order of the document, however many arrays and objects are around them.
class PointerPropertyTest {
  private static final List<String> NAMES = List.of("a", "b/c", "d~e", "\"", "ä\n", "", "[{,:}]");

  private final Random random = new Random(6901);
  private final List<String> expected = new ArrayList<>();

  /// How many of a thousand numbers are texts.
  private int share;

  record Node(
      int number,
      List<Integer> numbers,
      List<List<Integer>> table,
      List<Node> nodes,
      Map<String, Node> named,
      Map<String, List<Integer>> rows) {}

  @Test
  void pointers_lead_to_the_problems() {
    int found = 0;
    int omitted = 0;
    for (int round = 0; round < 3_000; round++) {
      share = random.nextInt(3) == 0 ? 500 : 20;
      expected.clear();
      var document = node("", random.nextInt(5));
      var decoded = List.of(json(document), messagePack(document));

      for (var each : decoded) {
        assertThat(pointers(each)).isEqualTo(expected.subList(0, Math.min(expected.size(), 100)));
        omitted += each instanceof Decoded.Invalid<?> invalid ? invalid.omitted() : 0;
      }
      found += expected.size();
    }
    assertThat(found).isGreaterThan(10_000);
    assertThat(omitted).isGreaterThan(1_000);
  }

  private static List<String> pointers(Decoded<?> decoded) {
    return decoded instanceof Decoded.Invalid<?> invalid
        ? invalid.problems().stream().map(DecodeProblem::pointer).toList()
        : List.of();
  }

  private static Decoded<?> json(Object document) {
    return read(Json.standard().codec(Object.class), Json.standard().codec(Node.class), document);
  }

  private static Decoded<?> messagePack(Object document) {
    return read(
        MessagePack.standard().codec(Object.class),
        MessagePack.standard().codec(Node.class),
        document);
  }

  private static Decoded<?> read(Codec<Object> any, Codec<Node> typed, Object document) {
    return typed.decode(any.encode(document));
  }

  private Map<String, Object> node(String at, int depth) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("number", number(at + "/number"));
    fields.put("numbers", numbers(at + "/numbers"));
    var table = new ArrayList<Object>();
    for (int i = random.nextInt(4); i > 0; i--) {
      table.add(numbers(at + "/table/" + table.size()));
    }
    fields.put("table", table);
    var nodes = new ArrayList<Object>();
    for (int i = depth == 0 ? 0 : random.nextInt(4); i > 0; i--) {
      nodes.add(node(at + "/nodes/" + nodes.size(), depth - 1));
    }
    fields.put("nodes", nodes);
    var named = new LinkedHashMap<String, Object>();
    var rows = new LinkedHashMap<String, Object>();
    for (var name : NAMES) {
      if (depth > 0 && random.nextInt(9) == 0) {
        named.put(name, node(at + "/named" + step(name), depth - 1));
      }
    }
    fields.put("named", named);
    for (var name : NAMES) {
      if (random.nextInt(9) == 0) {
        rows.put(name, numbers(at + "/rows" + step(name)));
      }
    }
    fields.put("rows", rows);
    return fields;
  }

  private static String step(String name) {
    return "/" + name.replace("~", "~0").replace("/", "~1");
  }

  private List<Object> numbers(String at) {
    var numbers = new ArrayList<Object>();
    for (int i = random.nextInt(8); i > 0; i--) {
      numbers.add(number(at + "/" + numbers.size()));
    }
    return numbers;
  }

  private Object number(String at) {
    if (random.nextInt(1_000) < share) {
      expected.add(at);
      return NAMES.get(random.nextInt(NAMES.size()));
    }
    return random.nextInt();
  }
}
