package dev.lodestar.decode;

import dev.lodestar.format.Input;
import dev.lodestar.format.Input.Kind;
import dev.lodestar.model.ModelProblem;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.BinaryModel;
import dev.lodestar.model.TypeModel.EnumModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.MappedModel;
import dev.lodestar.model.TypeModel.SimpleKind;
import dev.lodestar.model.TypeModel.SimpleModel;
import dev.lodestar.model.UnionModel;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads the variants of a sealed type, told apart by the kind of value that the document has.
///
/// @param byKind the decoder for each [Kind], null where no variant is of that kind
record ShapeDecoder(@Nullable Decoder[] byKind, String expected) implements Decoder {

  @Override
  public @Nullable Object read(Input in) {
    var decoder = byKind[in.kind().ordinal()];
    if (decoder == null) {
      in.refuse(expected);
      return null;
    }
    return decoder.read(in);
  }

  /// Collects the variants.
  static final class Builder {
    private final boolean nativeForms;
    private final Map<Kind, Decoder> byKind = new EnumMap<>(Kind.class);
    private final Map<Kind, String> names = new EnumMap<>(Kind.class);
    private final Set<String> expected = new LinkedHashSet<>();

    /// @param nativeForms whether the format has other kinds of values than JSON
    Builder(boolean nativeForms) {
      this.nativeForms = nativeForms;
    }

    void add(
        UnionModel.Variant variant,
        Decoder decoder,
        UnionModel union,
        List<ModelProblem> problems) {
      for (var kind : kinds(variant.model())) {
        var other = names.putIfAbsent(kind, variant.name());
        if (other != null && union.obstacle().isEmpty()) {
          problems.add(
              new ModelProblem(
                  union.toString(),
                  "The variants "
                      + other
                      + " and "
                      + variant.name()
                      + " can be told apart in JSON, but not in this format.",
                  "Use a tag (@Tagged instead of @Untagged)."));
        }
        byKind.put(kind, decoder);
      }
      expected.add(decoder.expected());
    }

    void objects(Decoder decoder) {
      byKind.put(Kind.OBJECT, decoder);
      expected.add(decoder.expected());
    }

    Decoder build() {
      var decoders = new @Nullable Decoder[Kind.values().length];
      byKind.forEach((kind, decoder) -> decoders[kind.ordinal()] = decoder);
      return new ShapeDecoder(decoders, String.join(" or ", expected));
    }

    private Set<Kind> kinds(TypeModel model) {
      return switch (model) {
        case SimpleModel simple -> kinds(simple);
        case EnumModel constants -> EnumSet.of(kind(constants.kind()));
        case BinaryModel binary -> EnumSet.of(nativeForms ? Kind.BINARY : Kind.TEXT);
        case ListModel list -> EnumSet.of(Kind.ARRAY);
        case MapModel map -> EnumSet.of(Kind.OBJECT);
        case MappedModel mapped -> kinds(mapped.target().model());
        case UnionModel union -> EnumSet.of(Kind.OBJECT);
        default -> EnumSet.of(Kind.TEXT);
      };
    }

    private Set<Kind> kinds(SimpleModel model) {
      var type = model.rawClass();
      var kind = kind(model.kind());
      if (!nativeForms || !model.isStandard()) {
        return EnumSet.of(kind);
      }
      if (type == Instant.class || type == OffsetDateTime.class) {
        return EnumSet.of(kind, Kind.TIMESTAMP);
      }
      if (type == UUID.class) {
        return EnumSet.of(kind, Kind.BINARY);
      }
      boolean big = type == BigInteger.class || type == BigDecimal.class;
      return big ? EnumSet.of(kind, Kind.TEXT) : EnumSet.of(kind);
    }

    private static Kind kind(SimpleKind kind) {
      return switch (kind) {
        case TEXT -> Kind.TEXT;
        case BOOLEAN -> Kind.BOOLEAN;
        case INTEGER, DECIMAL -> Kind.NUMBER;
      };
    }
  }
}
