package dev.lodestar.json;

import dev.lodestar.convert.Converter;
import dev.lodestar.model.FieldModel;
import dev.lodestar.model.Models;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.AnyModel;
import dev.lodestar.model.TypeModel.BinaryModel;
import dev.lodestar.model.TypeModel.EnumModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.MappedModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.TypeModel.SimpleModel;
import dev.lodestar.model.UnionModel;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/// Makes the encoder of each type once.
final class Encoders {
  private final Models models;
  private final IdentityHashMap<TypeModel, Encoder> made = new IdentityHashMap<>();
  private @Nullable AnyEncoder any;

  Encoders(Models models) {
    this.models = models;
  }

  Models models() {
    return models;
  }

  synchronized Encoder of(TypeModel model) {
    return switch (model) {
      case SimpleModel simple -> SimpleEncoders.of(simple);
      case EnumModel constants -> SimpleEncoders.constants(constants);
      case BinaryModel binary -> SimpleEncoders.binary();
      case AnyModel anything -> any();
      case OptionalModel optional -> optional(of(optional.value().model()));
      case ListModel list -> ContainerEncoders.list(of(list.element().model()));
      case MapModel map ->
          ContainerEncoders.map(ContainerEncoders.keys(keyConverter(map)), of(map.value().model()));
      case MappedModel mapped -> mapped(mapped, of(mapped.target().model()));
      case UnionModel union -> union(union);
      case ObjectModel object -> object(object);
    };
  }

  private AnyEncoder any() {
    if (any == null) {
      any = new AnyEncoder(this);
    }
    return any;
  }

  synchronized ObjectEncoder object(ObjectModel model) {
    if (made.get(model) instanceof ObjectEncoder known) {
      return known;
    }
    var encoder = new ObjectEncoder();
    made.put(model, encoder);
    var readable = new ArrayList<FieldModel>();
    for (var field : model.fields()) {
      if (field.readable()) {
        readable.add(field);
      }
    }
    encoder.complete(readable, this);
    return encoder;
  }

  private Encoder union(UnionModel model) {
    var known = made.get(model);
    if (known != null) {
      return known;
    }
    var encoder = new UnionEncoder();
    made.put(model, encoder);
    encoder.complete(model, this);
    return encoder;
  }

  private static Encoder optional(Encoder value) {
    return (out, optional) -> value.writeNullable(out, ObjectEncoder.content(optional));
  }

  private static Encoder mapped(MappedModel model, Encoder target) {
    return (out, value) -> target.writeNullable(out, model.toTarget().apply(value));
  }

  static Converter<?> keyConverter(MapModel map) {
    return switch (map.key().model()) {
      case SimpleModel simple -> simple.converter();
      case EnumModel constants -> constants.converter();
      default -> throw new IllegalStateException("The key of a map is a simple type.");
    };
  }
}
