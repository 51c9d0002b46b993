package dev.lodestar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.File;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.RecordAttribute;
import java.lang.classfile.attribute.RecordComponentInfo;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  record Detail(Date when, File file, Thread worker) {}

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
        .contains("The type Growing contains itself with ever new generics.");
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

  enum Failing {
    ONE;

    static {
      if (ONE.name().equals("ONE")) {
        throw new IllegalStateException("no configuration");
      }
    }
  }

  record WithFailing(Failing first, Failing second) {}

  @Test
  void an_enum_whose_initializer_fails_is_reported() {
    assertThat(problems(WithFailing.class))
        .extracting(ModelProblem::toString)
        .singleElement()
        .asString()
        .startsWith("WithFailing.first: The constants of ")
        .contains("no configuration");
  }

  @Test
  void a_record_has_at_most_253_components() throws Exception {
    var greatest = (ObjectModel) Models.standard().model(record("Greatest", 253, int.class));
    var values = new Object[253];
    Arrays.fill(values, 1);

    assertThat(greatest.create(values)).isInstanceOf(Record.class);
    assertThat(problems(record("TooLarge", 254, int.class)))
        .extracting(ModelProblem::message)
        .containsExactly("The record TooLarge has more than 253 components.");
    assertThat(Models.standard().model(record("GreatestLong", 126, long.class))).isNotNull();
    assertThat(problems(record("TooLargeLong", 127, long.class))).hasSize(1);
  }

  /// Makes a record whose components are not kept.
  private static Class<?> record(String name, int components, Class<?> component) throws Exception {
    var type = ClassDesc.ofDescriptor(component.descriptorString());
    var made = ClassDesc.of(ModelProblemTest.class.getPackageName(), name);
    var constructor =
        MethodTypeDesc.of(ConstantDescs.CD_void, Collections.nCopies(components, type));
    var bytes =
        ClassFile.of()
            .build(
                made,
                builder -> {
                  builder.withFlags(AccessFlag.FINAL, AccessFlag.PUBLIC, AccessFlag.SUPER);
                  builder.withSuperclass(ClassDesc.of("java.lang.Record"));
                  builder.withMethodBody(
                      "<init>",
                      constructor,
                      ClassFile.ACC_PUBLIC,
                      code ->
                          code.aload(0)
                              .invokespecial(
                                  ClassDesc.of("java.lang.Record"),
                                  "<init>",
                                  ConstantDescs.MTD_void)
                              .return_());
                  var infos = new ArrayList<RecordComponentInfo>();
                  for (int i = 0; i < components; i++) {
                    infos.add(RecordComponentInfo.of("c" + i, type));
                    builder.withMethodBody(
                        "c" + i,
                        MethodTypeDesc.of(type),
                        ClassFile.ACC_PUBLIC,
                        code -> {
                          if (component == long.class) {
                            code.lconst_0().lreturn();
                          } else {
                            code.iconst_0().ireturn();
                          }
                        });
                  }
                  builder.with(RecordAttribute.of(infos));
                });
    return MethodHandles.lookup().defineClass(bytes);
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

  record Spreading<T>(T value, Spreading<List<T>> next) {}

  record Branching<T>(Branching<List<T>> left, Branching<Set<T>> right, Branching<T> same) {}

  @Test
  void a_type_that_contains_itself_with_ever_new_generics_is_refused_at_once() {
    assertThatThrownBy(() -> Models.standard().model(Spreading.class))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(
            "Spreading.next.next.next.next….next.next: The type Spreading contains itself with ever new"
                + " generics.");
    assertThatThrownBy(() -> Models.standard().model(Branching.class))
        .isInstanceOfSatisfying(
            ModelException.class, failure -> assertThat(failure.problems()).hasSize(1));
  }

  record TwiceOptional(Optional<Optional<String>> name) {}

  @Test
  void an_optional_inside_of_an_optional_is_refused() {
    assertThat(problems(TwiceOptional.class))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.path()).isEqualTo("TwiceOptional.name");
          assertThat(problem.message()).contains("cannot be told from an empty one");
        });
  }
}
