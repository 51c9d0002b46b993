package dev.lodestar.json;

import dev.lodestar.model.FieldModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Writes the fields of an object in their order. An empty optional field is left out.
final class ObjectEncoder implements Encoder {
  private Field[] fields = {};

  private record Field(
      FieldModel model, byte[] name, byte[] commaAndName, boolean optional, Encoder encoder) {}

  /// Completes the encoder. It exists before, because an object may contain itself.
  void complete(List<FieldModel> models, Encoders encoders) {
    fields = new Field[models.size()];
    for (int i = 0; i < fields.length; i++) {
      var model = models.get(i);
      var name = new JsonBuffer(32);
      name.write((byte) ',');
      Texts.write(name, model.name());
      name.write((byte) ':');
      var withComma = name.toByteArray();
      var type = model.use().model();
      boolean optional = type instanceof OptionalModel;
      var content = type instanceof OptionalModel o ? o.value().model() : type;
      fields[i] =
          new Field(
              model,
              Arrays.copyOfRange(withComma, 1, withComma.length),
              withComma,
              optional,
              encoders.of(content));
    }
  }

  @Override
  public void write(JsonBuffer out, Object value) {
    out.enter();
    out.write((byte) '{');
    writeFields(out, value, true);
    out.write((byte) '}');
    out.leave();
  }

  void writeFields(JsonBuffer out, Object object, boolean isFirst) {
    boolean first = isFirst;
    for (var field : fields) {
      var value = field.model.get(object);
      if (field.optional) {
        value = content(value);
        if (value == null) {
          continue;
        }
      }
      out.write(first ? field.name : field.commaAndName);
      first = false;
      try {
        field.encoder.writeNullable(out, value);
      } catch (EncodeException failure) {
        throw failure.in(field.model.name());
      }
    }
  }

  static @Nullable Object content(@Nullable Object optional) {
    return switch (optional) {
      case Optional<?> o -> o.isPresent() ? o.get() : null;
      case OptionalInt o -> o.isPresent() ? (Object) o.getAsInt() : null;
      case OptionalLong o -> o.isPresent() ? (Object) o.getAsLong() : null;
      case OptionalDouble o -> o.isPresent() ? (Object) o.getAsDouble() : null;
      case null, default -> null;
    };
  }
}
