package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.DocumentLimits;
import dev.lodestar.model.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Names of constants of all lengths and kinds, wherever in a document they stand.
class EnumWordsTest {
  enum Word {
    EMPTY(""),
    ONE("a"),
    SEVEN("seven_7"),
    EIGHT("eight__8"),
    NINE("nine____9"),
    PREFIX("seven_"),
    QUOTE("a\"b"),
    SLASH("a\\"),
    CONTROL("a\n"),
    UMLAUT("ä"),
    PAIR("\uD83D\uDE00"),
    LONG("a word that is longer than two words of eight bytes");

    @Value private final String text;

    Word(String text) {
      this.text = text;
    }
  }

  private final Json json = Json.standard();
  private final JsonCodec<Word> one = json.codec(Word.class);
  private final JsonCodec<List<Word>> several = json.codec(new JsonType<List<Word>>() {});

  @Test
  void every_name_is_found_alone_and_before_others() {
    var all = List.of(Word.values());
    for (var word : all) {
      assertThat(one.decode(one.encode(word)).orThrow()).isEqualTo(word);
      var pair = List.of(word, Word.ONE);
      assertThat(several.decode(several.encode(pair)).orThrow()).isEqualTo(pair);
    }
    assertThat(several.decode(several.encode(all)).orThrow()).isEqualTo(all);
  }

  @Test
  void a_name_may_be_spelled_with_escapes() {
    assertThat(one.decode("\"\\u0061\"").orThrow()).isEqualTo(Word.ONE);
    assertThat(one.decode("\"\\u00e4\"").orThrow()).isEqualTo(Word.UMLAUT);
    assertThat(one.decode("\"seven\\u005f7\"").orThrow()).isEqualTo(Word.SEVEN);
  }

  @Test
  void what_only_looks_like_a_name_is_refused() {
    for (var other : List.of("b", "A", "seven", "seven_78", "eight__", "eight__8 ", "a\u0000")) {
      var decoded = one.decode(json.codec(String.class).encode(other));

      assertThat(codes(decoded)).as(other).containsExactly("format");
    }
    assertThat(one.decode("\"a")).isInstanceOf(Decoded.Malformed.class);
    assertThat(one.decode("\"a\n\"")).isInstanceOf(Decoded.Malformed.class);
    assertThat(one.decode("\"a\\\"")).isInstanceOf(Decoded.Malformed.class);
    assertThat(several.decode("[\"a\\\",1,2,3,4]")).isInstanceOf(Decoded.Malformed.class);
  }

  private static List<String> codes(Decoded<?> decoded) {
    return decoded instanceof Decoded.Invalid<?> invalid
        ? invalid.problems().stream().map(DecodeProblem::code).toList()
        : List.of();
  }

  @Test
  void names_are_texts_for_the_limit_of_texts() {
    var limited =
        Json.builder()
            .limits(DocumentLimits.standard().withStringLength(6))
            .build()
            .codec(new JsonType<List<Word>>() {});

    assertThat(limited.decode("[\"a\", \"seven_\", \"a\"]").orThrow())
        .containsExactly(Word.ONE, Word.PREFIX, Word.ONE);
    assertThat(limited.decode("[\"seven_7\", \"a\"]")).isInstanceOf(Decoded.Malformed.class);
  }
}
