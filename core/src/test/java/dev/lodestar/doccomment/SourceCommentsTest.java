package dev.lodestar.doccomment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceCommentsTest {
  private static Map<String, TypeComments> read(String source) {
    return SourceComments.of(source, "App");
  }

  private static String method(TypeComments type, String name, String... types) {
    return type.methods().stream()
        .filter(
            method -> method.name().equals(name) && method.parameterTypes().equals(List.of(types)))
        .map(method -> method.comment().text())
        .findFirst()
        .orElse("");
  }

  @Test
  void types_fields_methods_and_constructors_have_their_comments() {
    var types =
        read(
            """
            package shop;

            import java.util.*;

            /// A shop.
            @Path(value = "/x", other = { "}" })
            public final class Shop<T extends Comparable<T>> extends Base<T> implements A, B {
              /// How many.
              private static final int MOST = 3 < 4 ? 5 : 6;
              /** Two fields. */
              int a, b = 2;
              Map<String, List<Integer>> /* no */ bare = new HashMap<String, List<Integer>>() {{ put("}", null); }};

              static { int x = 1; }

              /// Makes one.
              Shop(String name) { this.name = "{\\"}"; }

              /** Sells. */
              @Get("/{id}")
              public <R> @Nullable Optional<R> sell(final @Query("a(") String id, int[] counts, java.util.List<? super R>... rest)
                  throws IOException, @X Other {
                // a comment with ' and {
                char c = '}';
                var text = \"""
                    /// not a comment } \\\""" "
                    \""";
                return null;
              }

              void bare() {}

              /// A part.
              interface Part {
                /// The name.
                String name();
                /// The size.
                default int size() { return 1; }
              }
            }
            """);

    var shop = types.get("Shop");
    assertThat(shop.comment().text()).isEqualTo("A shop.");
    assertThat(shop.fields()).containsOnlyKeys("MOST", "a", "b");
    assertThat(method(shop, "<init>", "String")).isEqualTo("Makes one.");
    assertThat(method(shop, "sell", "String", "int[]", "List[]")).isEqualTo("Sells.");
    assertThat(method(shop, "bare")).isEmpty();
    var part = types.get("Shop.Part");
    assertThat(part.comment().text()).isEqualTo("A part.");
    assertThat(method(part, "name")).isEqualTo("The name.");
    assertThat(method(part, "size")).isEqualTo("The size.");
  }

  @Test
  void records_have_parameters_and_comments_on_components() {
    var types =
        read(
            """
            /// An item.
            ///
            /// @param sku what the label says
            record Item<T>(@NotNull("a") String sku, /** The price. */ @Min(1) int price) implements X<T> {
              /// Checks.
              Item { if (price < 0) { throw new X(); } }
              /// Doubles.
              int twice() { return 2 * price; }
            }
            """);

    var item = types.get("Item");
    assertThat(item.comment().parameter("sku")).isEqualTo("what the label says");
    assertThat(item.fields().get("price").text()).isEqualTo("The price.");
    assertThat(method(item, "twice")).isEqualTo("Doubles.");
  }

  @Test
  void constants_of_enums_have_their_comments() {
    var types =
        read(
            """
            enum Level implements Ranked {
              /// Nothing special.
              LOW(1) { /// No.
                int x() { return 1; } },
              @Deprecated HIGH(2),
              /** The top. */
              TOP;

              /// The rank.
              final int rank;

              Level(int... ranks) {}
            }
            """);

    var level = types.get("Level");
    assertThat(level.fields()).containsOnlyKeys("LOW", "TOP", "rank");
    assertThat(level.fields().get("TOP").text()).isEqualTo("The top.");
  }

  @Test
  void members_of_a_compact_source_file_belong_to_its_implicit_class() {
    var types =
        read(
            """
            #!/usr/bin/env lodestar
            import dev.lodestar.*;

            /// Greets.
            @Get("/greet")
            String greet(String name) { return "Hi"; }

            /// A widget.
            record Widget(String name) {}

            void main(String... args) { Lodestar.run(this, args); }
            """);

    assertThat(method(types.get("App"), "greet", "String")).isEqualTo("Greets.");
    assertThat(types.get("App.Widget").comment().text()).isEqualTo("A widget.");
  }

  @Test
  void a_source_is_compact_whether_or_not_its_members_are_commented() {
    assertThat(read("/// A.\nrecord A(int b) {}\nvoid main() {}")).containsKey("App.A");
    assertThat(read("/// A.\nrecord A(int b) {}\nint c;")).containsKey("App.A");
    assertThat(read("/// A.\nrecord A(int b) {}\nclass C { int d; }")).containsKey("A");
  }

  @Test
  void a_comment_that_another_declaration_separates_counts_for_nothing() {
    var types =
        read(
            """
            class A {
              /// Of a.
              int a;
              int b;
              /// Of nothing.
              ;
              int c;
              /// Of nothing.
              { }
              int d;
              /// First.

              /// Last.
              int e;
              /* plain */ int f;
              /**/ int g;
            }
            """);

    assertThat(types.get("A").fields()).containsOnlyKeys("a", "e");
    assertThat(types.get("A").fields().get("e").text()).isEqualTo("Last.");
  }

  @Test
  void a_word_that_is_a_keyword_only_elsewhere_is_a_name() {
    var types =
        read(
            """
            class A {
              /// A.
              record record;
              /// B.
              int record() { return 1; }
              /// C.
              sealed interface S permits T {}
              /// D.
              non-sealed class T implements S {}
              /// E.
              @interface Mark {
                /// F.
                String[] value() default { "a", "}" };
              }
            }
            """);

    assertThat(types.get("A").fields()).containsOnlyKeys("record");
    assertThat(method(types.get("A"), "record")).isEqualTo("B.");
    assertThat(types.get("A.S").comment().text()).isEqualTo("C.");
    assertThat(types.get("A.T").comment().text()).isEqualTo("D.");
    assertThat(types.get("A.Mark").comment().text()).isEqualTo("E.");
    assertThat(method(types.get("A.Mark"), "value")).isEqualTo("F.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "}",
        "}}}}",
        "{",
        "class",
        "class A",
        "class A {",
        "class A { int",
        "class A { void a(",
        "class A { void a(int",
        "class A { void a() {",
        "record R(",
        "enum E { A(",
        "@",
        "@X(",
        "/**",
        "/** a",
        "///",
        "\"",
        "\"\"\"",
        "'",
        "\\",
        "class A { /// x",
        "<",
        "record",
        "record R",
        "class A { <T",
        "class A { int a =",
        "\u0000",
        "class A { a.b.c",
        "#!"
      })
  void broken_sources_do_no_harm(String source) {
    assertThat(read(source)).isNotNull();
  }

  @Test
  void every_beginning_of_a_source_ends() {
    var source =
        "/** A. */ @X(a = {1, 2}) class A<T> { /// b\n int b = 1; void c(int[] d, List<X>... e) {"
            + " char f = '\\''; } enum G { H(1) { }, I; } record J(int k) { } }";
    for (var length = 0; length < source.length(); length++) {
      assertThat(read(source.substring(0, length))).isNotNull();
    }
  }

  @Test
  void a_source_that_is_nested_deeply_ends() {
    assertThat(read("class A { ".repeat(100_000))).isNotNull();
    assertThat(read("(".repeat(100_000) + "<".repeat(100_000))).isNotNull();
  }

  @Test
  void any_number_of_comments_in_a_row_is_skipped() {
    var source = "// a\n".repeat(200_000) + "/* b */ /**/".repeat(200_000) + "/** C. */ class A {}";

    assertThat(read(source)).containsKey("A");
  }

  @Test
  void a_comment_whose_tags_are_nested_deeply_ends() {
    assertThat(read("/** " + "{@x ".repeat(12_000) + "*/ class A {}")).containsKey("A");
    assertThat(read("/// " + "{@x ".repeat(12_000) + "\nclass A {}")).containsKey("A");
  }
}
