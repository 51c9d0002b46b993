package dev.lodestar.messagepack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.codec.DecodeException;
import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.DocumentBuffer;
import dev.lodestar.codec.DocumentLimits;
import dev.lodestar.codec.EncodeException;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonType;
import dev.lodestar.model.NamingStrategy;
import dev.lodestar.model.Projection;
import dev.lodestar.model.RawJson;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Size;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessagePackTest {
  record Order(int itemCount, String customerName, Optional<String> note) {}

  record Line(@Max(10) int amount, @Size(max = 3) String code) {}

  record Basket(List<Line> lines, Map<String, Line> named) {}

  record Event(String type, RawJson payload) {}

  private final MessagePack messagePack = MessagePack.standard();

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String ascii(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] anything(Object tree) {
    return MessagePack.standard().codec(Object.class).encode(tree);
  }

  @Test
  void an_object_is_a_map_from_names_to_values() {
    var codec = messagePack.codec(Order.class);
    var order = new Order(2, "Ada", Optional.empty());

    assertThat(hex(codec.encode(order)))
        .isEqualTo(
            "82a9" + ascii("itemCount") + "02ac" + ascii("customerName") + "a3" + ascii("Ada"));
    assertThat(codec.decode(codec.encode(order)).orThrow()).isEqualTo(order);
  }

  @Test
  void the_settings_are_those_of_json() {
    var json =
        Json.builder()
            .naming(NamingStrategy.SNAKE_CASE)
            .refuseUnknownFields(true)
            .lastDuplicateWins(true)
            .omitNulls(true)
            .sortedMapKeys(true)
            .limits(DocumentLimits.standard().withDocumentSize(60))
            .build();
    var set = MessagePack.of(json);
    var codec = set.codec(Order.class);
    var tree = new LinkedHashMap<String, @Nullable Object>();
    tree.put("b", 1);
    tree.put("n", null);
    tree.put("a", 2);

    assertThat(set.models()).isSameAs(json.models());
    assertThat(codec.limits()).isEqualTo(json.limits());
    assertThat(hex(codec.encode(new Order(1, "x", Optional.empty()))))
        .contains(ascii("item_count"), ascii("customer_name"));
    assertThat(hex(set.codec(Object.class).encode(tree))).isEqualTo("82a16102a16201");
    assertThat(problems(codec.decode(anything(Map.of("x", 1)))))
        .contains("/x: There is no field of this name.");
    assertThat(set.codec(Object.class).decode(bytes("82a16101a16102")).orThrow())
        .isEqualTo(Map.of("a", 2L));
    assertThat(codec.decode(new byte[61]))
        .isEqualTo(new Decoded.Malformed<>("The document is longer than 60 bytes.", 0, 0, 0));
  }

  @Test
  void a_name_that_occurs_twice_is_a_problem() {
    var twice = bytes("82a16101a16102");

    assertThat(problems(messagePack.codec(Object.class).decode(twice)))
        .containsExactly("/a: The name \"a\" occurs twice.");
    record A(int a) {}
    assertThat(problems(messagePack.codec(A.class).decode(twice)))
        .containsExactly("/a: The field occurs twice.");
  }

  @Test
  void all_problems_are_in_one_result_with_their_pointers() {
    var tree =
        Map.of(
            "lines",
            List.of(Map.of("amount", 11, "code", "abc"), Map.of("amount", 1.0, "code", "long")),
            "named",
            Map.of("a/b", Map.of("amount", "one", "code", "é")));

    assertThat(problems(messagePack.codec(Basket.class).decode(anything(tree))))
        .containsExactlyInAnyOrder(
            "/lines/0/amount: must be less than or equal to 10",
            "/lines/1/amount: Expected an integer between -2147483648 and 2147483647,"
                + " found the number 1.0.",
            "/lines/1/code: size must be at most 3",
            "/named/a~1b/amount: Expected an integer between -2147483648 and 2147483647,"
                + " found the text \"one\".");
  }

  @Test
  void what_was_found_is_described() {
    var codec = messagePack.codec(Line.class);

    assertThat(
            problems(
                codec.decode(
                    bytes(
                        "82a6" + ascii("amount") + "c402ffffa4" + ascii("code") + "d6ff00000000"))))
        .containsExactly(
            "/amount: Expected an integer between -2147483648 and 2147483647, found 2 bytes.",
            "/code: Expected a text, found the time 1970-01-01T00:00:00Z.");
    assertThat(problems(codec.decode(bytes("90"))))
        .containsExactly("(document): Expected an object, found an array.");
    assertThat(problems(codec.decode(bytes("c0"))))
        .containsExactly("(document): Expected an object, found null.");
  }

  @Test
  void a_float_is_no_integer_whatever_its_value() {
    for (var hex : List.of("ca3f800000", "cb3ff0000000000000")) {
      assertThat(problems(messagePack.codec(int.class).decode(bytes(hex))))
          .containsExactly(
              "(document): Expected an integer between -2147483648 and 2147483647,"
                  + " found the number 1.0.");
    }
  }

  @Test
  void numbers_that_are_not_finite_are_neither_read_nor_written() {
    for (var hex :
        List.of("ca7fc00000", "caff800000", "cb7ff8000000000000", "cb7ff0000000000000")) {
      for (var type : List.of(double.class, float.class, BigDecimal.class, Object.class)) {
        assertThat(messagePack.codec(type).decode(bytes(hex))).isInstanceOf(Decoded.Invalid.class);
      }
      assertThat(messagePack.codec(RawJson.class).decode(bytes(hex)))
          .isInstanceOf(Decoded.Invalid.class);
    }
    assertThatThrownBy(() -> messagePack.codec(double[].class).encode(new double[] {1, Double.NaN}))
        .isInstanceOf(EncodeException.class)
        .hasMessage("/1: NaN is not a finite number.");
    assertThatThrownBy(() -> messagePack.codec(float.class).encode(Float.POSITIVE_INFINITY))
        .hasMessage("Infinity is not a finite number.");
  }

  @Test
  void decimals_are_texts_and_read_from_numbers_too() {
    var codec = messagePack.codec(BigDecimal.class);

    assertThat(codec.encode(new BigDecimal("1.50"))).isEqualTo(bytes("a4" + ascii("1.50")));
    assertThat(codec.encode(BigDecimal.TEN)).isEqualTo(bytes("a2" + ascii("10")));
    assertThat(codec.decode(bytes("cb3ff8000000000000")).orThrow())
        .isEqualTo(new BigDecimal("1.5"));
    for (var text : List.of("", "x", "1,5", " 1", "1 ", "01", "é", "1€5", "NaN", "+1")) {
      assertThat(messagePack.codec(BigDecimal.class).decode(anything(text)))
          .as(text)
          .isInstanceOf(Decoded.Invalid.class);
    }
  }

  @Test
  void a_number_of_unknown_type_is_written_as_the_number_it_is() {
    var codec = messagePack.codec(Object.class);

    assertThat(hex(codec.encode(new BigDecimal("1.5")))).isEqualTo("cb3ff8000000000000");
    assertThat(hex(codec.encode(new BigDecimal("7")))).isEqualTo("07");
    assertThat(codec.encode(new BigDecimal("0.10000000000000000001")))
        .isEqualTo(codec.encode("0.10000000000000000001"));
    assertThat(codec.encode(new BigDecimal("1E+400"))).isEqualTo(codec.encode("1E+400"));
    assertThat(codec.encode(new BigDecimal("1E-400"))).isEqualTo(codec.encode("1E-400"));
  }

  @Test
  void moments_are_read_from_texts_and_timestamps() {
    var time = Instant.parse("2026-11-23T08:00:00Z");
    var timestamp = messagePack.codec(Instant.class).encode(time);
    var text = anything("2026-11-23T08:00:00Z");

    assertThat(timestamp).hasSize(6);
    assertThat(messagePack.codec(Instant.class).decode(text).orThrow()).isEqualTo(time);
    var offset = OffsetDateTime.parse("2026-11-23T10:00:00+02:00");
    var offsets = messagePack.codec(OffsetDateTime.class);
    assertThat(offsets.decode(offsets.encode(offset)).orThrow()).isEqualTo(offset);
    assertThat(offsets.decode(timestamp).orThrow())
        .isEqualTo(OffsetDateTime.parse("2026-11-23T08:00:00Z"));
    assertThat(messagePack.codec(String.class).decode(timestamp))
        .isInstanceOf(Decoded.Invalid.class);
  }

  @Test
  void identifiers_are_read_from_texts_and_sixteen_bytes() {
    var id = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    var codec = messagePack.codec(UUID.class);

    assertThat(codec.encode(id)).isEqualTo(anything(id.toString()));
    assertThat(codec.decode(codec.encode(id)).orThrow()).isEqualTo(id);
    assertThat(codec.decode(bytes("c41000112233445566778899aabbccddeeff")).orThrow()).isEqualTo(id);
    assertThat(problems(codec.decode(bytes("c402ffff"))).getFirst()).endsWith("found 2 bytes.");
  }

  @Test
  void a_text_is_no_bytes() {
    assertThat(problems(messagePack.codec(byte[].class).decode(anything("aGk="))))
        .containsExactly("(document): Expected bytes, found the text \"aGk=\".");
  }

  @Test
  void keys_of_maps_may_be_integers() {
    var codec = messagePack.codec(new JsonType<Map<Integer, String>>() {});

    assertThat(hex(codec.encode(Map.of(7, "x")))).isEqualTo("81a137a178");
    assertThat(codec.decode(bytes("82 07a178 d1ff7fa179")).orThrow())
        .isEqualTo(Map.of(7, "x", -129, "y"));
    assertThat(problems(codec.decode(bytes("81cd0100c0"))))
        .containsExactly("/256: Expected a text, found null.");
    assertThat(messagePack.codec(Object.class).decode(bytes("81c0c0")))
        .isEqualTo(
            new Decoded.Malformed<>(
                "The name of a field is neither a text nor an integer.", 1, 0, 0));
  }

  @Test
  void raw_values_are_translated() {
    var codec = messagePack.codec(Event.class);
    var payload = "{\"a\":[1,-2.5,true,null,\"é\\n\",{}],\"b\":18446744073709551615}";
    var event = new Event("x", RawJson.of(payload));

    var document = codec.encode(event);

    assertThat(messagePack.codec(Object.class).decode(document).orThrow())
        .isEqualTo(
            Map.of(
                "type",
                "x",
                "payload",
                Json.standard()
                    .codec(Object.class)
                    .decode(payload.getBytes(StandardCharsets.UTF_8))
                    .orThrow()));
    assertThat(codec.decode(document).orThrow()).isEqualTo(event);
    assertThat(messagePack.codec(RawJson.class).decode(bytes("92c40168d6ff00000000")).orThrow())
        .isEqualTo(RawJson.of("[\"aA==\",\"1970-01-01T00:00:00Z\"]"));
    assertThat(problems(messagePack.codec(RawJson.class).decode(bytes("91d40500"))))
        .containsExactly("/0: Expected a value, found an extension of type 5.");
  }

  @Test
  void malformed_documents_have_an_offset_and_no_line() {
    var result = messagePack.codec(Object.class).decode(bytes("ffff 92c0c1 ff"), 2, 3);

    assertThat(result)
        .isEqualTo(new Decoded.Malformed<>("The byte 0xc1 is never used in MessagePack.", 2, 0, 0));
    assertThatThrownBy(result::orThrow)
        .isInstanceOf(DecodeException.class)
        .hasMessage("The byte 0xc1 is never used in MessagePack. (offset 2)");
  }

  @Test
  void documents_are_read_from_buffers_and_streams() throws IOException {
    var codec = messagePack.codec(int[].class);
    var document = bytes("930102cd0100");
    var direct = ByteBuffer.allocateDirect(8);
    direct.put(1, document).position(1).limit(7);

    assertThat(codec.decode(direct).orThrow()).containsExactly(1, 2, 256);
    assertThat(direct.hasRemaining()).isFalse();
    assertThat(codec.decode(ByteBuffer.wrap(document)).orThrow()).containsExactly(1, 2, 256);
    assertThat(codec.decode(new ByteArrayInputStream(document)).orThrow())
        .containsExactly(1, 2, 256);
    var small =
        MessagePack.of(
            Json.builder().limits(DocumentLimits.standard().withDocumentSize(5)).build());
    direct.position(1);
    assertThat(small.codec(int[].class).decode(direct)).isInstanceOf(Decoded.Malformed.class);
    assertThat(direct.hasRemaining()).isFalse();
    assertThat(small.codec(int[].class).decode(new ByteArrayInputStream(document)))
        .isInstanceOf(Decoded.Malformed.class);
  }

  @Test
  void a_buffer_is_continued_and_unchanged_by_what_cannot_be_written() {
    var out = new DocumentBuffer(1);
    messagePack.codec(String.class).encode("ab", out);
    messagePack.codec(int.class).encode(300, out);
    var before = out.toByteArray();

    assertThatThrownBy(() -> messagePack.codec(String.class).encode("\ud800", out))
        .isInstanceOf(EncodeException.class)
        .hasMessage("The text contains half of a surrogate pair.");
    assertThat(out.toByteArray()).isEqualTo(before).isEqualTo(bytes("a26162cd012c"));
    for (var text : List.of("\udc00", "a\ud800b", "\ud800\ud800", "é\ud83e")) {
      assertThatThrownBy(() -> messagePack.codec(String.class).encode(text))
          .isInstanceOf(EncodeException.class);
    }
  }

  @Test
  void an_exception_says_where_the_value_is() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("first", List.of(1, Map.of()));
    tree.put("a/b", Arrays.asList("x", new Object()));

    assertThatThrownBy(() -> messagePack.codec(Object.class).encode(tree))
        .isInstanceOf(EncodeException.class)
        .hasMessageStartingWith("/a~1b/1: ");
    var cycle = new ArrayList<Object>();
    cycle.add(cycle);
    assertThatThrownBy(() -> messagePack.codec(Object.class).encode(cycle))
        .isInstanceOf(EncodeException.class)
        .hasMessageContaining("perhaps it contains itself");
  }

  @Test
  void fields_that_are_left_out_shorten_the_header() {
    record Many(
        Optional<String> a,
        Optional<String> b,
        Optional<String> c,
        Optional<String> d,
        Optional<String> e,
        Optional<String> f,
        Optional<String> g,
        Optional<String> h,
        Optional<String> i,
        Optional<String> j,
        Optional<String> k,
        Optional<String> l,
        Optional<String> m,
        Optional<String> n,
        Optional<String> o,
        Optional<String> p) {}
    var none = Optional.<String>empty();
    var one = Optional.of("x");
    var codec = messagePack.codec(Many.class);
    var few =
        new Many(
            one, none, none, none, none, none, none, none, none, none, none, none, none, none, none,
            one);
    var all =
        new Many(one, one, one, one, one, one, one, one, one, one, one, one, one, one, one, one);

    assertThat(hex(codec.encode(few))).isEqualTo("82a161a178a170a178");
    assertThat(hex(codec.encode(all))).startsWith("de0010a161a178");
    assertThat(codec.decode(codec.encode(few)).orThrow()).isEqualTo(few);
    assertThat(codec.decode(codec.encode(all)).orThrow()).isEqualTo(all);
  }

  @Test
  void collections_of_any_kind_have_the_shortest_header() {
    for (int size : new int[] {0, 15, 16, 70_000}) {
      var list = new java.util.ArrayDeque<>(java.util.Collections.nCopies(size, 1));
      assertThat(messagePack.codec(Object.class).encode(list))
          .isEqualTo(
              messagePack.codec(int[].class).encode(list.stream().mapToInt(i -> i).toArray()));
    }
  }

  @Test
  void projections_and_parts_work_as_with_json() {
    var codec = messagePack.codec(Order.class, Projection.all().exclude("note").partial());
    var part = codec.decodePartial(anything(Map.of("itemCount", 3))).orThrow();

    assertThat(part.present()).containsExactly("itemCount");
    assertThat(part.applyTo(new Order(1, "a", Optional.of("b"))).orThrow())
        .isEqualTo(new Order(3, "a", Optional.of("b")));
    assertThat(messagePack.codec(Order.class).preparePartialDecoding().use().type())
        .isEqualTo(Order.class);
    assertThat(problems(messagePack.codec(Order.class).decodePartial(bytes("80")))).hasSize(2);
  }

  @Test
  void a_codec_is_kept() {
    assertThat(messagePack.codec(Order.class))
        .isSameAs(messagePack.codec(Order.class))
        .isSameAs(messagePack.codec((java.lang.reflect.Type) Order.class).prepareDecoding());
    assertThat(MessagePack.MEDIA_TYPE).isEqualTo("application/vnd.msgpack");
  }

  private static List<String> problems(Decoded<?> result) {
    assertThat(result).isInstanceOf(Decoded.Invalid.class);
    return ((Decoded.Invalid<?>) result).problems().stream().map(Object::toString).toList();
  }
}
