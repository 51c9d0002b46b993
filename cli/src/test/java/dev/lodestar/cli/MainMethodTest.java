package dev.lodestar.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs tell what was called through a system property.
class MainMethodTest {
  private static final String SAID = "lodestar.test.said";

  @TempDir Path folder;

  @AfterEach
  void forget() {
    System.clearProperty(SAID);
  }

  private MainMethod main(String file, String source) throws RunFailure {
    var sources = new Sources(folder);
    var path = sources.write(file, source.replace("say(", "System.setProperty(\"" + SAID + "\", "));
    var program = sources.compile(path);
    var loader = new ProgramLoader(program, getClass().getClassLoader());
    return MainMethod.of(new SourceFile(path), program.topLevelClasses(), loader);
  }

  private String run(String source) throws Throwable {
    main("App.java", source).call(List.of("a", "b"));
    return System.getProperty(SAID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "void main(String... args) { say(String.join(args[0], args)); }",
        "static void main(String[] args) { say(args[0] + args[0] + args[1]); }",
        "class App { public static void main(String[] a) { say(a[0] + a[0] + a[1]); } }",
        "class App { protected void main(String[] a) { say(a[0] + a[0] + a[1]); } }",
        "enum App { ONE; static void main(String[] a) { say(a[0] + a[0] + a[1]); } }",
        "record App() { void main(String[] a) { say(a[0] + a[0] + a[1]); } }",
        "interface App { static void main(String[] a) { say(a[0] + a[0] + a[1]); } }",
        "class App { void main() { say(\"no\"); } void main(String[] a) { say(a[0] + a[0] + a[1]); } }",
      })
  void a_main_method_with_arguments_gets_them(String source) throws Throwable {
    assertThat(run(source)).isEqualTo("aab");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "void main() { say(\"called\"); }",
        "static void main() { say(\"called\"); }",
        "class App { private static void main(String[] a) {} void main() { say(\"called\"); } }",
        "class App { static int main(String[] a) { return 1; } void main() { say(\"called\"); } }",
        "class App extends Base {} class Base { void main() { say(\"called\"); } }",
        "class App extends Base {} abstract class Base { static void main() { say(\"called\"); } }",
        "class App implements Base {} interface Base { default void main() { say(\"called\"); } }",
        "class First {} class App { void main() { say(\"called\"); } }",
      })
  void a_main_method_without_arguments_is_called(String source) throws Throwable {
    assertThat(run(source)).isEqualTo("called");
  }

  @Test
  void an_inherited_main_method_runs_on_an_object_of_the_launched_class() throws Throwable {
    assertThat(
            run(
                """
                class App extends Base {}
                class Base { void main() { say(getClass().getName()); } }
                """))
        .isEqualTo("App");
  }

  @Test
  void a_main_method_with_arguments_is_preferred_even_if_it_is_inherited() throws Throwable {
    assertThat(
            run(
                """
                class App extends Base { void main() { say("own"); } }
                class Base { void main(String[] args) { say("inherited"); } }
                """))
        .isEqualTo("inherited");
  }

  @Test
  void whether_arguments_are_taken_is_known() throws RunFailure {
    assertThat(main("App.java", "void main() {}").takesArguments()).isFalse();
    assertThat(main("App.java", "void main(String... args) {}").takesArguments()).isTrue();
  }

  @Test
  void a_class_without_a_main_method_is_named() {
    assertThatThrownBy(() -> main("App.java", "class First { private void main() {} }"))
        .isInstanceOf(RunFailure.class)
        .hasMessage(
            "The class First in '"
                + folder.resolve("App.java")
                + "' has no main method; add 'void main(String... args)', which is not private.");
  }

  @Test
  void a_file_without_classes_is_named() {
    assertThatThrownBy(() -> main("App.java", "// nothing yet\n"))
        .isInstanceOf(RunFailure.class)
        .hasMessage("The file '" + folder.resolve("App.java") + "' declares no class.");
  }

  @Test
  void an_abstract_class_with_an_instance_main_method_is_named() {
    assertThatThrownBy(() -> run("abstract class App { void main() {} }"))
        .isInstanceOf(RunFailure.class)
        .hasMessage(
            "The class App is abstract, so no object can be made of it; make its main method"
                + " static.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"App(int x) {}", "private App() {}"})
  void a_class_without_a_usable_constructor_is_named(String constructor) {
    assertThatThrownBy(() -> run("class App { " + constructor + " void main() {} }"))
        .isInstanceOf(RunFailure.class)
        .hasMessageStartingWith(
            "The class App has no constructor without parameters that is not private;");
  }

  @Test
  void what_the_program_throws_is_thrown_with_its_own_frames_only() {
    assertThatThrownBy(() ->
            run(
                """
                void main() {
                  try {
                    fail();
                  } catch (IllegalStateException cause) {
                    throw new IllegalArgumentException("outer", cause);
                  }
                }

                void fail() {
                  throw new IllegalStateException("inner");
                }
                """))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(thrown -> {
          assertThat(thrown.getStackTrace())
              .extracting(StackTraceElement::toString)
              .containsExactly("App.main(App.java:5)");
          assertThat(thrown.getCause().getStackTrace())
              .extracting(StackTraceElement::toString)
              .containsExactly("App.fail(App.java:10)", "App.main(App.java:3)");
        });
  }

  @Test
  void what_a_constructor_throws_is_thrown() {
    assertThatThrownBy(() ->
            run("class App { App() { throw new IllegalStateException(\"no\"); } void main() {} }"))
        .isInstanceOf(IllegalStateException.class)
        .satisfies(thrown -> assertThat(thrown.getStackTrace()).hasSize(1));
  }
}
