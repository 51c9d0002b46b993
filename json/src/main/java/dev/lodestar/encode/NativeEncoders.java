package dev.lodestar.encode;

import dev.lodestar.format.MessagePackOutput;
import dev.lodestar.format.Output;
import dev.lodestar.model.TypeModel.SimpleModel;
import java.math.BigDecimal;
import java.time.Instant;

/// The encoders of values that MessagePack writes in another form than JSON.
final class NativeEncoders {
  private NativeEncoders() {}

  /// @param other writes the values that are the same in all formats
  static Encoder of(SimpleModel model, Encoder other) {
    var type = model.rawClass();
    if (type == BigDecimal.class) {
      return new DecimalEncoder();
    }
    return type == Instant.class && model.isStandard() ? new TimeEncoder() : other;
  }

  /// Writes a decimal as text, whatever its value, so that readers always find the same type.
  record DecimalEncoder() implements Encoder {
    @Override
    public void write(Output out, Object value) {
      out.text(value.toString());
    }
  }

  /// Writes a moment as a time stamp.
  record TimeEncoder() implements Encoder {
    @Override
    public void write(Output out, Object value) {
      ((MessagePackOutput) out).timestamp((Instant) value);
    }
  }
}
