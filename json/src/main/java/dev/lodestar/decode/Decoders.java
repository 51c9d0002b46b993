package dev.lodestar.decode;

import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.constraint.Constraints;
import dev.lodestar.format.FieldNames;
import dev.lodestar.format.Format;
import dev.lodestar.merge.Merge;
import dev.lodestar.merge.PartPlan;
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
import dev.lodestar.model.TypeModel.RawModel;
import dev.lodestar.model.TypeModel.SimpleModel;
import dev.lodestar.model.TypeUse;
import dev.lodestar.model.UnionModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes the decoder of each type once, and finds what hinders decoding.
public final class Decoders {
  private final Options options;
  private final ConstraintSettings settings;
  private final Format format;
  private final ObjectDecoders objects;
  private final AnyDecoder any;
  private final AnyDecoder anyInPart;
  private final Map<Key, Decoder> made = new HashMap<>();
  private final Map<Key, PartPlan> parts = new HashMap<>();
  private final List<Key> fresh = new ArrayList<>();
  private List<ModelProblem> problems = new ArrayList<>();

  /// Makes the decoder of an object.
  public interface ObjectDecoders {
    /// Makes a decoder from a plan; null if the plan is to be interpreted.
    @Nullable Decoder of(ReadPlan plan);
  }

  /// What all decoders have in common.
  ///
  /// @param strict whether names that a type does not have are problems
  /// @param lastWins whether the last of several values of a name is taken
  /// @param wholeDecimals whether a number like 1.0 is an integer
  public record Options(boolean strict, boolean lastWins, boolean wholeDecimals) {}

  /// What an object knows as a variant of a union, besides its own fields.
  ///
  /// @param names the tag, or without a tag the names that only other variants have
  private record Role(boolean tagged, List<String> names) {
    static final Role NONE = new Role(false, List.of());

    static Role tagged(String tag) {
      return new Role(true, List.of(tag));
    }
  }

