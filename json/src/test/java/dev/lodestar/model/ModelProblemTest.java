package dev.lodestar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelProblemTest {
  record Broken(
      List<Detail> lines,
      Map<Detail, String> byDetail,
      @Default("many") int copies,
      @Default({"1", "2"}) int pair,
      @Default("x") Optional<String> maybe,
      SortedSet<Detail> sorted,
      @Name("copies") String clash) {}

  record Detail(Date when, Path file, Thread worker) {}

  record Growing<T>(@Nullable Growing<List<T>> next) {}

  record Start(Growing<String> growing) {}

  abstract static class Open {
    public abstract String getName();
  }

  final class Inner {
    public String name = "";
  }

  static final class Opaque {
    private final String name = "x";

    @Override
    public String toString() {
      return name;
    }
  }

  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static List<ModelProblem> problems(Class<?> type) {
    return catchThrowableOfType(ModelException.class, () -> Models.standard().model(type))
        .problems();
  }

  @Test
  void all_problems_of_a_type_are_reported_at_once_with_their_paths() {
    assertThat(problems(Broken.class))
        .extracting(ModelProblem::path)
        .containsExactly(
            "Broken.lines[].when",
            "Broken.lines[].file",
            "Broken.lines[].worker",
            "Broken.byDetail",
            "Broken.copies",
            "Broken.pair",
            "Broken.maybe",
            "Broken.sorted",
            "Broken.clash");
  }

  @Test
  void a_problem_says_what_is_wrong_and_what_to_write_instead() {
    assertThat(problems(Broken.class).getFirst())
        .hasToString(
            "Broken.lines[].when: The type java.util.Date is not supported."
                + " Use java.time.Instant or another type of java.time.");
    assertThat(problems(Broken.class).get(4).message())
        .isEqualTo("@Default(\"many\") is not an integer between -2147483648 and 2147483647.");
  }

  @Test
  void a_type_that_grows_without_end_is_refused() {
    assertThat(problems(Start.class))
        .extracting(ModelProblem::message)
        .contains("The type contains itself with ever new generics.");
  }

  @Test
  void classes_whose_fields_are_unknown_or_closed_are_refused() {
    assertThat(problems(Open.class).getFirst().message()).contains("abstract and not sealed");
    assertThat(problems(Inner.class).getFirst().message()).contains("belongs to an instance of");
    assertThat(problems(Opaque.class).getFirst().message())
        .isEqualTo("The class Opaque has no getters, setters or public fields.");
    assertThat(problems(Failure.class).getFirst().message())
        .contains("extends java.lang.RuntimeException");
  }

  @Test
  void a_primitive_cannot_be_marked_nullable() throws Exception {
    record Wrong(int number) {}
    // javac refuses no annotation here, so it is added where the type is used.
    var nullable = ModelProblemTest.class.getDeclaredMethod("nullable").getAnnotatedReturnType();
    var type = Wrong.class.getRecordComponents()[0].getAnnotatedType();
    var exception =
        catchThrowableOfType(
            ModelException.class,
            () -> Models.standard().use(type, List.of(nullable.getAnnotations()), "number"));

    assertThat(exception).hasMessageContaining("primitive type int cannot be null");
  }

  @SuppressWarnings("unused")
  private static @Nullable String nullable() {
    return null;
  }
}
