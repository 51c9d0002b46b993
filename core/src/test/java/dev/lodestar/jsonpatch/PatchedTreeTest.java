package dev.lodestar.jsonpatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the operations of RFC 6902 make of documents of any kind.
class PatchedTreeTest {

  private static @Nullable Object tree(String json) {
    return Json.standard()
        .codec(Object.class)
        .decode(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
        .orThrow();
  }

  private static @Nullable Object patched(@Nullable Object document, @Nullable Object patch)
      throws ConflictException {
    var reader = OperationsReader.read(patch);
    assertThat(reader.mistakes()).isEmpty();
    var tree = new PatchedTree(document, steps -> null, 100);
    tree.apply(reader.operations());
    return tree.root();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a': 1}|[]|{'a': 1}",
        "{'a': 1}|[{'op': 'add', 'path': '/b', 'value': 2}]|{'a': 1, 'b': 2}",
        "{'a': 1}|[{'op': 'add', 'path': '/a', 'value': null}]|{'a': null}",
        "{'a': 1}|[{'op': 'add', 'path': '/', 'value': 2}]|{'a': 1, '': 2}",
        "{'a': 1}|[{'op': 'add', 'path': '', 'value': []}]|[]",
        "{'a': [1]}|[{'op': 'add', 'path': '/a/0', 'value': 0}]|{'a': [0, 1]}",
        "{'a': [1]}|[{'op': 'add', 'path': '/a/1', 'value': 2}]|{'a': [1, 2]}",
        "{'a': [1]}|[{'op': 'add', 'path': '/a/-', 'value': [2]}]|{'a': [1, [2]]}",
        "{'a': {'-': 1}}|[{'op': 'remove', 'path': '/a/-'}]|{'a': {}}",
        "{'0': 1}|[{'op': 'replace', 'path': '/0', 'value': 2}]|{'0': 2}",
        "{'a/b': 1, 'm~n': 2}|[{'op': 'remove', 'path': '/a~1b'}, {'op': 'remove', 'path':"
            + " '/m~0n'}]|{}",
        "[1, 2, 3]|[{'op': 'remove', 'path': '/1'}]|[1, 3]",
        "[1, 2, 3]|[{'op': 'replace', 'path': '/1', 'value': {}}]|[1, {}, 3]",
        "{'a': 1}|[{'op': 'replace', 'path': '', 'value': 3}]|3",
        "{'a': 1}|[{'op': 'move', 'from': '/a', 'path': '/b'}]|{'b': 1}",
        "{'a': 1}|[{'op': 'move', 'from': '/a', 'path': '/a'}]|{'a': 1}",
        "[1, 2, 3]|[{'op': 'move', 'from': '/0', 'path': '/2'}]|[2, 3, 1]",
        "[1, 2, 3]|[{'op': 'move', 'from': '/2', 'path': '/0'}]|[3, 1, 2]",
        "{'a': [1], 'b': 2}|[{'op': 'move', 'from': '/b', 'path': '/a/0'}]|{'a': [2, 1]}",
        "{'a': {'b': 1}}|[{'op': 'move', 'from': '/a/b', 'path': '/a'}]|{'a': 1}",
        "{'a': {'b': [1]}}|[{'op': 'copy', 'from': '/a', 'path': '/c'}, {'op': 'add', 'path':"
            + " '/c/b/0', 'value': 0}]|{'a': {'b': [1]}, 'c': {'b': [0, 1]}}",
        "{'a': 1}|[{'op': 'copy', 'from': '', 'path': '/b'}]|{'a': 1, 'b': {'a': 1}}",
        "{'a': 1.0}|[{'op': 'test', 'path': '/a', 'value': 1}]|{'a': 1.0}",
        "{'a': 10}|[{'op': 'test', 'path': '/a', 'value': 1e1}]|{'a': 10}",
        "{'a': {'x': 1, 'y': [2]}}|[{'op': 'test', 'path': '/a', 'value': {'y': [2], 'x':"
            + " 1}}]|{'a': {'x': 1, 'y': [2]}}",
        "{'a': null}|[{'op': 'test', 'path': '/a', 'value': null}]|{'a': null}",
        "{'a': 1}|[{'op': 'test', 'path': '', 'value': {'a': 1}, 'more': 3}]|{'a': 1}"
      })
  void an_operation_has_its_effect(String document, String patch, String expected)
      throws ConflictException {
    assertThat(patched(tree(document), tree(patch))).isEqualTo(tree(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a': 1}|{'op': 'remove', 'path': '/b'}|there is nothing at \"/b\"",
        "{'a': 1}|{'op': 'replace', 'path': '/b', 'value': 1}|there is nothing at \"/b\"",
        "{'a': 1}|{'op': 'add', 'path': '/b/c', 'value': 1}|there is nothing at \"/b/c\"",
        "{'a': 1}|{'op': 'add', 'path': '/a/c', 'value': 1}|there is nothing at \"/a/c\"",
        "{'a': 1}|{'op': 'remove', 'path': ''}|the whole document cannot be removed",
        "[1]|{'op': 'add', 'path': '/2', 'value': 1}|\"/2\" is no place in an array of 1 elements",
        "[1]|{'op': 'add', 'path': '/01', 'value': 1}|\"/01\" is no place in an array of 1"
            + " elements",
        "[1]|{'op': 'add', 'path': '/-1', 'value': 1}|\"/-1\" is no place in an array of 1"
            + " elements",
        "[1]|{'op': 'add', 'path': '/+1', 'value': 1}|\"/+1\" is no place in an array of 1"
            + " elements",
        "[1]|{'op': 'add', 'path': '/1e0', 'value': 1}|\"/1e0\" is no place in an array of 1"
            + " elements",
        "[1]|{'op': 'add', 'path': '/٠', 'value': 1}|\"/٠\" is no place in an array of 1 elements",
        "[1]|{'op': 'add', 'path': '/4294967296', 'value': 1}|\"/4294967296\" is no place in an"
            + " array of 1 elements",
        "[1]|{'op': 'remove', 'path': '/-'}|there is nothing at \"/-\"",
        "[1]|{'op': 'remove', 'path': '/1'}|there is nothing at \"/1\"",
        "[1]|{'op': 'remove', 'path': '/00'}|there is nothing at \"/00\"",
        "[1]|{'op': 'test', 'path': '/-', 'value': 1}|there is nothing at \"/-\"",
        "[1]|{'op': 'copy', 'from': '/1', 'path': '/0'}|there is nothing at \"/1\"",
        "[1]|{'op': 'test', 'path': '/0', 'value': '1'}|the value at \"/0\" is another one",
        "{'a': 1}|{'op': 'test', 'path': '/a', 'value': null}|the value at \"/a\" is another one",
        "{'a': false}|{'op': 'test', 'path': '/a', 'value': 0}|the value at \"/a\" is another one",
        "[[1]]|{'op': 'test', 'path': '/0', 'value': [1, 2]}|the value at \"/0\" is another one",
        "1|{'op': 'add', 'path': '/a', 'value': 1}|there is nothing at \"/a\""
      })
  void an_operation_that_cannot_be_carried_out_says_why(
      String document, String operation, String why) {
    assertThatThrownBy(() -> patched(tree(document), tree("[" + operation + "]")))
        .isInstanceOf(ConflictException.class)
        .hasMessage(why);
  }

  @Test
  void the_document_itself_is_never_changed() throws ConflictException {
    var document = tree("{'a': [1, {'b': 2}]}");
    var patch =
        tree(
            "[{'op': 'add', 'path': '/a/1/c', 'value': [3]}, {'op': 'add', 'path':"
                + " '/a/1/c/0', 'value': 4}]");

    assertThat(patched(document, patch)).isEqualTo(tree("{'a': [1, {'b': 2, 'c': [4, 3]}]}"));
    assertThat(document).isEqualTo(tree("{'a': [1, {'b': 2}]}"));
    assertThat(patch).asString().contains("value=[3]");
  }

  @Test
  void a_number_with_a_huge_exponent_is_compared_at_once() {
    var huge = new BigDecimal("1e999999999");

    assertThat(Trees.equal(huge, 1L)).isFalse();
    assertThat(Trees.equal(huge, new BigDecimal("10e999999998"))).isTrue();
    assertThat(Trees.equal(tree("-0.0"), tree("0"))).isTrue();
  }

  @Test
  void shifting_long_arrays_again_and_again_is_bounded() {
    var elements = new ArrayList<Object>();
    for (var i = 0; i < 100_000; i++) {
      elements.add(1L);
    }
    var operations = new ArrayList<Object>();
    for (var i = 0; i < 1000; i++) {
      operations.add(Map.of("op", "add", "path", "/0", "value", 1L));
    }

    assertThatThrownBy(() -> patched(elements, operations))
        .hasMessageStartingWith("the operations copy more than 1000000 values");
  }

  @Test
  void what_is_moved_further_inside_is_bounded_in_depth() {
    var patch = new ArrayList<Object>();
    patch.add(Map.of("op", "add", "path", "", "value", Map.of("v", nested(60), "w", nested(60))));
    var deep = "/w" + "/n".repeat(59);
    patch.add(Map.of("op", "move", "from", "/v", "path", deep + "/n"));

    assertThatThrownBy(() -> patched(null, patch))
        .hasMessage("the result would be nested deeper than 100 levels");
  }

  private static Object nested(int levels) {
    Object value = Map.of();
    for (var i = 1; i < levels; i++) {
      value = Map.of("n", value);
    }
    return value;
  }

  /// Another way to write RFC 6902: each operation makes a new document, by recursion. Null stands
  /// for a document that cannot be made.
  private static final class Reference {
    private record Made(@Nullable Object value) {}

    static @Nullable Made patched(@Nullable Object document, List<?> patch) {
      var made = new Made(document);
      for (var each : patch) {
        var operation = (Map<?, ?>) each;
        var next = applied(made.value, operation);
        if (next == null) {
          return null;
        }
        made = next;
      }
      return made;
    }

    private static @Nullable Made applied(@Nullable Object document, Map<?, ?> operation) {
      var path = steps((String) operation.get("path"));
      var value = operation.get("value");
      return switch ((String) operation.get("op")) {
        case "add" -> added(document, path, value);
        case "remove" -> removed(document, path);
        case "replace" -> replaced(document, path, value);
        case "test" -> {
          var found = found(document, path);
          yield found != null && same(found.value, value) ? new Made(document) : null;
        }
        case "copy" -> {
          var found = found(document, steps((String) operation.get("from")));
          yield found == null ? null : added(document, path, found.value);
        }
        case "move" -> {
          var from = steps((String) operation.get("from"));
          var found = found(document, from);
          if (found == null || from.equals(path)) {
            yield found == null ? null : new Made(document);
          }
          var without = removed(document, from);
          yield without == null ? null : added(without.value, path, found.value);
        }
        default -> throw new AssertionError();
      };
    }

    private static List<String> steps(String path) {
      return path.isEmpty()
          ? List.of()
          : Arrays.stream(path.substring(1).split("/", -1))
              .map(step -> step.replace("~1", "/").replace("~0", "~"))
              .toList();
    }

    private static List<String> rest(List<String> steps) {
      return steps.subList(1, steps.size());
    }

    private static int index(String step, int end) {
      return step.matches("0|[1-9][0-9]*") && step.length() < 10 && Integer.parseInt(step) < end
          ? Integer.parseInt(step)
          : -1;
    }

    private static @Nullable Made found(@Nullable Object value, List<String> steps) {
      if (steps.isEmpty()) {
        return new Made(value);
      }
      if (value instanceof Map<?, ?> map && map.containsKey(steps.getFirst())) {
        return found(map.get(steps.getFirst()), rest(steps));
      }
      if (value instanceof List<?> list && index(steps.getFirst(), list.size()) >= 0) {
        return found(list.get(index(steps.getFirst(), list.size())), rest(steps));
      }
      return null;
    }

    /// What a container is with one of its contents changed.
    private interface Change {
      @Nullable Object in(Object container, String step);
    }

    private static @Nullable Made changed(
        @Nullable Object value, List<String> steps, Change change) {
      if (steps.size() == 1) {
        if (value == null) {
          return null;
        }
        var result = change.in(value, steps.getFirst());
        return result == null ? null : new Made(result);
      }
      if (value instanceof Map<?, ?> map && map.containsKey(steps.getFirst())) {
        var inner = changed(map.get(steps.getFirst()), rest(steps), change);
        if (inner == null) {
          return null;
        }
        var copy = new LinkedHashMap<Object, @Nullable Object>(map);
        copy.put(steps.getFirst(), inner.value);
        return new Made(copy);
      }
      if (value instanceof List<?> list && index(steps.getFirst(), list.size()) >= 0) {
        var at = index(steps.getFirst(), list.size());
        var inner = changed(list.get(at), rest(steps), change);
        if (inner == null) {
          return null;
        }
        var copy = new ArrayList<@Nullable Object>(list);
        copy.set(at, inner.value);
        return new Made(copy);
      }
      return null;
    }

    private static @Nullable Made added(
        @Nullable Object document, List<String> path, @Nullable Object value) {
      if (path.isEmpty()) {
        return new Made(value);
      }
      return changed(
          document,
          path,
          (container, step) -> {
            if (container instanceof Map<?, ?> map) {
              var copy = new LinkedHashMap<Object, @Nullable Object>(map);
              copy.put(step, value);
              return copy;
            }
            if (container instanceof List<?> list) {
              var at = step.equals("-") ? list.size() : index(step, list.size() + 1);
              if (at < 0) {
                return null;
              }
              var copy = new ArrayList<@Nullable Object>(list);
              copy.add(at, value);
              return copy;
            }
            return null;
          });
    }

    private static @Nullable Made removed(@Nullable Object document, List<String> path) {
      return path.isEmpty()
          ? null
          : changed(
              document,
              path,
              (container, step) -> {
                if (container instanceof Map<?, ?> map && map.containsKey(step)) {
                  var copy = new LinkedHashMap<Object, @Nullable Object>(map);
                  copy.remove(step);
                  return copy;
                }
                if (container instanceof List<?> list && index(step, list.size()) >= 0) {
                  var copy = new ArrayList<@Nullable Object>(list);
                  copy.remove(index(step, list.size()));
                  return copy;
                }
                return null;
              });
    }

    private static @Nullable Made replaced(
        @Nullable Object document, List<String> path, @Nullable Object value) {
      if (path.isEmpty()) {
        return new Made(value);
      }
      return changed(
          document,
          path,
          (container, step) -> {
            if (container instanceof Map<?, ?> map && map.containsKey(step)) {
              var copy = new LinkedHashMap<Object, @Nullable Object>(map);
              copy.put(step, value);
              return copy;
            }
            if (container instanceof List<?> list && index(step, list.size()) >= 0) {
              var copy = new ArrayList<@Nullable Object>(list);
              copy.set(index(step, list.size()), value);
              return copy;
            }
            return null;
          });
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
      return java.util.Objects.equals(one, other); // the documents have integers only
    }
  }

  @Test
  void random_patches_do_what_another_implementation_does() {
    var random = new Random(42);
    var conflicts = 0;
    for (var i = 0; i < 20_000; i++) {
      var document = value(random, 3);
      var patch = patch(random, document);
      var expected = Reference.patched(document, patch);
      if (expected == null) {
        conflicts++;
        assertThatThrownBy(() -> patched(document, patch))
            .as("%s %s", document, patch)
            .isInstanceOf(ConflictException.class);
      } else {
        try {
          assertThat(patched(document, patch))
              .as("%s %s", document, patch)
              .isEqualTo(expected.value);
        } catch (ConflictException unexpected) {
          throw new AssertionError(document + " " + patch, unexpected);
        }
      }
    }
    assertThat(conflicts).isBetween(2_000, 10_000);
  }

  /// Operations of which most can be carried out.
  private static List<Object> patch(Random random, @Nullable Object document) {
    var patch = new ArrayList<Object>();
    var current = new Reference.Made(document);
    for (var tries = random.nextInt(12); tries >= 0; tries--) {
      var operation = operation(random, current.value);
      if (OperationsReader.read(List.of(operation)).mistakes().isEmpty()) {
        var next = Reference.applied(current.value, operation);
        if (next != null) {
          patch.add(operation);
          current = next;
        } else if (random.nextInt(16) == 0) {
          patch.add(operation);
          return patch;
        }
      }
    }
    return patch;
  }

  private static final List<String> NAMES = List.of("a", "b", "a/b", "m~n", "0", "1", "", "-");

  private static @Nullable Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 4)) {
      case 0 -> null;
      case 1 -> (long) random.nextInt(3);
      case 2 -> "x" + random.nextInt(2);
      case 3 -> random.nextBoolean();
      case 4, 5 -> {
        var list = new ArrayList<@Nullable Object>();
        for (var i = random.nextInt(4); i > 0; i--) {
          list.add(value(random, depth - 1));
        }
        yield list;
      }
      default -> {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (var i = random.nextInt(4); i > 0; i--) {
          map.put(NAMES.get(random.nextInt(NAMES.size())), value(random, depth - 1));
        }
        yield map;
      }
    };
  }

  private static Map<String, @Nullable Object> operation(Random random, @Nullable Object document) {
    var kinds = List.of("add", "add", "remove", "replace", "move", "copy", "test");
    var operation = new LinkedHashMap<String, @Nullable Object>();
    var kind = kinds.get(random.nextInt(kinds.size()));
    operation.put("op", kind);
    var path = path(random, document, kind.equals("add"));
    operation.put("path", path);
    operation.put("from", path(random, document, false));
    var there = Reference.found(document, Reference.steps(path));
    operation.put(
        "value",
        kind.equals("test") && there != null && random.nextInt(3) > 0
            ? there.value
            : value(random, 2));
    return operation;
  }

  /// A place that mostly exists at first.
  private static String path(Random random, @Nullable Object document, boolean fresh) {
    var path = new StringBuilder();
    var value = document;
    while (random.nextInt(5) > 0) {
      if (value instanceof Map<?, ?> map && !map.isEmpty() && random.nextInt(6) > 0) {
        var names = map.keySet().stream().map(Object::toString).toList();
        var name = names.get(random.nextInt(names.size()));
        path.append('/').append(name.replace("~", "~0").replace("/", "~1"));
        value = map.get(name);
      } else if (value instanceof List<?> list && !list.isEmpty() && random.nextInt(6) > 0) {
        var at = random.nextInt(list.size());
        path.append('/').append(at);
        value = list.get(at);
      } else {
        fresh = true;
        break;
      }
    }
    if (fresh) {
      var last = List.of("a", "z", "-", "0", "1", "2", "01", "~0", "~1").get(random.nextInt(9));
      path.append('/').append(last);
    }
    return path.toString();
  }
}
