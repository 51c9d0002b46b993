package dev.lodestar.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.report.StartupProblem;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvokersTest {

  interface Greeting {
    default String greet(String name) {
      return "Hi, " + name;
    }

    private String secret() {
      return "secret of " + getClass().getSimpleName();
    }

    static int answer() {
      return 42;
    }

    String named(String name);
  }

  static class Shapes implements Greeting {
    private int calls;

    boolean booleans(boolean value) {
      return !value;
    }

    byte bytes(byte value) {
      return (byte) (value + 1);
    }

    short shorts(short value) {
      return (short) (value + 1);
    }

    char chars(char value) {
      return (char) (value + 1);
    }

    int ints(int value) {
      return value + 1;
    }

    long longs(long value) {
      return value + 1;
    }

    float floats(float value) {
      return value + 1;
    }

    double doubles(double value) {
      return value + 1;
    }

    String mixed(long one, String two, double three, int[] four, List<String> five, Object six) {
      return one + two + three + Arrays.toString(four) + five + six;
    }

    void nothing() {
      calls++;
    }

    private String hidden(@Nullable String text) {
      return "hidden " + text;
    }

    static String joined(String... texts) {
      return String.join("-", texts);
    }

    private static long sum(long a, long b) {
      return a + b;
    }

    void fails() throws IOException {
      throw new IOException("disk");
    }

    @Override
    public String named(String name) {
      return "named " + name;
    }
  }

  static final class Derived extends Shapes {
    @Override
    public String named(String name) {
      return "derived " + name;
    }
  }

  @TempDir private Path folder;

  private static Map<String, Invoker> invokersOf(Class<?> type) {
    var problems = new ArrayList<StartupProblem>();
    var handlers = new HandlerMethods().of(type, method -> true);
    var invokers = Invokers.generate(handlers, problems);
    assertThat(problems).isEmpty();
    var byName = new HashMap<String, Invoker>();
    for (int i = 0; i < handlers.size(); i++) {
      byName.put(handlers.get(i).name(), invokers.get(i));
    }
    return byName;
  }

  private static @Nullable Object call(String name, @Nullable Object... arguments)
      throws Throwable {
    return invokersOf(Shapes.class).get(name).invoke(new Shapes(), arguments);
  }

  @Test
  void every_primitive_is_unboxed_and_boxed() throws Throwable {
    assertThat(call("booleans", true)).isEqualTo(false);
    assertThat(call("bytes", (byte) 1)).isEqualTo((byte) 2);
    assertThat(call("shorts", (short) 1)).isEqualTo((short) 2);
    assertThat(call("chars", 'a')).isEqualTo('b');
    assertThat(call("ints", 1)).isEqualTo(2);
    assertThat(call("longs", 1L)).isEqualTo(2L);
    assertThat(call("floats", 1f)).isEqualTo(2f);
    assertThat(call("doubles", 1d)).isEqualTo(2d);
  }

  @Test
  void wide_and_narrow_arguments_keep_their_places() throws Throwable {
    assertThat(call("mixed", 1L, "two", 3d, new int[] {4}, List.of("five"), 6))
        .isEqualTo("1two3.0[4][five]6");
  }

  @Test
  void a_method_without_result_returns_null() throws Throwable {
    var shapes = new Shapes();

    assertThat(invokersOf(Shapes.class).get("nothing").invoke(shapes, new Object[0])).isNull();
    assertThat(shapes.calls).isEqualTo(1);
  }

  @Test
  void private_and_static_methods_are_called_directly() throws Throwable {
    var invokers = invokersOf(Shapes.class);

    assertThat(call("hidden", (Object) null)).isEqualTo("hidden null");
    assertThat(invokers.get("sum").invoke(null, new Object[] {1L, 2L})).isEqualTo(3L);
    assertThat(invokers.get("joined").invoke(null, new Object[] {new String[] {"a", "b"}}))
        .isEqualTo("a-b");
  }

  @Test
  void exceptions_arrive_as_they_were_thrown() {
    assertThatThrownBy(() -> call("fails"))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("disk");
  }

  @Test
  void inherited_and_overridden_methods_run_on_the_receiver() throws Throwable {
    var invokers = invokersOf(Derived.class);

    assertThat(invokers.get("named").invoke(new Derived(), new Object[] {"x"}))
        .isEqualTo("derived x");
    assertThat(invokers.get("ints").invoke(new Derived(), new Object[] {1})).isEqualTo(2);
    assertThat(invokers.get("greet").invoke(new Derived(), new Object[] {"Bob"}))
        .isEqualTo("Hi, Bob");
  }

  @Test
  void methods_of_an_interface_are_called() throws Throwable {
    var invokers = invokersOf(Greeting.class);

    assertThat(invokers.get("named").invoke(new Derived(), new Object[] {"x"}))
        .isEqualTo("derived x");
    assertThat(invokers.get("greet").invoke(new Shapes(), new Object[] {"Bob"}))
        .isEqualTo("Hi, Bob");
    assertThat(invokers.get("secret").invoke(new Shapes(), new Object[0]))
        .isEqualTo("secret of Shapes");
    assertThat(invokers.get("answer").invoke(null, new Object[0])).isEqualTo(42);
  }

  @Test
  void handlers_of_several_classes_keep_their_order() throws Throwable {
    var methods = new HandlerMethods();
    var handlers = new ArrayList<HandlerMethod>();
    handlers.addAll(methods.of(Shapes.class, method -> method.getName().equals("ints")));
    handlers.addAll(methods.of(Greeting.class, method -> method.getName().equals("answer")));
    handlers.addAll(methods.of(Shapes.class, method -> method.getName().equals("longs")));
    handlers.add(handlers.getFirst());

    var invokers = Invokers.generate(handlers, new ArrayList<>());

    assertThat(invokers.get(0).invoke(new Shapes(), new Object[] {1})).isEqualTo(2);
    assertThat(invokers.get(1).invoke(null, new Object[0])).isEqualTo(42);
    assertThat(invokers.get(2).invoke(new Shapes(), new Object[] {1L})).isEqualTo(2L);
    assertThat(invokers.get(3).invoke(new Shapes(), new Object[] {5})).isEqualTo(6);
  }

  @Test
  void no_handlers_need_no_class() {
    assertThat(Invokers.generate(List.of(), new ArrayList<>())).isEmpty();
  }

  @Test
  void a_controller_may_have_hundreds_of_handlers() throws Throwable {
    var source = new StringBuilder("public class Many {\n");
    for (int i = 0; i < 600; i++) {
      source.append("  int m").append(i).append("(int n) { return n + ").append(i).append("; }\n");
    }
    source.append("}\n");
    try (var loader = Compilation.load(folder, Map.of("Many.java", source.toString()))) {
      Class<?> type = loader.loadClass("Many");
      Object many = type.getConstructor().newInstance();
      var invokers = invokersOf(type);

      for (int i = 0; i < 600; i++) {
        assertThat(invokers.get("m" + i).invoke(many, new Object[] {1000})).isEqualTo(1000 + i);
      }
    }
  }

  @Test
  void a_method_may_use_every_argument_slot() throws Throwable {
    var source = new StringBuilder("public class Wide {\n  long sum(");
    for (int i = 0; i < 127; i++) {
      source.append(i == 0 ? "" : ", ").append("long p").append(i);
    }
    source.append(") { return p0 + p126; }\n}\n");
    try (var loader = Compilation.load(folder, Map.of("Wide.java", source.toString()))) {
      Class<?> type = loader.loadClass("Wide");
      var arguments = new Object[127];
      Arrays.fill(arguments, 7L);

      assertThat(invokersOf(type).get("sum").invoke(type.getConstructor().newInstance(), arguments))
          .isEqualTo(14L);
    }
  }

  @Test
  void members_of_superclasses_in_other_packages_are_called() throws Throwable {
    var sources =
        Map.of(
            "base/Base.java",
            """
            package base;
            public abstract class Base {
              protected String guarded(String text) { return "guarded " + text; }
              String packaged() { return "packaged"; }
              private static int hidden(int number) { return number * 2; }
            }
            """,
            "web/Web.java",
            "package web; public final class Web extends base.Base {}");
    try (var loader = Compilation.load(folder, sources)) {
      Class<?> type = loader.loadClass("web.Web");
      Object web = type.getConstructor().newInstance();
      var invokers = invokersOf(type);

      assertThat(invokers.get("guarded").invoke(web, new Object[] {"x"})).isEqualTo("guarded x");
      assertThat(invokers.get("packaged").invoke(web, new Object[0])).isEqualTo("packaged");
      assertThat(invokers.get("hidden").invoke(null, new Object[] {4})).isEqualTo(8);
    }
  }

  @Test
  void methods_of_a_hidden_class_are_called_though_no_code_can_name_it() throws Throwable {
    Compilation.compile(
        folder,
        Map.of(
            "dev/lodestar/handler/Secret.java",
            """
            package dev.lodestar.handler;
            class Secret {
              private int twice(int number) { return 2 * number; }
            }
            """));
    var hidden =
        MethodHandles.lookup()
            .defineHiddenClass(
                Files.readAllBytes(folder.resolve("dev/lodestar/handler/Secret.class")), false);
    Class<?> type = hidden.lookupClass();
    Object secret = hidden.findConstructor(type, MethodType.methodType(void.class)).invoke();

    assertThat(invokersOf(type).get("twice").invoke(secret, new Object[] {4})).isEqualTo(8);
    assertThat(new HandlerMethods().of(type, method -> true).getFirst().toString())
        .isEqualTo("Secret.twice(int)");
  }
}
