package dev.lodestar.bytecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lodestar.bytecode.Code.Jump;
import dev.lodestar.bytecode.Code.Plain;
import dev.lodestar.bytecode.Code.Use;
import java.lang.classfile.ClassFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Internal, since generated codecs use little of it at its limits; everything else is shown by
/// them. The virtual machine verifies each class.
class ClassWriterTest {
  private static final int FLAGS = ClassWriter.FINAL | ClassWriter.SYNTHETIC;
  private static final String NAME = "dev/lodestar/bytecode/Made";

  private static ClassWriter writer() {
    return new ClassWriter(NAME, FLAGS, List.of());
  }

  private static Object result(ClassWriter type, Class<?> result, Object... arguments)
      throws Throwable {
    var lookup = MethodHandles.lookup().defineHiddenClass(type.toByteArray(), true);
    var types = new Class<?>[arguments.length];
    Arrays.fill(types, int.class);
    var method = MethodType.methodType(result, types);
    return lookup.findStatic(lookup.lookupClass(), "run", method).invokeWithArguments(arguments);
  }

  @Test
  void integers_take_the_shortest_instruction_that_holds_them() throws Throwable {
    for (int value :
        new int[] {-1, 0, 5, 6, -2, 127, 128, -128, -129, 32767, 32768, -32768, -32769, 1 << 31}) {
      var type = writer();
      var code = type.method(0).push(value).push(-1).add(Plain.IAND).add(Plain.I2L);
      code.use(
          Use.INVOKESTATIC, Reference.method("java/lang/Long", "valueOf", "(J)Ljava/lang/Long;"));
      code.add(Plain.ARETURN);
      type.method(ClassWriter.STATIC, "run", "()Ljava/lang/Object;", code, 4);

      assertThat(result(type, Object.class)).isEqualTo((long) value);
    }
  }

  @Test
  void there_may_be_more_constants_than_one_byte_counts() throws Throwable {
    var type = writer();
    var code = type.method(0);
    for (int i = 0; i < 400; i++) {
      code.push("text " + i).add(Plain.POP);
    }
    code.push("the last \0 \uD83E\uDDED ü 北").add(Plain.ARETURN);
    type.method(ClassWriter.STATIC, "run", "()Ljava/lang/Object;", code, 1);

    assertThat(result(type, Object.class)).isEqualTo("the last \0 \uD83E\uDDED ü 北");
  }

  @Test
  void a_switch_and_the_stack_map_behind_it_hold_for_code_of_any_length() throws Throwable {
    for (int length : new int[] {1, 60, 70, 300, 5_000}) {
      var type = writer();
      var code = type.method(1);
      code.stackMap().local(Kind.INT);
      var cases = new Label[] {new Label(), new Label(), new Label()};
      var others = new Label();
      code.iload(0).tableswitch(cases, others);
      for (int i = 0; i < 3; i++) {
        code.bind(cases[i]);
        for (int j = 0; j < length; j++) {
          code.push(j).istore(0);
        }
        code.push("case " + i).add(Plain.ARETURN);
      }
      code.bind(others);
      code.push("other").add(Plain.ARETURN);
      type.method(ClassWriter.STATIC, "run", "(I)Ljava/lang/Object;", code, 1);

      assertThat(result(type, Object.class, 1)).isEqualTo("case 1");
      assertThat(result(type, Object.class, 2)).isEqualTo("case 2");
      assertThat(result(type, Object.class, -1)).isEqualTo("other");
      assertThat(result(type, Object.class, 3)).isEqualTo("other");
    }
  }

  @Test
  void a_copy_has_all_of_its_template_under_a_name_of_its_own() throws Throwable {
    var template = new ClassWriter("", FLAGS, List.of("java/lang/Runnable"));
    int kept = template.field(ClassWriter.STATIC, Reference.field("", "kept", "I"));
    var keep = template.method(1).iload(0).use(Use.PUTSTATIC, kept);
    keep.create("").add(Plain.POP).add(Plain.RETURN);
    template.method(ClassWriter.STATIC, "keep", "(I)V", keep, 1);

    for (var name : List.of(NAME, NAME + "WithALongerName")) {
      var copy = new ClassWriter(name, template);
      var code = copy.method(1).iload(0);
      code.useOnce(Use.INVOKESTATIC, Reference.method(name, "keep", "(I)V"));
      code.use(Use.GETSTATIC, kept).add(Plain.I2L);
      code.use(
          Use.INVOKESTATIC, Reference.method("java/lang/Long", "valueOf", "(J)Ljava/lang/Long;"));
      code.add(Plain.ARETURN);
      copy.method(ClassWriter.STATIC, "run", "(I)Ljava/lang/Object;", code, 2);
      var parsed = ClassFile.of().parse(copy.toByteArray());

      assertThat(parsed.thisClass().asInternalName()).isEqualTo(name);
      assertThat(parsed.interfaces()).hasSize(1);
      assertThat(result(copy, Object.class, 42)).isEqualTo(42L);
    }
  }

  @Test
  void what_a_class_file_cannot_hold_is_refused() {
    var jumping = writer();
    var code = jumping.method(1);
    code.stackMap().local(Kind.INT);
    var far = new Label();
    code.iload(0).jump(Jump.IFEQ, far);
    for (int i = 0; i < 11_000; i++) {
      code.push(1000).istore(0);
    }
    code.bind(far);
    code.add(Plain.RETURN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> jumping.method(ClassWriter.STATIC, "run", "(I)V", code, 1))
        .withMessage("A jump is too far for its instruction.");

    var crowded = writer().method(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> {
          while (true) {
            crowded.local(Kind.DOUBLE);
          }
        })
        .withMessage("The method has too many local variables.");

    var large = writer();
    var code64 = large.method(0);
    for (int i = 0; i < 70_000; i++) {
      code64.push(1).add(Plain.POP);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> large.method(ClassWriter.STATIC, "run", "()V", code64, 1))
        .withMessage("The method has too much code.");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer().method(0).push("x".repeat(70_000)))
        .withMessageStartingWith("The name is too long for a class file: x");
  }
}
