package dev.lodestar.encode;

import dev.lodestar.format.Output;
import dev.lodestar.model.TypeModel.OptionalModel;

/// Writes the fields of an object in their order. Interprets the plan: for types that no class can
/// be generated for.
record ObjectEncoder(WritePlan plan) implements Encoder {

  @Override
  public void write(Output out, Object object) {
    int mark = out.enterObject(plan.size());
    var tag = plan.tag();
    if (tag != null) {
      tag.write(out);
    }
    for (var field : plan.fields()) {
      var value = field.model().get(object);
      if (field.optional()) {
        value = OptionalModel.content(value);
      }
      if (field.omitEmpty()) {
        value = WritePlan.filled(value);
      }
      if (value != null || !field.omitNull()) {
        out.name(field.name());
        field.encoder().writeNullable(out, value);
      }
    }
    out.leaveObject(mark);
  }
}
