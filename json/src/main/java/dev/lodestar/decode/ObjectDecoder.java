package dev.lodestar.decode;

import dev.lodestar.format.Input;
import dev.lodestar.model.ObjectModel;
import org.jspecify.annotations.Nullable;

/// Reads the fields of an object in any order, and makes an instance when all of them are valid.
/// Interprets the plan: for types that no class can be generated for.
record ObjectDecoder(ReadPlan plan) implements Decoder {
  private static final Object ABSENT = ObjectModel.ABSENT;

  @Override
  public String expected() {
    return "an object";
  }

  @Override
  public @Nullable Object read(Input in) {
    int before = in.count();
    int where = in.valueStart();
    int state = in.enterObject("an object");
    if (state < 0) {
      return null;
    }
    var values = ReadPlan.allAbsent(plan.fields().size());
    if (state > 0) {
      readFields(in, values);
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] == ABSENT && plan.fields().get(i).slot() != null) {
        values[i] = plan.absent(in, where, i);
      }
    }
    if (in.count() != before) {
      return null;
    }
    return plan.inPart() ? plan.part(values) : plan.create(in, where, values);
  }

  private void readFields(Input in, @Nullable Object[] values) {
    boolean tagSeen = false;
    int i = in.firstField(plan.names());
    do {
      if (i >= 0 && i < values.length) {
        readField(in, i, values);
      } else if (i < 0) {
        plan.skipUnknown(in);
      } else {
        tagSeen = plan.skipTag(in, tagSeen);
      }
      i = in.nextField(plan.names(), i + 1);
    } while (i != Input.CLOSED);
  }

  private void readField(Input in, int i, @Nullable Object[] values) {
    var field = plan.fields().get(i);
    var slot = field.slot();
    if (slot == null) {
      plan.skipField(in, field);
    } else if (values[i] != ABSENT && !plan.lastWins()) {
      in.duplicate();
    } else {
      values[i] = slot.read(in);
    }
  }
}
