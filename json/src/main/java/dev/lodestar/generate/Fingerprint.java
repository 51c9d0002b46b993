package dev.lodestar.generate;

import dev.lodestar.baked.Hash;
import dev.lodestar.decode.ReadPlan;
import dev.lodestar.encode.WritePlan;
import dev.lodestar.format.Format;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/// Everything that the bytes of a generated class depend on, so that a class that was generated
/// earlier is only used where the same one would be generated now. Does not load what generates.
final class Fingerprint {
  /// Changes with the code that is generated; a test knows when it must.
  private static final int GENERATION = 7;

  private final StringBuilder text = new StringBuilder();
  private boolean usesPrivate;

  private Fingerprint(String kind, Class<?> format) {
    text.append(kind).append(GENERATION).append(format.getSimpleName());
  }

  static Fingerprint of(ReadPlan plan, Format format) {
    var model = plan.model();
    var print = new Fingerprint("Reader", format.input());
    print.flags(plan.lastWins(), plan.inPart(), plan.hasChecks());
    print.text.append(plan.names().size());
    if (plan.inPart()) {
      print.flags(model.isPartial());
    } else {
      print.member(model.executable().orElseThrow());
      for (var argument : model.arguments()) {
        print.text.append(',').append(argument.index());
      }
    }
    for (int i = 0; i < plan.fields().size(); i++) {
      var field = plan.fields().get(i);
      print.text.append(';').append(Shape.of(field.slot()).name());
      boolean given = !plan.inPart() && plan.hasAbsentValue(i);
      print.flags(field.slot() != null, field.hidden(), given);
      if (!plan.inPart() && field.slot() != null && !model.fields().get(i).isArgument()) {
        print.member(model.fields().get(i).setter().orElseThrow());
      }
      if (plan.inPart() && field.slot() != null && field.slot().isPrimitive()) {
        // It is put into a box.
        print.text.append(field.slot().use().model().rawClass().getName());
      }
    }
    return print;
  }

  static Fingerprint of(WritePlan plan, Format format) {
    var print = new Fingerprint("Writer", format.output());
    print.flags(plan.tag() != null);
    for (var field : plan.fields()) {
      print.text.append(';');
      print.flags(field.optional(), field.omitNull(), field.omitEmpty(), field.isPlain());
      if (field.model().computation().isPresent()) {
        print.text.append("computed");
      } else {
        print.member(field.model().getter().orElseThrow());
      }
    }
    return print;
  }

  /// Whether the class only works as a nest mate of its host.
  boolean usesPrivate() {
    return usesPrivate;
  }

  private void flags(boolean... flags) {
    for (boolean flag : flags) {
      text.append(flag ? '1' : '0');
    }
  }

  private void member(Member member) {
    usesPrivate |= Modifier.isPrivate(member.getModifiers());
    text.append(member.getName());
    if (member instanceof Field field) {
      text.append(':').append(field.getType().descriptorString());
      return;
    }
    var executable = (Executable) member;
    text.append(executable instanceof Constructor<?> ? "new" : "");
    text.append(Modifier.isStatic(member.getModifiers()) ? "static(" : "(");
    for (var parameter : executable.getParameterTypes()) {
      text.append(parameter.descriptorString());
    }
    if (executable instanceof Method method) {
      text.append(')').append(method.getReturnType().descriptorString());
    }
  }

  /// The end of the name of the class.
  String hash() {
    return Hash.of(text);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
