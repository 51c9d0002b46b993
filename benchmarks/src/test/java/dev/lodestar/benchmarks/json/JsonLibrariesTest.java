package dev.lodestar.benchmarks.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// Libraries are only comparable where they do the same.
class JsonLibrariesTest {
  private static final JsonMapper TREES = JsonMapper.builder().build();

  @ParameterizedTest
  @MethodSource("everything")
  void every_library_writes_an_equal_document(Library library, Size size, Alphabet alphabet) {
    var documents = Documents.of(size, alphabet);

    var written = binding(library, size).encode(documents.value());

    assertThat(TREES.readTree(written)).isEqualTo(TREES.readTree(documents.valid()));
  }

  @ParameterizedTest
  @MethodSource("everything")
  void every_library_reads_an_equal_value(Library library, Size size, Alphabet alphabet) {
    var documents = Documents.of(size, alphabet);

    assertThat(binding(library, size).decode(documents.valid())).isEqualTo(documents.value());
  }

  @ParameterizedTest
  @MethodSource("everything")
  void every_library_refuses_a_wrong_type(Library library, Size size, Alphabet alphabet) {
    var documents = Documents.of(size, alphabet);
    var binding = binding(library, size);

    assertThat(binding.refuse(documents.wrongType())).isNotNull();
    assertThatThrownBy(() -> binding.refuse(documents.valid()))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource
  void lodestar_names_the_broken_constraint(Size size) {
    var documents = Documents.of(size, Alphabet.ASCII);

    var refusal = binding(Library.LODESTAR, size).refuse(documents.brokenConstraint());

    assertThat(refusal.toString()).contains("items").contains("must be greater than or equal to 0");
  }

  @ParameterizedTest
  @MethodSource("documents")
  void documents_are_about_as_large_as_they_are_called(Size size, Alphabet alphabet) {
    int wanted =
        switch (size) {
          case B270 -> 270;
          case B885 -> 885;
          case KB27 -> 27_000;
          case MB1 -> 1_000_000;
        };

    assertThat(Documents.of(size, alphabet).valid().length)
        .isCloseTo(wanted, Percentage.withPercentage(8));
  }

  @Test
  void the_footprint_counts_headers_and_fields_and_what_they_refer_to() {
    var line = new BasketLine("A-1", "четыре", 1.5, 1);

    assertThat(Footprint.of("A-1")).isEqualTo(24 + 24);
    assertThat(Footprint.of("четыре")).isEqualTo(24 + 32);
    assertThat(Footprint.of(line)).isEqualTo(32 + 48 + 56);
    assertThat(Footprint.of(List.of(line, line))).isEqualTo(24 + 24 + 2 * 136);
  }

  private static Binding binding(Library library, Size size) {
    return library.bind(size.type(), size.isList());
  }

  static Stream<Arguments> everything() {
    return Stream.of(Library.values())
        .flatMap(library ->
            documents().map(each -> Arguments.of(library, each.get()[0], each.get()[1])));
  }

  static Stream<Arguments> documents() {
    return Stream.of(Size.values())
        .flatMap(
            size -> Stream.of(Alphabet.values()).map(alphabet -> Arguments.of(size, alphabet)));
  }
}