  /// A model, compared by identity, and its role.
  ///
  /// @param inPart whether objects are read in part
  private record Key(TypeModel model, Role role, boolean inPart) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that
          && model == that.model
          && inPart == that.inPart
          && (role == that.role || role.equals(that.role));
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(model);
    }
  }

  /// Creates decoders with common settings.
  ///
  /// @param settings what constraints are compiled with
  /// @param format what is read
  /// @param objects makes decoders of objects
  public Decoders(
      Options options, ConstraintSettings settings, Format format, ObjectDecoders objects) {
    this.options = options;
    this.settings = settings;
    this.format = format;
    this.objects = objects;
    this.any = new AnyDecoder(options.lastWins, false);
    this.anyInPart = new AnyDecoder(options.lastWins, true);
  }

  /// Makes the place for a whole document.
  ///
  /// @throws ModelException if values of the type cannot be made or checked; it lists every problem
  public synchronized Slot root(TypeUse use) {
    if (use.model() instanceof ObjectModel object && object.isPartial()) {
      throw new ModelException(
          List.of(
              new ModelProblem(
                  use.path(),
                  "Documents of a partial type are changes, not whole values.",
                  "Read them with decodePartial.")));
    }
    return root(
        () -> slot(use, of(use.model()), use.nullable() || use.model() instanceof AnyModel));
  }

  /// Makes the place for a document that is read in part. What it reads is a [Partial].
  ///
  /// @throws ModelException if the type is no object, or a constraint does not fit; it lists every
  ///   problem
  public synchronized Slot partialRoot(TypeUse use) {
    if (!(use.model() instanceof ObjectModel object)) {
      throw new ModelException(
          List.of(
              new ModelProblem(
                  use.path(),
                  "Only objects can be read in part.",
                  "Use a record or a class with fields.")));
    }
    return root(() -> slot(use, object(object, Role.NONE, true), false));
  }

  private Slot root(Supplier<Slot> maker) {
    fresh.clear();
    problems = new ArrayList<>();
    boolean complete = false;
    try {
      var slot = maker.get();
      if (!problems.isEmpty()) {
        throw new ModelException(problems);
      }
      complete = true;
      return slot;
    } finally {
      if (!complete) {
        // What was made on the way is incomplete.
        fresh.forEach(made::remove);
        fresh.forEach(parts::remove);
      }
    }
  }

  private Slot slot(TypeUse use) {
    return slot(use, of(use.model()), use.nullable());
  }

  private Slot slot(TypeUse use, Decoder decoder, boolean nullable) {
    return Slot.of(use, decoder, nullable, Constraints.shallow(use, settings, problems));
  }

  private Decoder of(TypeModel model) {
    // No pattern switch: its first use takes longer than many decoders, and most starts pass here.
    if (model instanceof SimpleModel simple) {
      return simple(simple);
    }
    if (model instanceof ObjectModel object) {
      return object(object, Role.NONE, object.isPartial());
    }
    if (model instanceof ListModel list) {
      return ListDecoder.of(list, slot(list.element()));
    }
    if (model instanceof EnumModel constants) {
      return SimpleDecoders.constants(constants, options.wholeDecimals);
    }
    if (model instanceof OptionalModel optional) {
      return new OptionalDecoder(optional, slot(optional.value()));
    }
    if (model instanceof MapModel map) {
      return map(map);
    }
    if (model instanceof UnionModel union) {
      return union(union);
    }
    if (model instanceof MappedModel mapped) {
      return mapped(mapped);
    }
    if (model instanceof BinaryModel) {
      return new SimpleDecoders.BinaryDecoder(format.hasNativeForms() ? "bytes" : "a Base64 text");
    }
    return model instanceof RawModel raw ? new RawDecoder(raw) : any;
  }

  /// The place of a value in an object that is read in part.
  ///
  /// @param merge how what is read changes the value that is there
  private Slot partSlot(TypeUse use, Merge merge, boolean partial) {
    return slot(use, partOf(use.model(), merge, partial), use.nullable());
  }

  /// @param partial whether what is read is a change
  private Decoder partOf(TypeModel model, Merge merge, boolean partial) {
    if (merge instanceof Merge.OfOptional inside && model instanceof OptionalModel optional) {
      return new OptionalDecoder(optional, partSlot(optional.value(), inside.content(), partial));
    }
    if (merge instanceof Merge.OfObject && model instanceof ObjectModel object) {
      var part = object(object, Role.NONE, true);
      return partial ? part : new DraftDecoder(part);
    }
    if (merge instanceof Merge.OfMap inside && model instanceof MapModel map) {
      return map(map, partSlot(map.value(), inside.value(), true), true);
    }
    if (merge instanceof Merge.OfMapped inside && model instanceof MappedModel mapped) {
      var slot = partSlot(mapped.target(), inside.target(), true);
      return new MappedDecoder(mapped, slot.decoder(), slot);
    }
    return merge instanceof Merge.OfTree ? anyInPart : of(model);
  }

  /// How values of a type in an object that is read in part change those that are there.
  ///
  /// @param partial whether what is read is a change; otherwise only objects are read in part, so
  ///   that the application can add to them
  private Merge merge(TypeModel model, boolean partial) {
    return switch (model) {
      case ObjectModel object -> new Merge.OfObject(partPlan(object));
      case OptionalModel optional -> {
        var content = merge(optional.value().model(), partial);
        yield content == Merge.REPLACE
            ? content
            : new Merge.OfOptional(optional, content, constraints(optional.value()));
      }
      case MapModel map when partial ->
          new Merge.OfMap(map, merge(map.value().model(), true), constraints(map.value()));
      case MappedModel mapped when partial && mapped.obstacle().isEmpty() -> {
        var target = merge(mapped.target().model(), true);
        yield target == Merge.REPLACE
            ? target
            : new Merge.OfMapped(mapped, target, constraints(mapped.target()));
      }
      case AnyModel anything when partial -> new Merge.OfTree();
      default -> Merge.REPLACE;
    };
  }

  /// Those that hold once a value was merged. What is wrong with them is said by the slot.
  private Constraints constraints(TypeUse use) {
    return Constraints.shallow(use, settings, new ArrayList<>());
  }

  private PartPlan partPlan(ObjectModel model) {
    return parts.computeIfAbsent(
        new Key(model, Role.NONE, true),
        missing -> new PartPlan(model, Constraints.ofType(model, settings, problems)));
  }

  private Decoder simple(SimpleModel model) {
    var decoder = SimpleDecoders.of(model, options.wholeDecimals);
    return format.hasNativeForms() ? NativeDecoders.of(model, decoder) : decoder;
  }

  private Decoder mapped(MappedModel model) {
    model.obstacle().ifPresent(problems::add);
    var slot = slot(model.target());
    return new MappedDecoder(model, slot.decoder(), slot);
  }

  private Decoder map(MapModel model) {
    return map(model, slot(model.value()), false);
  }

  private Decoder map(MapModel model, Slot value, boolean inPart) {
    var stoodFor = new ArrayList<MappedModel>();
    var text = model.key().model();
    while (text instanceof MappedModel mapped) {
      mapped.obstacle().ifPresent(problems::add);
      stoodFor.addFirst(mapped);
      text = mapped.target().model();
    }
    boolean collisionsCost = Collisions.cost(model.key().model().rawClass());
    return new MapDecoder(
        model,
        MapModel.keyConverter(text).orElseThrow(),
        List.copyOf(stoodFor),
        keyChecks(model.key()),
        value,
        options.lastWins,
        inPart,
        collisionsCost);
  }

  /// The constraints of a key, and those of what stands for it.
  private List<MapDecoder.KeyCheck> keyChecks(TypeUse key) {
    var checks = new ArrayList<MapDecoder.KeyCheck>();
    Function<Object, @Nullable Object> content = value -> value;
    var use = key;
    while (true) {
      var constraints = Constraints.shallow(use, settings, problems);
      if (!constraints.isEmpty()) {
        checks.add(new MapDecoder.KeyCheck(content, constraints));
      }
      if (!(use.model() instanceof MappedModel mapped)) {
        return List.copyOf(checks);
      }
      var outer = content;
      content = value -> applied(mapped, outer.apply(value));
      use = mapped.target();
    }
  }

  private static @Nullable Object applied(MappedModel mapped, @Nullable Object value) {
    return value == null ? null : mapped.toTarget().apply(value);
  }

  private Decoder object(ObjectModel model, Role role, boolean inPart) {
    var key = new Key(model, role, inPart);
    var known = made.get(key);
    if (known != null) {
      return known;
    }
    var late = late(key);
    var plan = plan(model, role, inPart);
    var generated = problems.isEmpty() ? objects.of(plan) : null;
    var decoder = generated == null ? new ObjectDecoder(plan) : generated;
    late.complete(decoder);
    made.put(key, decoder);
    return decoder;
  }

  /// Stands for a decoder that is being made.
  private LateDecoder late(Key key) {
    var late = new LateDecoder("an object");
    made.put(key, late);
    fresh.add(key);
    return late;
  }

  private ReadPlan plan(ObjectModel model, Role role, boolean inPart) {
    if (!inPart) {
      model.obstacle().ifPresent(problems::add);
    }
    var names = new ArrayList<String>();
    var aliases = new ArrayList<List<String>>();
    var fields = new ArrayList<ReadPlan.Field>();
    var given = new ArrayList<PartPlan.@Nullable Given>();
    for (var field : model.fields()) {
      names.add(field.name());
      aliases.add(field.aliases());
      Slot slot = null;
      PartPlan.Given known = null;
      if (field.decoded() && inPart) {
        var merge = merge(field.use().model(), model.isPartial());
        slot = fieldSlot(field.use(), merge, model);
        known = new PartPlan.Given(slot.decoder().expected(), slot.constraints(), merge);
      } else if (field.decoded()) {
        slot = slot(field.use());
      }
      fields.add(new ReadPlan.Field(field.name(), slot, field.isHidden()));
      given.add(known);
    }
    names.addAll(role.names);
    var part = inPart ? partPlan(model) : null;
    if (part != null) {
      part.complete(given);
      mustKeepValues(model);
    }
    return new ReadPlan(
        model,
        FieldNames.of(names, aliases, format),
        List.copyOf(fields),
        part == null ? Constraints.ofType(model, settings, problems) : part.constraints(),
        model.refusesUnknown().orElse(options.strict),
        options.lastWins,
        part,
        part == null ? null : ReadPlan.allAbsent(fields.size()),
        !role.tagged);
  }

  /// A change makes a new instance where the constructor takes values: it needs those that stay.
  private void mustKeepValues(ObjectModel model) {
    for (var argument : model.arguments()) {
      if (model.isPartial() && !argument.field().readable()) {
        problems.add(
            new ModelProblem(
                model.typeName() + "." + argument.field().javaName(),
                "The constructor needs the value when other fields are changed, but it has no"
                    + " getter.",
                "Add a getter; mark it with @WriteOnly if nobody shall see the value."));
      }
    }
  }

  private Slot fieldSlot(TypeUse use, Merge merge, ObjectModel owner) {
    return merge == Merge.REPLACE ? slot(use) : partSlot(use, merge, owner.isPartial());
  }

  private Decoder union(UnionModel model) {
    var key = new Key(model, Role.NONE, false);
    var known = made.get(key);
    if (known != null) {
      return known;
    }
    var late = late(key);
    var decoder = model.tag().isPresent() ? tagged(model, model.tag().get()) : untagged(model);
    late.complete(decoder);
    made.put(key, decoder);
    return decoder;
  }

  private Decoder tagged(UnionModel model, String tag) {
    var names = new ArrayList<String>();
    var variants = new ArrayList<Decoder>();
    for (var variant : model.variants()) {
      if (variant.model() instanceof ObjectModel object) {
        names.add(variant.name());
        variants.add(object(object, Role.tagged(tag), false));
      }
    }
    return UnionDecoder.of(tag, names, variants, options.lastWins, format);
  }

  private Decoder untagged(UnionModel model) {
    model.obstacle().ifPresent(problems::add);
    var objects = new ArrayList<UnionModel.Variant>();
    var byKind = new ShapeDecoder.Builder(format.hasNativeForms());
    for (var variant : model.variants()) {
      if (variant.model() instanceof ObjectModel) {
        objects.add(variant);
      } else {
        byKind.add(variant, of(variant.model()), model, problems);
      }
    }
    if (!objects.isEmpty()) {
      byKind.objects(objects(model, objects));
    }
    return byKind.build();
  }

  private Decoder objects(UnionModel model, List<UnionModel.Variant> variants) {
    if (model.constantField().isPresent()) {
      return byConstant(model.constantField().get(), variants);
    }
    var all = new ArrayList<String>();
    for (var variant : variants) {
      all.addAll(variant.keys());
    }
    var decoders = new ArrayList<Decoder>();
    for (var variant : variants) {
      var foreign = new ArrayList<>(all);
      foreign.removeAll(variant.keys());
      decoders.add(object((ObjectModel) variant.model(), new Role(false, foreign), false));
    }
    return decoders.size() == 1 ? decoders.getFirst() : KeyedDecoder.of(variants, decoders, format);
  }

  private Decoder byConstant(String field, List<UnionModel.Variant> variants) {
    var words = new ArrayList<String>();
    var decoders = new ArrayList<Decoder>();
    for (var variant : variants) {
      var object = (ObjectModel) variant.model();
      var decoder = object(object, Role.NONE, false);
      for (var each : object.fields()) {
        if (each.name().equals(field) && each.use().model() instanceof EnumModel constants) {
          words.addAll(constants.words());
          decoders.addAll(Collections.nCopies(constants.words().size(), decoder));
        }
      }
    }
    return UnionDecoder.of(field, words, decoders, options.lastWins, format);
  }
}
