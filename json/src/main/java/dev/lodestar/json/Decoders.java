package dev.lodestar.json;

import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.constraint.Constraints;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.ModelProblem;
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
import dev.lodestar.model.TypeUse;
import dev.lodestar.model.UnionModel;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;

/// Makes the decoder of each type once, and finds what hinders decoding.
final class Decoders {
  private final boolean refuseUnknown;
  private final boolean lastWins;
  private final ConstraintSettings settings;
  private final AnyDecoder any;
  private IdentityHashMap<TypeModel, Decoder> made = new IdentityHashMap<>();
  private List<ModelProblem> problems = new ArrayList<>();

  Decoders(boolean refuseUnknown, boolean lastWins, ConstraintSettings settings) {
    this.refuseUnknown = refuseUnknown;
    this.lastWins = lastWins;
    this.settings = settings;
    this.any = new AnyDecoder(lastWins);
  }

  /// Makes the place for a whole document.
  ///
  /// @throws ModelException if values of the type cannot be made or checked; it lists every problem
  synchronized Slot root(TypeUse use) {
    var before = new IdentityHashMap<>(made);
    problems = new ArrayList<>();
    var decoder = of(use.model());
    boolean nullable = use.nullable() || use.model() instanceof AnyModel;
    var slot = new Slot(use, decoder, nullable, settings, problems);
    if (!problems.isEmpty()) {
      // What was made on the way is incomplete.
      made = before;
      throw new ModelException(problems);
    }
    return slot;
  }

  private Slot slot(TypeUse use) {
    return new Slot(use, of(use.model()), use.nullable(), settings, problems);
  }

  private Decoder of(TypeModel model) {
    return switch (model) {
      case SimpleModel simple -> simple(simple);
      case EnumModel constants -> new TextDecoder(constants.converter());
      case BinaryModel binary -> new BinaryDecoder();
      case AnyModel anything -> any;
      case OptionalModel optional ->
          new OptionalDecoder(
              optional.rawClass(), slot(optional.value()), of(optional.value().model()).expected());
      case ListModel list -> new ListDecoder(list, slot(list.element()));
      case MapModel map -> map(map);
      case MappedModel mapped ->
          new MappedDecoder(mapped, of(mapped.target().model()), slot(mapped.target()));
      case UnionModel union -> union(union);
      case ObjectModel object -> object(object);
    };
  }

  private static Decoder simple(SimpleModel model) {
    return switch (model.kind()) {
      case TEXT -> new TextDecoder(SimpleEncoders.isPlainText(model) ? null : model.converter());
      case BOOLEAN -> new BooleanDecoder();
      case INTEGER, DECIMAL -> new NumberDecoder(model);
    };
  }

  private Decoder map(MapModel model) {
    var constraints = Constraints.shallow(model.key(), settings, problems);
    var key = MapDecoder.key(Encoders.keyConverter(model), constraints);
    return new MapDecoder(model, key, slot(model.value()), lastWins);
  }

  private Decoder object(ObjectModel model) {
    var known = made.get(model);
    if (known != null) {
      return known;
    }
    var decoder = new ObjectDecoder(model, null, refuseUnknown, lastWins);
    made.put(model, decoder);
    complete(decoder, model);
    return decoder;
  }

  private Decoder union(UnionModel model) {
    var known = made.get(model);
    if (known != null) {
      return known;
    }
    var decoder = new UnionDecoder(model, lastWins);
    made.put(model, decoder);
    var variants = new LinkedHashMap<String, ObjectDecoder>();
    for (var variant : model.variants()) {
      var object = new ObjectDecoder(variant.model(), model.tag(), refuseUnknown, lastWins);
      complete(object, variant.model());
      variants.put(variant.name(), object);
    }
    decoder.complete(variants);
    return decoder;
  }

  private void complete(ObjectDecoder decoder, ObjectModel model) {
    model.obstacle().ifPresent(problems::add);
    var constraints = Constraints.ofType(model, settings, problems);
    decoder.complete(field -> slot(field.use()), constraints);
  }
}
