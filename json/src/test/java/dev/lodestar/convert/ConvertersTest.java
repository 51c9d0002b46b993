package dev.lodestar.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConvertersTest {
  record Sku(String code) {}

  enum Size {
    SMALL,
    LARGE {
      @Override
      public String toString() {
        return "big";
      }
    }
  }

  private static Converter<Sku> skus(String prefix) {
    return new Converter<>() {
      @Override
      public Sku parse(String text) {
        return new Sku(prefix + text);
      }

      @Override
      public String format(Sku sku) {
        return sku.code();
      }

      @Override
      public String expected() {
        return "a SKU";
      }
    };
  }

  @Test
  void a_primitive_type_and_its_wrapper_share_one_converter() {
    var converters = Converters.standard();

    assertThat((Object) converters.find(int.class).orElseThrow())
        .isSameAs(converters.find(Integer.class).orElseThrow());
  }

  @Test
  void a_class_that_is_not_simple_has_no_converter() {
    assertThat(Converters.standard().find(List.class)).isEmpty();
    assertThat(Converters.standard().find(Object.class)).isEmpty();
    assertThat(Converters.standard().find(void.class)).isEmpty();
    assertThat(Converters.standard().find(int[].class)).isEmpty();
  }

  @Test
  void a_file_path_has_no_converter_because_clients_must_not_choose_paths() {
    assertThat(Converters.standard().find(Path.class)).isEmpty();
  }

  @Test
  void the_converter_that_was_added_last_wins_and_the_original_set_is_unchanged() {
    var first = Converters.standard().with(Sku.class, skus("a"));
    var second = first.with(Sku.class, skus("b"));

    assertThat(second.find(Sku.class).orElseThrow().parse("1")).isEqualTo(new Sku("b1"));
    assertThat(first.find(Sku.class).orElseThrow().parse("1")).isEqualTo(new Sku("a1"));
    assertThat(Converters.standard().find(Sku.class)).isEmpty();
  }

  @Test
  void an_added_converter_replaces_a_standard_one() {
    Converter<Integer> hexadecimal =
        new Converter<>() {
          @Override
          public Integer parse(String text) {
            return Integer.parseInt(text, 16);
          }

          @Override
          public String format(Integer value) {
            return Integer.toHexString(value);
          }

          @Override
          public String expected() {
            return "a hexadecimal number";
          }
        };

    var converters = Converters.standard().with(int.class, hexadecimal);

    assertThat(converters.find(Integer.class).orElseThrow().parse("ff")).isEqualTo(255);
  }

  @Test
  void constants_with_a_body_are_read_and_written_by_name() {
    var sizes = Converters.standard().find(Size.class).orElseThrow();

    assertThat(sizes.parse("LARGE")).isSameAs(Size.LARGE);
    assertThat(sizes.format(Size.LARGE)).isEqualTo("LARGE");
    assertThat(sizes.expected()).isEqualTo("one of SMALL, LARGE");
  }
}
