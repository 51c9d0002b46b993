package dev.lodestar.encode;

import dev.lodestar.codec.EncodeException;
import dev.lodestar.convert.Converter;
import dev.lodestar.format.Format;
import dev.lodestar.format.Output;
import dev.lodestar.format.Word;
import dev.lodestar.model.FieldModel;
import dev.lodestar.model.Models;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.Omission;
import dev.lodestar.model.RawJson;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.BinaryModel;
import dev.lodestar.model.TypeModel.EnumModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.MappedModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.TypeModel.RawModel;
import dev.lodestar.model.TypeModel.SimpleModel;
import dev.lodestar.model.UnionModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the encoder of each type once.
public final class Encoders {
  private final Models models;
  private final Options options;
  private final Format format;
  private final ObjectEncoders objects;
  private final IdentityHashMap<TypeModel, Encoder> made = new IdentityHashMap<>();
  private final List<TypeModel> fresh = new ArrayList<>();
  private @Nullable AnyEncoder any;

  /// What all encoders have in common.
  ///
  /// @param omitNulls whether fields and entries whose value is null are left out
  /// @param sortedKeys whether the entries of maps are ordered by their keys
  public record Options(boolean omitNulls, boolean sortedKeys) {}

  /// Makes the encoder of an object.
  public interface ObjectEncoders {
    /// Makes an encoder from a plan; null if the plan is to be interpreted.
    @Nullable Encoder of(WritePlan plan);
  }

  /// Creates encoders with common settings.
  public Encoders(Models models, Options options, Format format, ObjectEncoders objects) {
    this.models = models;
    this.options = options;
    this.format = format;
    this.objects = objects;
  }

  Models models() {
    return models;
  }

  /// Makes the encoder of a type.
  public synchronized Encoder of(TypeModel model) {
    boolean outermost = fresh.isEmpty();
    boolean complete = false;
    try {
      var encoder = make(model);
      complete = true;
      return encoder;
    } finally {
      if (!complete) {
        // What was made on the way refers to what was not.
        fresh.forEach(made::remove);
      }
      if (outermost) {
        fresh.clear();
      }
    }
  }

  private Encoder make(TypeModel model) {
    // No pattern switch: its first use takes longer than many encoders, and most starts pass here.
    if (model instanceof SimpleModel simple) {
      return simple(simple);
    }
    if (model instanceof ObjectModel object) {
      return object(object);
    }
    if (model instanceof ListModel list) {
      return list(list);
    }
    if (model instanceof EnumModel constants) {
      return SimpleEncoders.constants(constants, format);
    }
    if (model instanceof OptionalModel optional) {
      return new OptionalEncoder(make(optional.value().model()));
    }
    if (model instanceof MapModel map) {
      return map(map);
    }
    if (model instanceof UnionModel union) {
      return union(union);
    }
    if (model instanceof MappedModel mapped) {
      return new MappedEncoder(mapped, make(mapped.target().model()));
    }
    if (model instanceof BinaryModel) {
      return new SimpleEncoders.BinaryEncoder();
    }
    return model instanceof RawModel raw ? new RawEncoder(raw) : any();
  }

  private record OptionalEncoder(Encoder value) implements Encoder {
    @Override
    public void write(Output out, Object optional) {
      value.writeNullable(out, OptionalModel.content(optional));
    }
  }

  private record RawEncoder(RawModel model) implements Encoder {
    @Override
    public void write(Output out, Object value) {
      out.raw(model.bytes((RawJson) value));
    }
  }

  private record MappedEncoder(MappedModel model, Encoder target) implements Encoder {
    @Override
    public void write(Output out, Object value) {
      target.writeNullable(out, standIn(value));
    }

    private @Nullable Object standIn(Object value) {
      try {
        return model.toTarget().apply(value);
      } catch (IllegalArgumentException refused) {
        throw new EncodeException(String.valueOf(refused.getMessage()), refused);
      }
    }
  }

  private Encoder simple(SimpleModel model) {
    var encoder = SimpleEncoders.of(model);
    return format.hasNativeForms() ? NativeEncoders.of(model, encoder) : encoder;
  }

  private Encoder any() {
    if (any == null) {
      any = new AnyEncoder(this);
    }
    return any;
  }

  private Encoder list(ListModel model) {
    var element = make(model.element().model());
    var component = model.rawClass().getComponentType();
    return component != null && component.isPrimitive()
        ? new PrimitivesEncoder(element)
        : new ListEncoder(element);
  }

  private Encoder map(MapModel model) {
    @SuppressWarnings("unchecked") // the converter belongs to the class of the keys
    var converter = (Converter<Object>) model.keyConverter();
    var value = make(model.value().model());
    return map(
        key -> key instanceof String text ? text : SimpleEncoders.format(converter, key), value);
  }

  MapEncoder map(MapEncoder.KeyText keys, Encoder value) {
    return new MapEncoder(keys, value, options.sortedKeys(), options.omitNulls());
  }

  private Encoder object(ObjectModel model) {
    var known = made.get(model);
    if (known != null) {
      return known;
    }
    var late = late(model);
    var encoder = object(model, null);
    late.complete(encoder);
    made.put(model, encoder);
    return encoder;
  }

  /// Stands for an encoder that is being made.
  private LateEncoder late(TypeModel model) {
    var late = new LateEncoder();
    made.put(model, late);
    fresh.add(model);
    return late;
  }

  private Encoder object(ObjectModel model, WritePlan.@Nullable Tag tag) {
    var fields = new ArrayList<WritePlan.Field>();
    for (var field : model.fields()) {
      if (field.encoded()) {
        fields.add(field(field));
      }
    }
    var plan = new WritePlan(model, List.copyOf(fields), tag);
    var generated = objects.of(plan);
    return generated == null ? new ObjectEncoder(plan) : generated;
  }

  private WritePlan.Field field(FieldModel field) {
    var type = field.use().model();
    boolean optional = type instanceof OptionalModel;
    var content = type instanceof OptionalModel o ? o.value().model() : type;
    var omission = field.omission().orElse(null);
    boolean omitEmpty = omission == Omission.IF_EMPTY;
    boolean omitNull =
        omission == null ? optional || options.omitNulls() : omission != Omission.NEVER;
    var name = Word.ofName(field.name(), format);
    var computation = field.computation().orElse(null);
    return new WritePlan.Field(
        field, name, optional, omitNull, omitEmpty, make(content), computation);
  }

  private Encoder variant(UnionModel.Variant variant, Optional<String> tag) {
    if (tag.isEmpty() || !(variant.model() instanceof ObjectModel object)) {
      return make(variant.model());
    }
    var name = Word.ofName(tag.get(), format);
    return object(object, new WritePlan.Tag(name, Word.of(variant.name(), format)));
  }

  private Encoder union(UnionModel model) {
    var known = made.get(model);
    if (known != null) {
      return known;
    }
    var late = late(model);
    Map<Class<?>, Encoder> variants = new HashMap<>();
    for (var variant : model.variants()) {
      variants.put(variant.model().rawClass(), variant(variant, model.tag()));
    }
    var encoder = new UnionEncoder(Map.copyOf(variants));
    late.complete(encoder);
    made.put(model, encoder);
    return encoder;
  }
}
