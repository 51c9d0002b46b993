package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.EncodeException;
import dev.lodestar.convert.Converter;
import dev.lodestar.messagepack.MessagePack;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Name;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class LayeredTypesTest {
  static final class Colour {
    private final int rgb;

    Colour(int rgb) {
      this.rgb = rgb;
    }

    int rgb() {
      return rgb;
    }
  }

  record Paint(Colour colour, LocalDate mixed) {}

  private static final Paint PAINT = new Paint(new Colour(255), LocalDate.of(2026, 6, 1));

  private final Json outer =
      Json.builder()
          .sortedMapKeys(true)
          .mapping(Colour.class, Integer.class, Colour::rgb, Colour::new)
          .build();

  private static String text(Json json, Object value) {
    return new String(json.codec(Object.class).encode(value), StandardCharsets.UTF_8);
  }

  @Test
  void a_derived_set_has_the_settings_and_types_of_the_other_one_and_its_own() {
    var inner =
        outer.toBuilder()
            .mapping(LocalDate.class, Long.class, LocalDate::toEpochDay, LocalDate::ofEpochDay)
            .build();

    assertThat(text(inner, Map.of("b", PAINT, "a", 1)))
        .isEqualTo("{\"a\":1,\"b\":{\"colour\":255,\"mixed\":20605}}");
    assertThat(text(outer, PAINT)).isEqualTo("{\"colour\":255,\"mixed\":\"2026-06-01\"}");
  }

  @Test
  void what_is_added_later_wins() {
    var hex =
        outer.toBuilder()
            .mapping(
                Colour.class,
                String.class,
                colour -> Integer.toHexString(colour.rgb()),
                text -> new Colour(Integer.parseInt(text, 16)))
            .build();

    assertThat(text(hex, PAINT)).startsWith("{\"colour\":\"ff\"");
    var read = hex.codec(Paint.class).decode(hex.codec(Paint.class).encode(PAINT)).orThrow();
    assertThat(read.colour().rgb()).isEqualTo(255);
    var again = hex.toBuilder().mapping(Colour.class, Integer.class, Colour::rgb, Colour::new);
    assertThat(text(again.build(), PAINT)).startsWith("{\"colour\":255");
  }

  @Test
  void message_pack_takes_the_types_of_the_set_that_it_is_made_of() {
    var codec = MessagePack.of(outer).codec(Paint.class);

    assertThat(codec.decode(codec.encode(PAINT)).orThrow().colour().rgb()).isEqualTo(255);
  }

  @Test
  void a_type_may_only_be_written() {
    var writing =
        Json.builder()
            .mapping(Colour.class, new JsonType<List<Integer>>() {}, c -> List.of(c.rgb()))
            .build();
    var codec = writing.codec(Paint.class);

    assertThat(text(writing, PAINT)).startsWith("{\"colour\":[255]");
    assertThatThrownBy(codec::prepareDecoding)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("Paint.colour: Values of " + Colour.class.getName() + " are only");
    var named = Json.builder().mapping(Colour.class, Integer.class, Colour::rgb).build();
    assertThat(text(named, PAINT)).startsWith("{\"colour\":255");
  }

  interface Shade {
    int rgb();
  }

  record Grey(int rgb, String name) implements Shade {}

  enum Season {
    @Name("wet")
    RAIN
  }

  @Test
  void a_value_without_a_declared_type_is_written_as_its_nearest_registered_supertype() {
    var shades = Json.builder().mapping(Shade.class, Integer.class, Shade::rgb).build();

    assertThat(text(shades, List.of(new Grey(7, "grey")))).isEqualTo("[7]");
    assertThat(text(shades, Map.of(new Grey(7, "grey"), 1))).isEqualTo("{\"7\":1}");
    assertThat(text(Json.standard(), new Grey(7, "grey")))
        .isEqualTo("{\"rgb\":7,\"name\":\"grey\"}");
  }

  @Test
  void a_value_without_a_declared_type_is_written_as_the_known_type_that_it_is_one_of() {
    var values =
        List.of(Path.of("a"), ZoneId.of("Europe/Berlin"), CharBuffer.wrap("b"), new LongAdder());

    assertThat(text(Json.standard(), values)).isEqualTo("[\"a\",\"Europe/Berlin\",\"b\",0]");
    assertThat(text(Json.standard(), Map.of(Path.of("k"), 1))).isEqualTo("{\"k\":1}");
    assertThat(text(Json.standard(), Map.of(Season.RAIN, Season.RAIN)))
        .isEqualTo("{\"wet\":\"wet\"}");
    assertThatThrownBy(() -> text(Json.standard(), Map.of(List.of(), 1)))
        .isInstanceOf(EncodeException.class)
        .hasMessageContaining("which has no text");
  }

  @Test
  void a_mapping_that_refuses_a_value_says_where_it_stands() {
    var refusing =
        Json.builder()
            .mapping(
                Colour.class,
                Integer.class,
                colour -> {
                  throw new IllegalArgumentException("This colour has no number.");
                })
            .build();

    assertThatThrownBy(() -> text(refusing, PAINT))
        .isInstanceOf(EncodeException.class)
        .hasMessage("/colour: This colour has no number.");
    assertThatThrownBy(() -> Json.standard().codec(Number.class).encode(Double.NaN))
        .isInstanceOf(EncodeException.class)
        .hasMessage("NaN is not a finite number.");
  }

  @Test
  void a_key_that_a_mapping_refuses_is_explained_like_a_value() {
    var even =
        Json.builder()
            .mapping(
                Colour.class,
                Integer.class,
                Colour::rgb,
                rgb -> {
                  if (rgb % 2 != 0) {
                    throw new IllegalArgumentException("Colours are even.");
                  }
                  return new Colour(rgb);
                })
            .build();
    var codec = even.codec(new JsonType<Map<Colour, Integer>>() {});

    assertThat(codec.decode("{\"2\":1}".getBytes(StandardCharsets.UTF_8)).orThrow()).hasSize(1);
    var refused =
        (Decoded.Invalid<?>) codec.decode("{\"1\":1,\"x\":2}".getBytes(StandardCharsets.UTF_8));
    assertThat(refused.problems())
        .extracting(Object::toString)
        .containsExactly(
            "/1: Colours are even.",
            "/x: The name is not an integer between -2147483648 and 2147483647.");
  }

  @Test
  @SuppressWarnings("NullAway") // breaks the contract
  void null_never_becomes_a_value_or_a_text_by_an_application_that_breaks_the_contract() {
    var nothing =
        Json.builder()
            .mapping(Colour.class, Integer.class, Colour::rgb, rgb -> null)
            .converter(
                Grey.class,
                new Converter<>() {
                  @Override
                  public Grey parse(String text) {
                    return null;
                  }

                  @Override
                  public String format(Grey value) {
                    return null;
                  }

                  @Override
                  public String expected() {
                    return "a grey";
                  }
                })
            .build();
    for (var type : List.of(Colour.class, Grey.class)) {
      for (var document : List.of("1", "\"1\"")) {
        assertThat(nothing.codec(type).decode(document.getBytes(StandardCharsets.UTF_8)))
            .isInstanceOf(Decoded.Invalid.class);
      }
    }
    assertThat(
            nothing
                .codec(new JsonType<Map<Grey, Integer>>() {})
                .decode("{\"1\":2}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Decoded.Invalid.class);
    assertThatThrownBy(() -> text(nothing, new Grey(1, "")))
        .isInstanceOf(EncodeException.class)
        .hasMessageContaining("gives no text");
  }
}
