package dev.lodestar.dev.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.dev.build.Build.Outcome.Built;
import dev.lodestar.dev.build.Build.Outcome.Refused;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.IntegerEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is compiled again and again is what a new build would make.
class ModuleBuildTest {
  private static final String MAIN = "public class App { public static void main(String[] a) {} }";

  @TempDir Path folder;
  private ModuleBuild build;

  @BeforeEach
  void open() throws IOException {
    build = new ModuleBuild(this::project, Optional.empty(), Optional.empty(), List.of());
    write("lower/Empty.java", "class Empty {}");
    write("upper/App.java", MAIN);
  }

  private Project project() {
    return new Project(List.of(module("lower", List.of()), module("upper", List.of(0))), List.of());
  }

  private Module module(String name, List<Integer> uses) {
    var root = List.of(folder.resolve(name));
    return new Module(
        name,
        folder.resolve(name),
        root,
        List.of(),
        folder.resolve("out"),
        uses,
        List.of(),
        List.of());
  }

  private Path write(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Built built(Path... changed) {
    var outcome = build.build(List.of(changed));
    assertThat(outcome).isInstanceOf(Built.class);
    return (Built) outcome;
  }

  private Refused refused(Path... changed) {
    var outcome = build.build(List.of(changed));
    assertThat(outcome).isInstanceOf(Refused.class);
    return (Refused) outcome;
  }

  private static List<Object> constants(Built built, int module, String name) {
    var found = new ArrayList<Object>();
    var model = ClassFile.of().parse(built.outputs().get(module).get(name + ".class"));
    for (var entry : model.constantPool()) {
      if (entry instanceof StringEntry text) {
        found.add(text.stringValue());
      }
      if (entry instanceof IntegerEntry number) {
        found.add(number.intValue());
      }
    }
    return found;
  }

  @Test
  void the_only_class_with_a_main_method_is_the_one_that_is_started() {
    assertThat(built().mainClass()).isEqualTo("App");
  }

  @Test
  void several_main_methods_are_listed_so_that_one_can_be_named() throws IOException {
    write("upper/Other.java", MAIN.replace("App", "Other"));
    write("upper/App.java", MAIN.replace("App", "Third"));
    Files.move(folder.resolve("upper/App.java"), folder.resolve("upper/Third.java"));

    assertThat(refused().title()).contains("--class");
    assertThat(refused().text()).isEqualTo("Other\nThird");
  }

  @Test
  void a_change_within_a_method_compiles_its_source_alone() throws IOException {
    write("upper/One.java", "class One { String text() { return \"first\"; } }");
    assertThat(built().compiled()).isEqualTo(3);

    var edited = write("upper/One.java", "class One { String text() { return \"second\"; } }");
    var next = built(edited);

    assertThat(next.compiled()).isEqualTo(1);
    assertThat(constants(next, 1, "One")).containsExactly("second");
  }

  @Test
  void a_constant_that_others_have_copied_is_new_in_them_too() throws IOException {
    write("upper/Limits.java", "class Limits { static final int MOST = 1111111; }");
    write("upper/User.java", "class User { int most() { return Limits.MOST; } }");
    assertThat(constants(built(), 1, "User")).containsExactly(1111111);

    var edited = write("upper/Limits.java", "class Limits { static final int MOST = 2222222; }");

    assertThat(constants(built(edited), 1, "User")).containsExactly(2222222);
  }

  @Test
  void a_constant_that_was_copied_through_classes_in_between_is_new_too() throws IOException {
    write("upper/Limits.java", "interface Limits { int MOST = 1111111; }");
    write("upper/Base.java", "class Base implements Limits {}");
    write("upper/User.java", "class User extends Base { int most() { return MOST; } }");
    write("upper/Other.java", "class Other {}");
    write("upper/Another.java", "class Another {}");
    assertThat(constants(built(), 1, "User")).containsExactly(1111111);

    var edited = write("upper/Limits.java", "interface Limits { int MOST = 2222222; }");
    var next = built(edited);

    assertThat(constants(next, 1, "User")).containsExactly(2222222);
    assertThat(next.compiled()).isEqualTo(3);
  }

  @Test
  void what_others_can_notice_compiles_those_who_can_and_nobody_else() throws IOException {
    write("upper/Thing.java", "record Thing(String name) { static Thing of() { return null; } }");
    write("upper/Things.java", "class Things { Thing one() { return Thing.of(); } }");
    write("upper/Shop.java", "class Shop { String name(Things t) { return t.one().name(); } }");
    write("upper/Other.java", "class Other {}");
    write(
        "upper/Another.java",
        "class Another { Other other; Runnable r = new Runnable() {\n"
            + "public void run() {} }; }");
    built();

    var edited =
        write(
            "upper/Thing.java",
            "record Thing(CharSequence name) { static Thing of() { return null; } }");
    assertThat(refused(edited).text()).contains("Shop.java:1: error: incompatible types");
    write(
        "upper/Thing.java",
        "record Thing(String name, int count) { static Thing of() { return null; } }");
    built(edited);
    write(
        "upper/Thing.java",
        "record Thing(String name, long count) { static Thing of() { return null; } }");
    var next = built(edited);

    assertThat(next.compiled()).isEqualTo(3);
    assertThat(next.outputs().get(1))
        .containsOnlyKeys(
            "App.class",
            "Thing.class",
            "Things.class",
            "Shop.class",
            "Other.class",
            "Another.class",
            "Another$1.class");
  }

  @Test
  void a_class_that_hides_another_one_is_seen_by_all() throws IOException {
    write("upper/Some.java", "import java.util.*; class Some { List list; }");
    var other = write("upper/Other.java", "class Other {}");
    write("upper/Another.java", "class Another {}");
    built();

    write("upper/Other.java", "class Other {} class List {}");

    assertThat(built(other).compiled()).isEqualTo(4);
  }

  @Test
  void a_constant_of_another_module_is_new_too() throws IOException {
    write("lower/Limits.java", "public class Limits { public static final int MOST = 1111111; }");
    write("upper/User.java", "class User { int most() { return Limits.MOST; } }");
    assertThat(constants(built(), 1, "User")).containsExactly(1111111);

    var edited =
        write(
            "lower/Limits.java", "public class Limits { public static final int MOST = 2222222; }");

    assertThat(constants(built(edited), 1, "User")).containsExactly(2222222);
  }

  @Test
  void what_a_module_only_uses_does_not_compile_it_when_nobody_can_notice() throws IOException {
    var lower = "public class Lower { public int number() { return 1; } }";
    write("lower/Lower.java", lower);
    write("upper/User.java", "class User { int n() { return new Lower().number(); } }");
    built();

    var edited = write("lower/Lower.java", lower.replace("return 1", "return 2"));

    assertThat(built(edited).compiled()).isEqualTo(1);
  }

  @Test
  void a_class_whose_source_is_deleted_is_gone() throws IOException {
    var gone = write("upper/Gone.java", "class Gone { class Inner {} }");
    assertThat(built().outputs().get(1)).containsKeys("Gone.class", "Gone$Inner.class");

    Files.delete(gone);

    assertThat(built(gone).outputs().get(1)).containsOnlyKeys("App.class");
  }

  @Test
  void a_class_that_is_renamed_in_its_source_is_gone_under_its_old_name() throws IOException {
    write("upper/Some.java", "class Before {}");
    built();

    var edited = write("upper/Some.java", "class After {}");

    assertThat(built(edited).outputs().get(1)).containsOnlyKeys("App.class", "After.class");
  }

  @Test
  void a_new_source_is_compiled() throws IOException {
    built();

    var added = write("upper/shop/Added.java", "package shop; class Added {}");

    assertThat(built(added).outputs().get(1)).containsKeys("shop/Added.class");
  }

  @Test
  void who_uses_a_method_that_has_gone_is_named_with_line_and_caret() throws IOException {
    write("upper/Used.java", "class Used { static int number() { return 1; } }");
    write("upper/User.java", "class User {\n  int n = Used.number();\n}");
    built();

    var edited = write("upper/Used.java", "class Used { static int renamed() { return 1; } }");

    assertThat(refused(edited).text())
        .contains("User.java:2: error: cannot find symbol")
        .contains("  int n = Used.number();\n")
        .contains("              ^")
        .endsWith("1 error");
  }

  @Test
  void sources_that_are_right_again_are_built_again() throws IOException {
    built();
    var edited = write("upper/App.java", "public class App { oops }");
    refused(edited);

    write("upper/App.java", MAIN);

    assertThat(built(edited).outputs().get(1)).containsOnlyKeys("App.class");
  }

  @Test
  void a_source_with_a_mistake_that_is_deleted_does_not_stay_in_the_way() throws IOException {
    built();
    var broken = write("upper/Broken.java", "class Broken {");
    refused(broken);

    Files.delete(broken);

    assertThat(built(broken).outputs().get(1)).containsOnlyKeys("App.class");
  }

  @Test
  void what_was_saved_beside_a_mistake_in_another_module_is_not_forgotten() throws IOException {
    write("upper/One.java", "class One { String text() { return \"first\"; } }");
    built();
    var broken = write("lower/Empty.java", "class Empty {");
    var edited = write("upper/One.java", "class One { String text() { return \"second\"; } }");
    refused(broken, edited);

    write("lower/Empty.java", "class Empty {}");

    assertThat(constants(built(broken), 1, "One")).containsExactly("second");
  }

  @Test
  void a_lambda_more_or_less_is_nobody_elses_business() throws IOException {
    write("upper/One.java", "class One { Runnable r() { return null; } }");
    write("upper/Two.java", "class Two extends One {}");
    built();

    var edited = write("upper/One.java", "class One { Runnable r() { return () -> {}; } }");

    assertThat(built(edited).compiled()).isEqualTo(1);
  }

  @Test
  void a_description_of_a_module_is_no_obstacle() throws IOException {
    write("upper/module-info.java", "module not.there { requires nothing.at.all; }");

    assertThat(built().outputs().get(1)).containsOnlyKeys("App.class");
  }

  @Test
  void the_lock_that_an_editor_puts_beside_a_source_is_no_source() throws Exception {
    Files.createSymbolicLink(folder.resolve("upper/.#App.java"), Path.of("ada@host.1234"));
    write("upper/.history/App.java", MAIN);

    assertThat(built().mainClass()).isEqualTo("App");
  }

  @Test
  void sources_behind_links_are_compiled_and_a_circle_ends() throws Exception {
    write("elsewhere/Shared.java", "class Shared {}");
    Files.createSymbolicLink(folder.resolve("upper/shared"), folder.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve("upper/again"), folder.resolve("upper"));

    assertThat(built().outputs().get(1)).containsKeys("App.class", "Shared.class");
  }

  @Test
  void a_source_that_is_too_much_for_the_compiler_is_told_with_what_that_says() throws Exception {
    write(
        "lower/Deep.java",
        "class Deep { String s(String x) { return x" + " + x".repeat(50_000) + "; } }");

    assertThat(refused().text()).contains("StackOverflowError").hasLineCount(20);
  }
}
