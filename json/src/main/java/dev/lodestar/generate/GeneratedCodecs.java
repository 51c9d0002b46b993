package dev.lodestar.generate;

import dev.lodestar.decode.Decoder;
import dev.lodestar.decode.ReadPlan;
import dev.lodestar.encode.Encoder;
import dev.lodestar.encode.WritePlan;
import dev.lodestar.format.Format;
import org.jspecify.annotations.Nullable;

/// Decides which objects get classes of their own. Others are interpreted: those that the module
/// system closes to us, and those with very many fields.
public final class GeneratedCodecs {
  private GeneratedCodecs() {}

  /// Generates the decoder of an object; null if its plan is to be interpreted.
  public static @Nullable Decoder decoder(ReadPlan plan, Format format) {
    var model = plan.model();
    boolean fits =
        plan.names().size() <= ReaderClass.MAX_FIELDS
            && !plan.fields().isEmpty()
            && (plan.inPart() || model.executable().isPresent());
    for (int i = 0; fits && !plan.inPart() && i < plan.fields().size(); i++) {
      var field = model.fields().get(i);
      boolean set = plan.fields().get(i).slot() != null && !field.isArgument();
      fits = !set || field.setter().isPresent();
    }
    var host = fits ? HostClass.of(model.rawClass()) : null;
    return host == null ? null : ReaderClass.define(plan, host, format.input());
  }

  /// Generates the encoder of an object; null if its plan is to be interpreted.
  public static @Nullable Encoder encoder(WritePlan plan, Format format) {
    boolean fits = plan.fields().size() <= WriterClass.MAX_FIELDS;
    for (var field : plan.fields()) {
      fits &= field.model().getter().isPresent();
    }
    var host = fits ? HostClass.of(plan.model().rawClass()) : null;
    return host == null ? null : WriterClass.define(plan, host, format.output());
  }
}
