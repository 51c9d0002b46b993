package dev.lodestar.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.MethodReference;
import dev.lodestar.MethodReference.Returning1;
import dev.lodestar.MethodReference.Returning2;
import dev.lodestar.MethodReference.Returning3;
import dev.lodestar.MethodReference.Void2;
import dev.lodestar.report.StartupProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MethodReferencesTest {

  interface Named {
    String name(int number);

    default String greeting() {
      return "Hello";
    }
  }

  abstract static class Crud<T> {
    public T create(T body) {
      return body;
    }

    public abstract T find(String id);
  }

  static class Texts extends Crud<String> implements Named {
    @Override
    public String find(String id) {
      return id;
    }

    @Override
    public String name(int number) {
      return "text " + number;
    }

    String get(String sku, int count) {
      return sku + count;
    }

    String get(String sku) {
      return sku;
    }

    void delete(long id) {}

    static String ping() {
      return "pong";
    }

    static void log(String line, double level) {}

    static <X> X same(X value) {
      return value;
    }

    static int count(String... words) {
      return words.length;
    }

    private boolean hidden(char letter) {
      return letter == 'x';
    }
  }

  static final class LongTexts extends Texts {
    MethodReference superName() {
      return References.of(super::name);
    }
  }

  record Point(int x, int y) {}

  enum Colour {
    RED;

    int weight(int factor) {
      return factor;
    }
  }

  /// Public methods of a class that is not public are called through bridges in public subclasses.
  static class Base {
    public String bridged(String text) {
      return text;
    }
  }

  public static class Bridging extends Base {}

  private static ResolvedReference resolve(MethodReference reference) {
    var problems = new ArrayList<StartupProblem>();
    var resolved = MethodReferences.resolve(reference, problems);
    assertThat(problems).isEmpty();
    return resolved.orElseThrow();
  }

  private static StartupProblem problemOf(MethodReference reference) {
    var problems = new ArrayList<StartupProblem>();
    assertThat(MethodReferences.resolve(reference, problems)).isEmpty();
    assertThat(problems).hasSize(1);
    return problems.getFirst();
  }

  private static void assertNames(
      ResolvedReference resolved, Class<?> declaring, String name, Class<?>... parameters)
      throws NoSuchMethodException {
    assertThat(resolved.method()).isEqualTo(declaring.getDeclaredMethod(name, parameters));
  }

  @Test
  void a_static_method_is_found_through_its_class() throws Exception {
    var resolved = resolve(References.of(Texts::ping));

    assertNames(resolved, Texts.class, "ping");
    assertThat(resolved.receiverClass()).isEqualTo(Texts.class);
    assertThat(resolved.boundReceiver()).isEmpty();
  }

  @Test
  void void_methods_with_wide_parameters_are_found() throws Exception {
    assertNames(resolve(References.of(Texts::log)), Texts.class, "log", String.class, double.class);
    assertNames(resolve(References.of(Texts::delete)), Texts.class, "delete", long.class);
  }

  @Test
  void an_instance_method_named_by_its_class_has_no_bound_receiver() throws Exception {
    var resolved = resolve(References.of(Texts::find));

    assertNames(resolved, Texts.class, "find", String.class);
    assertThat(resolved.receiverClass()).isEqualTo(Texts.class);
    assertThat(resolved.boundReceiver()).isEmpty();
  }

  @Test
  void an_instance_method_named_by_an_instance_brings_the_instance_along() throws Exception {
    var texts = new LongTexts();

    var resolved = resolve(References.of(texts::find));

    assertNames(resolved, Texts.class, "find", String.class);
    assertThat(resolved.receiverClass()).isEqualTo(LongTexts.class);
    assertThat(resolved.boundReceiver()).containsSame(texts);
  }

  @Test
  void an_inherited_method_keeps_the_class_it_was_named_through() throws Exception {
    var resolved = resolve(References.of(LongTexts::create));

    assertNames(resolved, Crud.class, "create", Object.class);
    assertThat(resolved.receiverClass()).isEqualTo(LongTexts.class);
  }

  @Test
  void an_inherited_static_method_is_found() throws Exception {
    assertNames(resolve(References.of(LongTexts::ping)), Texts.class, "ping");
  }

  @Test
  void a_method_of_an_interface_is_found() throws Exception {
    assertNames(resolve(References.of(Named::name)), Named.class, "name", int.class);
    assertThat(resolve(References.of(Named::name)).receiverClass()).isEqualTo(Named.class);
  }

  @Test
  void an_inherited_default_method_is_found() throws Exception {
    var resolved = resolve(References.of(LongTexts::greeting));

    assertNames(resolved, Named.class, "greeting");
    assertThat(resolved.receiverClass()).isEqualTo(LongTexts.class);
  }

  @Test
  void a_private_method_is_found() throws Exception {
    assertNames(resolve(References.of(Texts::hidden)), Texts.class, "hidden", char.class);
  }

  @Test
  void methods_of_records_and_enums_are_found() throws Exception {
    assertNames(resolve(References.of(Point::x)), Point.class, "x");
    assertNames(resolve(References.of(Colour.RED::weight)), Colour.class, "weight", int.class);
  }

  @Test
  void an_overloaded_method_is_found_with_a_cast() throws Exception {
    assertNames(
        resolve((Returning2<Texts, String, String>) Texts::get), Texts.class, "get", String.class);
    assertNames(
        resolve((Returning3<Texts, String, Integer, String>) Texts::get),
        Texts.class,
        "get",
        String.class,
        int.class);
  }

  @Test
  void a_generic_method_is_found_with_a_cast() throws Exception {
    assertNames(
        resolve((Returning1<String, String>) Texts::same), Texts.class, "same", Object.class);
  }

  @Test
  void a_method_of_variable_arity_is_found_when_it_takes_the_array() throws Exception {
    assertNames(
        resolve((Returning1<String[], Integer>) Texts::count),
        Texts.class,
        "count",
        String[].class);
  }

  @Test
  void a_value_that_is_dropped_still_names_the_method() throws Exception {
    assertNames(resolve((Void2<Texts, String>) Texts::find), Texts.class, "find", String.class);
  }

  @Test
  void the_method_behind_a_bridge_is_found() throws Exception {
    var resolved = resolve(References.of(Bridging::bridged));

    assertNames(resolved, Base.class, "bridged", String.class);
    assertThat(resolved.receiverClass()).isEqualTo(Bridging.class);
  }

  @Test
  void a_receiver_that_is_a_lambda_counts_as_its_interface() {
    Supplier<String> supplier = () -> "text";

    var resolved = resolve(References.of(supplier::get));

    assertThat(resolved.receiverClass()).isEqualTo(Supplier.class);
    assertThat(resolved.boundReceiver()).containsSame(supplier);
  }

  @Test
  void a_lambda_is_a_problem_that_names_its_line() {
    int line = new Throwable().getStackTrace()[0].getLineNumber() + 1;
    var problem = problemOf((Returning1<String, String>) text -> text + "!");

    assertThat(problem.code()).isEqualTo("method-reference-lambda");
    assertThat(problem.subject()).contains("MethodReferencesTest");
    assertThat(problem.location()).contains("MethodReferencesTest.java:" + line);
    assertThat(problem.fix()).contains("Write a method and refer to it");
  }

  @Test
  void super_references_and_spread_arguments_are_lambdas_to_the_compiler() {
    assertThat(problemOf(new LongTexts().superName()).code()).isEqualTo("method-reference-lambda");
    assertThat(problemOf((Returning2<String, String, Integer>) Texts::count).code())
        .isEqualTo("method-reference-lambda");
  }

  @Test
  void a_constructor_is_a_problem() {
    var problem = problemOf(References.of(Point::new));

    assertThat(problem.code()).isEqualTo("method-reference-constructor");
    assertThat(problem.subject()).isEqualTo("Point::new");
  }

  @Test
  void an_object_of_a_class_is_a_problem() {
    var object =
        new MethodReference.Void0() {
          @Override
          public void call() {}
        };

    assertThat(problemOf(object).code()).isEqualTo("method-reference-invalid");
  }

  @Test
  void every_problem_is_added_to_those_already_found() {
    List<StartupProblem> problems = new ArrayList<>();
    var unused = MethodReferences.resolve((Returning1<String, String>) text -> text, problems);
    unused = MethodReferences.resolve(References.of(Point::new), problems);

    assertThat(unused).isEmpty();
    assertThat(problems).hasSize(2);
  }
}
