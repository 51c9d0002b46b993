package dev.lodestar.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.lang.classfile.Instruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.Executable;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Internal, since only here the code of a generated class is to be seen.
class InvokerClassesTest {
  static final class Sample {
    Sample() {}

    int sum(int one, Long other) {
      return (int) (one + other);
    }

    static void nothing() {}

    String text(Object value, double number) {
      return value + " " + number;
    }
  }

  interface Shown {
    default String show(boolean all) {
      return "" + all;
    }
  }

  @Test
  void the_generation_changes_with_the_code_that_is_generated() throws Exception {
    var code = new StringBuilder();
    describe(
        List.of(
            Sample.class.getDeclaredConstructor(),
            Sample.class.getDeclaredMethod("sum", int.class, Long.class),
            Sample.class.getDeclaredMethod("nothing"),
            Sample.class.getDeclaredMethod("text", Object.class, double.class)),
        code);
    describe(List.of(Shown.class.getDeclaredMethod("show", boolean.class)), code);

    // When this fails, what is generated has changed: count up InvokerClasses.GENERATION, and write
    // the new number here.
    assertThat(code.toString().hashCode()).isEqualTo(1078795262);
  }

  private static void describe(List<Executable> methods, StringBuilder code) {
    var bytes = InvokerClass.bytes(ClassDesc.of("Generated"), methods);
    for (var method : ClassFile.of().parse(bytes).methods()) {
      code.append(method.methodName().stringValue());
      for (var element : method.code().orElseThrow()) {
        if (element instanceof Instruction instruction) {
          code.append(instruction.opcode()).append(' ');
        }
        if (element instanceof InvokeInstruction call) {
          code.append(call.owner().asInternalName()).append(call.name()).append(call.type());
        }
      }
    }
  }
}
