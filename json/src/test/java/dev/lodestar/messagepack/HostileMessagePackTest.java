package dev.lodestar.messagepack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.DocumentLimits;
import dev.lodestar.json.Json;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostileMessagePackTest {
  sealed interface Shape {}

  record Circle(double radius) implements Shape {}

  record Box(List<Shape> shapes, Map<UUID, Object> named) implements Shape {}

  record Tree(@Nullable Tree child, @Nullable Object any) {}

  record Thing(
      int number,
      String text,
      Optional<Instant> time,
      List<BigDecimal> decimals,
      byte[] bytes,
      Shape shape) {}

  private static final List<Class<?>> TYPES =
      List.of(
          Object.class,
          Thing.class,
          Shape.class,
          Tree.class,
          int.class,
          double.class,
          String.class,
          byte[].class,
          int[].class,
          Instant.class,
          UUID.class,
          BigDecimal.class,
          dev.lodestar.model.RawJson.class);

  private final MessagePack messagePack = MessagePack.standard();

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static String message(Decoded<?> result) {
    return ((Decoded.Malformed<?>) result).message();
  }

  private static byte[] repeated(String hex, int times) {
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      out.writeBytes(bytes(hex));
    }
    return out.toByteArray();
  }

  @Test
  void announced_sizes_are_compared_with_the_document() {
    assertThat(message(decode("ddffffffff")))
        .isEqualTo("An array of 4294967295 elements does not fit into the rest of the document.");
    assertThat(message(decode("dfffffffff 01")))
        .isEqualTo("An object of 4294967295 fields does not fit into the rest of the document.");
    assertThat(message(decode("db40000000 61"))).isEqualTo("A text is longer than 10000000 bytes.");
    assertThat(message(decode("db00989680 61")))
        .isEqualTo("A value announces more bytes than the rest of the document has: 10000000.");
    assertThat(message(decode("c6ffffffff"))).isEqualTo("A text is longer than 10000000 bytes.");
    assertThat(message(decode("c9ffffffff 05"))).isEqualTo("A text is longer than 10000000 bytes.");
    assertThat(message(decode("92 c0"))).contains("does not fit");
    assertThat(message(decode("82 a161 c0"))).contains("does not fit");
    for (var type : TYPES) {
      for (var hex :
          List.of("ddffffffff", "dfffffffff", "dbffffffff", "c6ffffffff", "c9ffffffff05")) {
        assertThat(messagePack.codec(type).decode(bytes(hex)))
            .isInstanceOf(Decoded.Malformed.class);
      }
    }
  }

  private Decoded<?> decode(String hex) {
    return messagePack.codec(Object.class).decode(bytes(hex));
  }

  @Test
  void deep_nesting_is_refused_wherever_it_stands() {
    int depth = 100_000;
    for (var nest : List.of("91", "81a161", "dc0001", "df00000001a161")) {
      for (var type : TYPES) {
        assertThat(message(messagePack.codec(type).decode(repeated(nest, depth))))
            .as("%s %s", nest, type)
            .isEqualTo("The document is nested more than 100 levels deep.");
      }
    }
    var child = "82a56368696c64";
    assertThat(message(messagePack.codec(Tree.class).decode(repeated(child, depth))))
        .isEqualTo("The document is nested more than 100 levels deep.");
  }

  @Test
  void nesting_up_to_the_limit_is_accepted() {
    var fits = Arrays.copyOf(repeated("91", 100), 101);
    assertThat(messagePack.codec(Object.class).decode(fits)).isInstanceOf(Decoded.Valid.class);
    var deeper =
        MessagePack.of(Json.builder().limits(DocumentLimits.standard().withDepth(1000)).build());
    var deep = Arrays.copyOf(repeated("91", 1000), 1001);
    assertThat(deeper.codec(Object.class).decode(deep)).isInstanceOf(Decoded.Valid.class);
    assertThat(deeper.codec(int.class).decode(deep)).isInstanceOf(Decoded.Invalid.class);
    assertThat(deeper.codec(dev.lodestar.model.RawJson.class).decode(deep))
        .isInstanceOf(Decoded.Valid.class);
  }

  @Test
  void texts_and_bytes_up_to_the_limit_are_accepted() {
    var set =
        MessagePack.of(
            Json.builder().limits(DocumentLimits.standard().withStringLength(3)).build());

    assertThat(set.codec(Object.class).decode(bytes("a3616263")).orThrow()).isEqualTo("abc");
    assertThat(message(set.codec(Object.class).decode(bytes("a461626364"))))
        .isEqualTo("A text is longer than 3 bytes.");
    assertThat(message(set.codec(Object.class).decode(bytes("c40400000000"))))
        .isEqualTo("A text is longer than 3 bytes.");
    assertThat(message(set.codec(Object.class).decode(bytes("81a46162636401"))))
        .isEqualTo("A text is longer than 3 bytes.");
  }

  @Test
  void numbers_in_texts_have_the_limit_of_numbers() {
    var set =
        MessagePack.of(
            Json.builder().limits(DocumentLimits.standard().withNumberLength(3)).build());

    assertThat(set.codec(BigDecimal.class).decode(bytes("a3312e35")).orThrow())
        .isEqualTo(new BigDecimal("1.5"));
    assertThat(set.codec(BigDecimal.class).decode(bytes("a4312e3535")))
        .isInstanceOf(Decoded.Invalid.class);
  }

  @Test
  void what_is_not_utf8_is_malformed_wherever_it_stands() {
    var broken =
        List.of(
            "80",
            "bf",
            "c0 80",
            "c1 bf",
            "e0 80 80",
            "e0 9f bf",
            "ed a0 80",
            "ed bf bf",
            "f0 80 80 80",
            "f0 8f bf bf",
            "f4 90 80 80",
            "f5 80 80 80",
            "ff",
            "c3",
            "e2 82",
            "f0 9f a7",
            "61 c3",
            "c3 28",
            "6161616161616161 80");
    for (var hex : broken) {
      var text = bytes(hex);
      var token = (byte) (0xA0 | text.length);
      for (var frame : List.of("", "91", "81a161", "82a17a", "81a574687265")) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(bytes(frame));
        out.write(token);
        out.writeBytes(text);
        out.writeBytes(bytes("c0c0"));
        for (var type : TYPES) {
          assertThat(messagePack.codec(type).decode(out.toByteArray()))
              .as("%s %s %s", frame, hex, type)
              .isInstanceOf(Decoded.Malformed.class);
        }
      }
      var name = new ByteArrayOutputStream();
      name.write(0x81);
      name.write(token);
      name.writeBytes(text);
      name.write(1);
      for (var type : TYPES) {
        assertThat(message(messagePack.codec(type).decode(name.toByteArray())))
            .isEqualTo("A text is not valid UTF-8.");
      }
    }
    assertThat(messagePack.codec(String.class).decode(bytes("a3efbfbd")).orThrow())
        .isEqualTo("\uFFFD");
  }

  private static final byte[] DOCUMENT = written();

  private static byte[] document() {
    return DOCUMENT.clone();
  }

  private static byte[] written() {
    var thing =
        new Thing(
            70_000,
            "text and é",
            Optional.of(Instant.parse("2026-11-23T08:00:00.5Z")),
            List.of(new BigDecimal("1.50"), BigDecimal.TEN),
            new byte[] {1, 2, 3},
            new Box(
                List.of(new Circle(1.5), new Box(List.of(), Map.of())),
                Map.of(new UUID(1, 2), List.of(1, "two"))));
    return MessagePack.standard().codec(Thing.class).encode(thing);
  }

  @Test
  void a_document_that_ends_too_early_is_malformed_wherever_it_ends() {
    var document = document();
    for (int length = 0; length < document.length; length++) {
      for (var type : TYPES) {
        var result = messagePack.codec(type).decode(document, 0, length);
        assertThat(result).as("%s %s", length, type).isInstanceOf(Decoded.Malformed.class);
        assertThat(((Decoded.Malformed<?>) result).offset()).isBetween(0, length);
      }
    }
  }

  @Test
  void what_follows_a_document_is_malformed() {
    var document = Arrays.copyOf(document(), document().length + 1);
    for (var type : TYPES) {
      var result = (Decoded.Malformed<?>) messagePack.codec(type).decode(document);
      assertThat(result.message()).isEqualTo("There is something after the end of the document.");
      assertThat(result.offset()).isEqualTo(document.length - 1);
    }
  }

  @Test
  void changed_documents_never_throw() {
    var random = new Random(5);
    for (int i = 0; i < 60_000; i++) {
      var document = document();
      for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
        document[random.nextInt(document.length)] = (byte) random.nextInt();
      }
      for (var type : List.of(Thing.class, Object.class, dev.lodestar.model.RawJson.class)) {
        verify(type, document);
      }
    }
  }

  @Test
  void random_bytes_never_throw() {
    var random = new Random(6);
    for (int i = 0; i < 100_000; i++) {
      var document = new byte[random.nextInt(40)];
      random.nextBytes(document);
      verify(TYPES.get(random.nextInt(TYPES.size())), document);
    }
  }

  private void verify(Class<?> type, byte[] document) {
    @SuppressWarnings("unchecked") // only given what it read
    var codec = (MessagePackCodec<Object>) messagePack.codec((java.lang.reflect.Type) type);
    var result = codec.decode(document);
    if (result instanceof Decoded.Valid<Object>(var value)) {
      var written = codec.encode(value);
      assertThat(codec.encode(codec.decode(written).orThrow())).isEqualTo(written);
    }
  }

  @Test
  void a_tag_far_from_the_beginning_costs_no_quadratic_time() {
    int levels = 90;
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < levels; i++) {
      out.writeBytes(bytes("83a67368617065 73".replace(" ", "")));
      out.write(0x91);
    }
    assertThat(messagePack.codec(Shape.class).decode(out.toByteArray()))
        .isInstanceOf(Decoded.Malformed.class);
  }

  record Element(int x, int y) {}

  record Elements(Set<Element> elements) {}

  @Test
  void sets_of_elements_with_the_same_hash_code_are_limited() {
    var elements = new ArrayList<Map<String, Integer>>();
    for (int i = 0; i <= 5000; i++) {
      elements.add(Map.of("x", i, "y", -31 * i));
    }
    var document = messagePack.codec(Object.class).encode(Map.of("elements", elements));

    var result = (Decoded.Invalid<?>) messagePack.codec(Elements.class).decode(document);

    assertThat(result.problems().getFirst().code()).isEqualTo("size");
    assertThat(result.problems().getFirst().pointer()).isEqualTo("/elements");
  }

  @Test
  void problems_beyond_a_hundred_are_counted() {
    var document = messagePack.codec(Object.class).encode(java.util.Collections.nCopies(250, "x"));

    var result = (Decoded.Invalid<?>) messagePack.codec(int[].class).decode(document);

    assertThat(result.problems()).hasSize(100);
    assertThat(result.problems().getLast().pointer()).isEqualTo("/99");
    assertThat(result.omitted()).isEqualTo(150);
  }
}
