package dev.lodestar.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.MethodReference;
import dev.lodestar.report.StartupProblem;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An application that is itself a module, and opens its packages or does not.
class NamedModuleTest {

  private static final String WIDGETS =
      """
      package shop.web;

      import dev.lodestar.MethodReference;

      public class Widgets {
        public String get(String sku, int... sizes) { return sku + sizes.length; }
        public static long count(long start) { return start + 1; }
        public void clear() {}
        String hidden() { return "hidden"; }
        public static MethodReference reference() {
          return (MethodReference.Returning1<Widgets, String>) Widgets::hidden;
        }
      }
      """;

  @TempDir private Path folder;

  /// Loads the class in a module of its own; only the test itself may reach it otherwise.
  private Class<?> load(String directive) throws ClassNotFoundException {
    Compilation.compile(
        folder,
        Map.of(
            "module-info.java",
            "module shop { " + directive + " }",
            "shop/web/Widgets.java",
            WIDGETS),
        "--add-reads",
        "shop=ALL-UNNAMED",
        "-g");
    var boot = ModuleLayer.boot();
    var configuration =
        boot.configuration().resolve(ModuleFinder.of(folder), ModuleFinder.of(), Set.of("shop"));
    var controller =
        ModuleLayer.defineModulesWithOneLoader(
            configuration, List.of(boot), getClass().getClassLoader());
    Module shop = controller.layer().findModule("shop").get();
    controller.addReads(shop, getClass().getModule());
    return controller.layer().findLoader("shop").loadClass("shop.web.Widgets");
  }

  private static HandlerMethod handler(Class<?> type, String name) {
    return new HandlerMethods().of(type, method -> method.getName().equals(name)).getFirst();
  }

  @Test
  void an_open_package_is_called_by_generated_code() throws Throwable {
    Class<?> widgets = load("opens shop.web;");
    var problems = new ArrayList<StartupProblem>();

    var invokers = Invokers.generate(List.of(handler(widgets, "hidden")), problems);

    assertThat(problems).isEmpty();
    // The test may not create the object itself: the package is open at run time, not exported.
    var constructor = widgets.getDeclaredConstructor();
    constructor.setAccessible(true);
    assertThat(invokers.getFirst().invoke(constructor.newInstance(), new Object[0]))
        .isEqualTo("hidden");
  }

  @Test
  void a_module_may_serve_several_applications_one_after_the_other() throws Throwable {
    Class<?> widgets = load("exports shop.web; opens shop.web;");
    Object widget = widgets.getConstructor().newInstance();

    for (int round = 0; round < 3; round++) {
      var invokers =
          Invokers.generate(List.of(handler(widgets, "hidden")), new ArrayList<StartupProblem>());
      assertThat(invokers.getFirst().invoke(widget, new Object[0])).isEqualTo("hidden");
    }
  }

  @Test
  void public_methods_of_an_exported_package_are_called_without_opening_it() throws Throwable {
    Class<?> type = load("exports shop.web;");
    Object widgets = type.getConstructor().newInstance();
    var problems = new ArrayList<StartupProblem>();

    var invokers =
        Invokers.generate(
            List.of(handler(type, "get"), handler(type, "count"), handler(type, "clear")),
            problems);

    assertThat(problems).isEmpty();
    assertThat(invokers.get(0).invoke(widgets, new Object[] {"a", new int[3]})).isEqualTo("a3");
    assertThat(invokers.get(1).invoke(null, new Object[] {1L})).isEqualTo(2L);
    assertThat(invokers.get(2).invoke(widgets, new Object[0])).isNull();
  }

  @Test
  void a_closed_package_is_a_problem_with_the_line_to_write() throws Exception {
    Class<?> widgets = load("");
    var problems = new ArrayList<StartupProblem>();

    var invokers =
        Invokers.generate(List.of(handler(widgets, "get"), handler(widgets, "hidden")), problems);

    assertThat(problems).hasSize(2);
    var problem = problems.getFirst();
    assertThat(problem.code()).isEqualTo("module-not-open");
    assertThat(problem.subject()).isEqualTo("Widgets.get(String sku, int[] sizes)");
    assertThat(problem.location()).contains("Widgets.java:6");
    assertThat(problem.what()).contains("module shop does not open the package shop.web");
    assertThat(problem.fix()).endsWith("    opens shop.web;");
    assertThatThrownBy(() -> invokers.getFirst().invoke(null, new Object[0]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not open");
  }

  @Test
  void a_method_reference_of_a_closed_package_is_resolved() throws Exception {
    Class<?> widgets = load("exports shop.web;");
    var reference = (MethodReference) widgets.getMethod("reference").invoke(null);
    var problems = new ArrayList<StartupProblem>();

    var resolved = MethodReferences.resolve(reference, problems);

    assertThat(problems).isEmpty();
    assertThat(resolved.get().method()).isEqualTo(widgets.getDeclaredMethod("hidden"));
    assertThat(resolved.get().receiverClass()).isEqualTo(widgets);
  }
}
