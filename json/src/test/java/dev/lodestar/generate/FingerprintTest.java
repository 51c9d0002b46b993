package dev.lodestar.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.decode.Decoders;
import dev.lodestar.decode.ReadPlan;
import dev.lodestar.encode.Encoders;
import dev.lodestar.encode.WritePlan;
import dev.lodestar.format.Format;
import dev.lodestar.format.JsonFormat;
import dev.lodestar.model.Models;
import dev.lodestar.model.NamingStrategy;
import dev.lodestar.model.Omission;
import dev.lodestar.model.Omit;
import dev.lodestar.model.Projection;
import dev.lodestar.model.TypeUse;
import dev.lodestar.model.WriteOnly;
import jakarta.validation.constraints.AssertTrue;
import java.lang.classfile.ClassFile;
import java.lang.classfile.Instruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Internal, since only here the bytes and the fingerprint are both to be seen: a class that was
/// baked is taken if the fingerprint is the same, so the bytes must be the same, too.
class FingerprintTest {
  record Plain(int a, long b, double c, float d, boolean e, String f, @Nullable String g) {}

  record Rich(
      Optional<String> a,
      OptionalInt b,
      List<Plain> c,
      @Omit(Omission.IF_EMPTY) String d,
      @WriteOnly @Nullable String e,
      char f,
      byte g,
      Integer h) {
    @AssertTrue
    boolean isFine() {
      return true;
    }
  }

  sealed interface Shape {}

  record Circle(double radius) implements Shape {}

  record Square(double side, @Nullable String label) implements Shape {}

  public static class Bean {
    private int size;
    public @Nullable String label;

    public int getSize() {
      return size;
    }

    public void setSize(int size) {
      this.size = size;
    }
  }

  private static final Format FORMAT = new JsonFormat();

  private static final List<Class<?>> TYPES =
      List.of(Plain.class, Rich.class, Shape.class, Circle.class, Bean.class);

  private static final List<Projection> PROJECTIONS =
      List.of(
          Projection.all(),
          Projection.all().naming(NamingStrategy.PASCAL_CASE),
          Projection.all().exclude("g"),
          Projection.all().exclude("label"),
          Projection.all().include("a"),
          Projection.all().partial());

  private record Made(String host, String hash, byte[] bytes, String print) {}

  @Test
  void classes_with_the_same_fingerprint_have_the_same_bytes() {
    var made = everything();
    Map<String, Made> byHash = new HashMap<>();
    int same = 0;
    for (var each : made) {
      var earlier = byHash.putIfAbsent(each.host + each.hash, each);
      if (earlier != null) {
        same++;
        assertThat(Arrays.equals(each.bytes, earlier.bytes)).as(each.print).isTrue();
      }
    }
    assertThat(same).isGreaterThan(20);
    assertThat(byHash.size()).isGreaterThan(20);
  }

  @Test
  void the_generation_changes_with_the_code_that_is_generated() {
    var code = new StringBuilder();
    for (var each : everything()) {
      describe(each.bytes, code);
    }
    // When this fails, what is generated has changed: count up Fingerprint.GENERATION, and write
    // the new number here.
    assertThat(new Generation(everything().getFirst().print, code.toString().hashCode()))
        .isEqualTo(new Generation(everything().getFirst().print, 1075787850));
  }

  private record Generation(String print, int code) {}

  private static void describe(byte[] bytes, StringBuilder code) {
    for (var method : ClassFile.of().parse(bytes).methods()) {
      code.append(method.methodName().stringValue());
      for (var element : method.code().orElseThrow()) {
        if (element instanceof Instruction instruction) {
          code.append(instruction.opcode()).append(' ');
        }
        if (element instanceof InvokeInstruction call) {
          code.append(call.owner().asInternalName()).append(call.name()).append(call.type());
        }
        if (element instanceof FieldInstruction access) {
          code.append(access.name()).append(access.type());
        }
      }
    }
  }

  private static List<Made> everything() {
    var made = new ArrayList<Made>();
    for (var naming : List.of(NamingStrategy.AS_DECLARED, NamingStrategy.SNAKE_CASE)) {
      var models = Models.standard().withNaming(naming);
      for (var type : TYPES) {
        for (var projection : PROJECTIONS) {
          for (boolean flag : new boolean[] {false, true}) {
            projected(models, type, projection)
                .ifPresent(use -> made.addAll(made(models, use, flag)));
          }
        }
      }
    }
    return made;
  }

  private static Optional<TypeUse> projected(Models models, Class<?> type, Projection projection) {
    try {
      return Optional.of(Models.project(models.use(type), projection));
    } catch (dev.lodestar.model.ModelException unfit) {
      return Optional.empty();
    }
  }

  private static List<Made> made(Models models, TypeUse use, boolean flag) {
    var made = new ArrayList<Made>();
    Decoders.ObjectDecoders readers =
        plan -> {
          made.add(reader(plan));
          return null;
        };
    var decoders =
        new Decoders(
            new Decoders.Options(!flag, flag, false),
            ConstraintSettings.standard(),
            FORMAT,
            readers);
    for (var root : List.<Runnable>of(() -> decoders.root(use), () -> decoders.partialRoot(use))) {
      try {
        root.run();
      } catch (dev.lodestar.model.ModelException notReadable) {
        // What was made on the way is enough.
      }
    }
    Encoders.ObjectEncoders writers =
        plan -> {
          made.add(writer(plan));
          return null;
        };
    new Encoders(models, new Encoders.Options(flag, false), FORMAT, writers).of(use.model());
    return made;
  }

  private static Made reader(ReadPlan plan) {
    var host = plan.model().rawClass();
    var print = Fingerprint.of(plan, FORMAT);
    var bytes =
        new ReaderClass(plan, host, "x/Generated", new ReaderClass.Common(FORMAT.input())).bytes();
    return new Made(host.getName(), print.hash(), bytes, print.toString());
  }

  private static Made writer(WritePlan plan) {
    var host = plan.model().rawClass();
    var print = Fingerprint.of(plan, FORMAT);
    var bytes =
        new WriterClass(plan, host, "x/Generated", new WriterClass.Common(FORMAT.output())).bytes();
    return new Made(host.getName(), print.hash(), bytes, print.toString());
  }
}
