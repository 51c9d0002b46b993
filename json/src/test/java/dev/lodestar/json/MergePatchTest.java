package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.Partial;
import dev.lodestar.messagepack.MessagePack;
import dev.lodestar.model.Creator;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Models;
import dev.lodestar.model.Name;
import dev.lodestar.model.Projection;
import dev.lodestar.model.RawJson;
import dev.lodestar.model.Tagged;
import dev.lodestar.model.Value;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What changes do to maps, trees, optional values and sealed types: RFC 7396.
class MergePatchTest {
  private static final Json JSON = Json.standard();
  private static final MessagePack PACK = MessagePack.standard();
  private static final Projection PARTIAL = Projection.all().partial();

  record Any(@Nullable Object doc) {}

  record Maps(Map<String, @Nullable Object> doc) {}

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"a\":\"b\"}|{\"a\":\"c\"}|{\"a\":\"c\"}",
        "{\"a\":\"b\"}|{\"b\":\"c\"}|{\"a\":\"b\",\"b\":\"c\"}",
        "{\"a\":\"b\"}|{\"a\":null}|{}",
        "{\"a\":\"b\",\"b\":\"c\"}|{\"a\":null}|{\"b\":\"c\"}",
        "{\"a\":[\"b\"]}|{\"a\":\"c\"}|{\"a\":\"c\"}",
        "{\"a\":\"c\"}|{\"a\":[\"b\"]}|{\"a\":[\"b\"]}",
        "{\"a\":{\"b\":\"c\"}}|{\"a\":{\"b\":\"d\",\"c\":null}}|{\"a\":{\"b\":\"d\"}}",
        "{\"a\":[{\"b\":\"c\"}]}|{\"a\":[1]}|{\"a\":[1]}",
        "[\"a\",\"b\"]|[\"c\",\"d\"]|[\"c\",\"d\"]",
        "{\"a\":\"b\"}|[\"c\"]|[\"c\"]",
        "{\"a\":\"foo\"}|null|null",
        "{\"a\":\"foo\"}|\"bar\"|\"bar\"",
        "{\"e\":null}|{\"a\":1}|{\"e\":null,\"a\":1}",
        "[1,2]|{\"a\":\"b\",\"c\":null}|{\"a\":\"b\"}",
        "{}|{\"a\":{\"bb\":{\"ccc\":null}}}|{\"a\":{\"bb\":{}}}",
      })
  void the_examples_of_the_specification(String original, String patch, String result) {
    var old = new Any(tree(original));
    var document = "{\"doc\":" + patch + "}";

    assertThat(written(applied(Any.class, document, old))).isEqualTo("{\"doc\":" + result + "}");
    var packed = PACK.codec(Any.class, PARTIAL).decodePartial(packed(document)).orThrow();
    assertThat(written(packed.applyTo(old).orThrow())).isEqualTo("{\"doc\":" + result + "}");
    if (old.doc() instanceof Map<?, ?> && patch.startsWith("{")) {
      var map = JSON.codec(Maps.class).decode(bytes("{\"doc\":" + original + "}")).orThrow();
      assertThat(written(applied(Maps.class, document, map))).isEqualTo("{\"doc\":" + result + "}");
    }
  }

  record Price(@Min(0) int amount, String currency) {}

  record Article(
      String name,
      @Size(max = 3) Map<String, @Size(min = 2) String> labels,
      Map<Integer, Price> prices,
      Optional<Map<String, Integer>> counts,
      @Nullable Map<String, List<Integer>> lists) {}

  private static Article article() {
    var labels = new LinkedHashMap<String, String>();
    labels.put("b", "blue");
    labels.put("a", "amber");
    return new Article(
        "cog",
        labels,
        Map.of(1, new Price(5, "EUR")),
        Optional.of(Map.of("x", 1)),
        Map.of("one", List.of(1, 2)));
  }

  @Test
  void a_map_is_merged_key_by_key_and_keeps_its_order() {
    var article = article();

    var changed =
        applied(Article.class, "{\"labels\": {\"c\": \"cyan\", \"b\": \"bleu\"}}", article);

    assertThat(changed.labels().toString()).isEqualTo("{b=bleu, a=amber, c=cyan}");
    assertThat(article.labels().toString()).isEqualTo("{b=blue, a=amber}");
    assertThatThrownBy(() -> changed.labels().put("d", "dark"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void null_removes_a_key_and_one_that_is_not_there_is_no_mistake() {
    var changed = applied(Article.class, "{\"labels\": {\"b\": null, \"z\": null}}", article());

    assertThat(changed.labels()).containsOnlyKeys("a");
  }

  @Test
  void an_object_in_a_map_is_changed() {
    var changed = applied(Article.class, "{\"prices\": {\"1\": {\"amount\": 7}}}", article());

    assertThat(changed.prices()).isEqualTo(Map.of(1, new Price(7, "EUR")));
  }

  @Test
  void an_object_for_a_new_key_needs_its_required_fields() {
    assertThat(problems(Article.class, "{\"prices\": {\"2\": {\"amount\": 7}}}", article()))
        .containsExactly("/prices/2/currency: The field is required: expected a text.");
    assertThat(
            applied(
                    Article.class,
                    "{\"prices\": {\"2\": {\"amount\": 7, \"currency\": \"USD\"}}}",
                    article())
                .prices())
        .containsEntry(2, new Price(7, "USD"));
  }

  @Test
  void lists_in_a_map_are_replaced() {
    var changed = applied(Article.class, "{\"lists\": {\"one\": [3]}}", article());

    assertThat(changed.lists()).isEqualTo(Map.of("one", List.of(3)));
  }

  @Test
  void a_map_that_was_not_there_is_made() {
    var article = new Article("cog", Map.of(), Map.of(), Optional.empty(), null);

    var changed =
        applied(
            Article.class,
            "{\"counts\": {\"x\": 1, \"y\": null}, \"lists\": {\"a\": [], \"b\": null}}",
            article);

    assertThat(changed.counts()).contains(Map.of("x", 1));
    assertThat(changed.lists()).isEqualTo(Map.of("a", List.of()));
  }

  @Test
  void null_empties_a_map_only_where_it_may_be_missing() {
    var changed = applied(Article.class, "{\"counts\": null, \"lists\": null}", article());

    assertThat(changed.counts()).isEmpty();
    assertThat(changed.lists()).isNull();
    assertThat(unread(Article.class, "{\"labels\": null}"))
        .containsExactly("/labels: Expected an object, found null.");
  }

  @Test
  void what_is_sent_for_a_key_is_checked_when_it_is_read() {
    assertThat(
            unread(
                Article.class,
                "{\"labels\": {\"a\": \"x\", \"b\": null}, \"prices\": {\"1\": {\"amount\": -1}}}"))
        .containsExactly(
            "/labels/a: size must be at least 2",
            "/prices/1/amount: must be greater than or equal to 0");
  }

  @Test
  void the_constraints_of_a_map_are_those_of_the_merged_one() {
    assertThat(
            applied(
                    Article.class,
                    "{\"labels\": {\"a\": null, \"b\": null, \"c\": null, \"d\": \"dark\"}}",
                    article())
                .labels())
        .containsOnlyKeys("d");
    assertThat(
            problems(Article.class, "{\"labels\": {\"c\": \"cyan\", \"d\": \"dark\"}}", article()))
        .containsExactly("/labels: size must be at most 3");
  }

  record Required(
      @NotEmpty Map<String, String> map, @NotEmpty @Nullable Map<String, String> other) {}

  @Test
  void a_map_that_must_not_be_empty_cannot_be_emptied() {
    var old = new Required(Map.of("a", "b"), Map.of("a", "b"));

    assertThat(problems(Required.class, "{\"map\": {\"a\": null}}", old))
        .containsExactly("/map: must not be empty");
    assertThat(unread(Required.class, "{\"other\": null}"))
        .containsExactly("/other: must not be empty");
  }

  record Sorted(SortedMap<String, Integer> sorted, TreeMap<String, Integer> tree) {}

  @Test
  void a_map_of_a_class_stays_one() {
    var old = new Sorted(new TreeMap<>(Map.of("b", 1)), new TreeMap<>(Map.of("b", 1)));

    var changed = applied(Sorted.class, "{\"sorted\": {\"a\": 2}, \"tree\": {\"a\": 2}}", old);

    assertThat(changed.sorted().firstKey()).isEqualTo("a");
    assertThat(changed.tree()).isEqualTo(new TreeMap<>(Map.of("a", 2, "b", 1)));
    assertThat(old.tree()).isEqualTo(Map.of("b", 1));
  }

  @Test
  void a_change_shows_what_was_sent_of_a_map() {
    var change = change(Article.class, "{\"labels\": {\"a\": null, \"b\": \"bleu\"}}");

    var expected = new LinkedHashMap<String, @Nullable String>();
    expected.put("a", null);
    expected.put("b", "bleu");
    assertThat(change.get("labels")).isEqualTo(expected);
  }

  @Test
  void what_the_application_adds_replaces_a_map() {
    var change = change(Article.class, "{\"labels\": {\"c\": \"cyan\"}}").with("labels", Map.of());

    assertThat(change.applyTo(article()).orThrow().labels()).isEmpty();
  }

  @Tagged("kind")
  sealed interface Shape {}

  record Circle(int radius, @Nullable String label) implements Shape {}

  record Square(int side) implements Shape {}

  record Drawing(Shape shape, Map<String, Shape> named) {}

  @Test
  void a_value_of_a_sealed_type_is_replaced_as_a_whole() {
    var old = new Drawing(new Circle(1, "c"), Map.of("a", new Circle(1, "c")));

    var changed =
        applied(
            Drawing.class,
            "{\"shape\": {\"kind\": \"Circle\", \"radius\": 2},"
                + " \"named\": {\"a\": {\"kind\": \"Square\", \"side\": 3}}}",
            old);

    assertThat(changed.shape()).isEqualTo(new Circle(2, null));
    assertThat(changed.named()).isEqualTo(Map.of("a", new Square(3)));
  }

  record Raw(RawJson json) {}

  @Test
  void raw_json_is_replaced_as_a_whole() {
    var old = new Raw(RawJson.of("{\"a\":1}"));

    assertThat(applied(Raw.class, "{\"json\": {\"b\":null}}", old).json())
        .isEqualTo(RawJson.of("{\"b\":null}"));
  }

  record Labels(@Value Map<String, Integer> map) {
    Labels {
      if (map.containsKey("no")) {
        throw new IllegalArgumentException("The label no is not allowed.");
      }
    }
  }

  record Labelled(Labels labels) {}

  @Test
  void what_stands_for_a_value_is_merged() {
    var old = new Labelled(new Labels(Map.of("a", 1)));

    assertThat(applied(Labelled.class, "{\"labels\": {\"b\": 2}}", old))
        .isEqualTo(new Labelled(new Labels(Map.of("a", 1, "b", 2))));
    assertThat(problems(Labelled.class, "{\"labels\": {\"no\": 2}}", old))
        .containsExactly("/labels: The label no is not allowed.");
  }

  @Test
  void a_mapped_type_is_merged_through_its_mapping() {
    var models =
        Models.standard()
            .withMapping(
                Labels.class,
                Any.class,
                labels -> new Any(labels.map()),
                any -> new Labels(map(any)));
    var json = Json.builder().models(models).build();
    var change =
        json.codec(Labelled.class, PARTIAL)
            .decodePartial(bytes("{\"labels\": {\"doc\": {\"a\": null, \"b\": 2}}}"))
            .orThrow();

    assertThat(change.applyTo(new Labelled(new Labels(Map.of("a", 1)))).orThrow())
        .isEqualTo(new Labelled(new Labels(Map.of("b", 2))));
  }

  private static Map<String, Integer> map(Any any) {
    var map = new LinkedHashMap<String, Integer>();
    if (any.doc() instanceof Map<?, ?> entries) {
      entries.forEach((key, value) -> map.put((String) key, ((Number) value).intValue()));
    }
    return map;
  }

  @Test
  void an_object_that_documents_cannot_make_can_only_be_changed() {
    var codec = JSON.codec(Article.class, PARTIAL.exclude("prices.currency"));
    var change = codec.decodePartial(bytes("{\"prices\": {\"1\": {\"amount\": 8}}}")).orThrow();
    var creation = codec.decodePartial(bytes("{\"prices\": {\"2\": {\"amount\": 8}}}")).orThrow();

    assertThat(change.applyTo(article()).orThrow().prices())
        .isEqualTo(Map.of(1, new Price(8, "EUR")));
    assertThat(((Decoded.Invalid<Article>) creation.applyTo(article())).problems())
        .extracting(DecodeProblem::toString)
        .containsExactly(
            "/prices/2: There is nothing here to change, and a document cannot give all that is"
                + " needed.");
  }

  @Test
  void a_null_of_another_type_is_told_where_it_is() {
    assertThat(unread(Article.class, "{\"prices\": {\"1\": {\"amount\": null}}}"))
        .containsExactly(
            "/prices/1/amount: Expected an integer between -2147483648 and 2147483647, found null.");
  }

  @Test
  void names_that_occur_twice_and_unknown_ones_are_refused_as_in_whole_objects() {
    var strict = Json.builder().refuseUnknownFields(true).build();
    var result =
        strict
            .codec(Article.class, PARTIAL)
            .decodePartial(
                bytes(
                    "{\"labels\": {\"a\": null, \"a\": \"amber\"},"
                        + " \"prices\": {\"1\": {\"a\": 1}}, \"x\": 1, \"name\": \"a\", \"name\":"
                        + " \"b\"}"));

    assertThat(((Decoded.Invalid<?>) result).problems())
        .extracting(problem -> problem.pointer() + " " + problem.code())
        .containsExactly(
            "/labels/a duplicate", "/prices/1/a unknown", "/x unknown", "/name duplicate");
  }

  static final class Opaque {
    private final int size;

    @Creator
    Opaque(int size) {
      this.size = size;
    }

    int twice() {
      return 2 * size;
    }
  }

  @Test
  void a_value_that_the_constructor_needs_must_be_readable() {
    assertThatThrownBy(() -> JSON.codec(Opaque.class, PARTIAL).preparePartialDecoding())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(
            "Opaque.size: The constructor needs the value when other fields are changed, but it has"
                + " no getter.");
    assertThat(
            JSON.codec(Opaque.class)
                .decodePartial(bytes("{\"size\": 2}"))
                .orThrow()
                .create()
                .orThrow()
                .twice())
        .isEqualTo(4);
  }

  record Named(
      @Name(value = "first_name", aliases = "forename") String firstName, int secret, int shown) {}

  @Test
  void aliases_and_hidden_fields_are_those_of_the_projection() {
    var strict = Json.builder().refuseUnknownFields(true).build();
    var codec = strict.codec(Named.class, PARTIAL.exclude("secret").rename("shown", "seen"));

    assertThat(
            codec
                .decodePartial(bytes("{\"forename\": \"a\", \"seen\": 1}"))
                .orThrow()
                .applyTo(new Named("b", 2, 3))
                .orThrow())
        .isEqualTo(new Named("a", 2, 1));
    assertThat(
            told(
                codec.decodePartial(
                    bytes(
                        "{\"secret\": 1, \"shown\": 1, \"forename\": \"a\", \"first_name\": \"b\"}"))))
        .containsExactly(
            "/secret: There is no field of this name.",
            "/shown: There is no field of this name.",
            "/first_name: The field occurs twice.");
  }

  @Test
  void only_types_with_fields_are_changed() {
    assertThatThrownBy(() -> JSON.codec(Shape.class, PARTIAL).preparePartialDecoding())
        .isInstanceOf(ModelException.class);
  }

  private static <T> Partial<T> change(Class<T> type, String document) {
    return JSON.codec(type, PARTIAL).decodePartial(bytes(document)).orThrow();
  }

  /// By both formats.
  private static <T> T applied(Class<T> type, String document, T old) {
    var packed = PACK.codec(type, PARTIAL).decodePartial(packed(document)).orThrow();
    var changed = change(type, document).applyTo(old).orThrow();
    assertThat(packed.applyTo(old).orThrow()).isEqualTo(changed);
    return changed;
  }

  private static <T> List<String> problems(Class<T> type, String document, T old) {
    return told(change(type, document).applyTo(old));
  }

  private static List<String> unread(Class<?> type, String document) {
    return told(JSON.codec(type, PARTIAL).decodePartial(bytes(document)));
  }

  private static List<String> told(Decoded<?> result) {
    return ((Decoded.Invalid<?>) result).problems().stream().map(DecodeProblem::toString).toList();
  }

  private static @Nullable Object tree(String document) {
    return JSON.codec(Object.class).decode(bytes(document)).orThrow();
  }

  private static byte[] packed(String document) {
    return PACK.codec(Object.class).encode(tree(document));
  }

  private static String written(Object value) {
    return new String(JSON.codec(Object.class).encode(value), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String document) {
    return document.getBytes(StandardCharsets.UTF_8);
  }
}
