package dev.lodestar.model;

import dev.lodestar.convert.Converter;
import dev.lodestar.convert.Converters;
import dev.lodestar.model.TypeModel.AnyModel;
import dev.lodestar.model.TypeModel.BinaryModel;
import dev.lodestar.model.TypeModel.EnumModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.MappedModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.TypeModel.RawModel;
import dev.lodestar.model.TypeModel.SimpleKind;
import dev.lodestar.model.TypeModel.SimpleModel;
import java.lang.annotation.Annotation;
import java.lang.reflect.Member;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Describes one type and everything it contains, and collects all problems on the way. Serves one
/// call and is thrown away.
final class Modeler {
  /// More than anybody writes; only a type that contains itself with ever new generics gets here.
  private static final int MAX_NESTING = 20;

  /// Steps of a path, two for each field, so that the search for problems never runs out of stack.
  private static final int MAX_DEPTH = 300;

  private final Models models;
  private final Map<ResolvedType, TypeModel> known = new HashMap<>();
  private final List<ModelProblem> problems = new ArrayList<>();
  private boolean tooDeep;
  private final List<Runnable> afterwards = new ArrayList<>();
  private final Unions unions = new Unions(this);
  private final Declared declared = new Declared();

  Modeler(Models models) {
    this.models = models;
  }

  List<ModelProblem> problems() {
    return problems;
  }

  /// The models made by this modeler.
  Map<ResolvedType, TypeModel> made() {
    return known;
  }

  void problem(Place place, String message, String fix) {
    problem(new ModelProblem(place.toString(), message, fix));
  }

  void problem(ModelProblem problem) {
    problems.add(problem);
  }

  /// Lets something be done when every model is complete.
  void afterwards(Runnable check) {
    afterwards.add(check);
  }

  void finish() {
    afterwards.forEach(Runnable::run);
  }

  TypeUse use(ResolvedType type, List<Annotation> declared, Place place) {
    var effective = type.withComponentWithout(declared).with(declared);
    var annotations = effective.annotations();
    boolean nullable = false;
    for (var annotation : annotations) {
      nullable |= isNullable(annotation);
    }
    if (nullable && type.raw().isPrimitive()) {
      problem(
          place,
          "A value of the primitive type " + type.displayName() + " cannot be null.",
          "Use the wrapper class, or remove @Nullable.");
    }
    var model = model(effective.bare(), place);
    var given = FieldMember.find(annotations, Default.class);
    var defaultValue =
        given == null ? null : new Defaults(this, place).supplier(model, given.value());
    return new TypeUse(model, effective, nullable, defaultValue, annotations, place);
  }

  private static boolean isNullable(Annotation annotation) {
    return annotation.annotationType() == Nullable.class;
  }

  TypeModel model(ResolvedType type, Place place) {
    var existing = known.get(type);
    if (existing == null) {
      existing = models.existing(type);
    }
    if (existing != null) {
      return existing;
    }
    if (tooDeep || isTooDeep(type, place)) {
      return unknown();
    }
    var raw = type.raw();
    var mapping = models.mapping(raw);
    if (mapping != null) {
      var target = use(ResolvedType.of(mapping.target()), List.of(), place);
      return keep(type, mapped(raw, target, mapping, place));
    }
    try {
      var converter = models.converters().find(raw);
      if (converter.isPresent()) {
        return keep(type, simple(raw, converter.get(), place));
      }
    } catch (LinkageError failed) {
      problem(
          place,
          "The constants of " + raw.getName() + " cannot be made: " + cause(failed) + ".",
          "Correct the static initializer of the enum.");
      return keep(type, unknown());
    }
    return composite(type, place);
  }

  /// Once this is so, no type is looked at any more: with two such fields in each type there would
  /// be no end.
  private boolean isTooDeep(ResolvedType type, Place place) {
    if (type.nesting() > MAX_NESTING) {
      tooDeep = true;
      problem(
          place,
          "The type " + type.raw().getSimpleName() + " contains itself with ever new generics.",
          "Break the recursion: refer to the type with the generics that it has.");
    } else if (place.depth() > MAX_DEPTH) {
      tooDeep = true;
      problem(
          place,
          "The types are nested more than " + MAX_DEPTH / 2 + " levels deep.",
          "Make the types flatter, or register a mapping for one of them.");
    }
    return tooDeep;
  }

  private static TypeModel mapped(
      Class<?> raw, TypeUse target, Models.Mapping mapping, Place place) {
    var from = mapping.fromTarget();
    if (from != null) {
      return new MappedModel(raw, target, mapping.toTarget(), from, Optional.empty());
    }
    var obstacle =
        new ModelProblem(
            place.toString(),
            "Values of " + raw.getName() + " are only written: its mapping cannot make them.",
            "Give the mapping a function for the other direction.");
    return MappedModel.onlyWritten(raw, target, mapping.toTarget(), obstacle);
  }

  private static Throwable cause(LinkageError failed) {
    var cause = failed.getCause();
    return cause == null ? failed : cause;
  }

  private TypeModel composite(ResolvedType type, Place place) {
    var raw = type.raw();
    if (raw == Object.class) {
      return keep(type, new AnyModel(raw));
    }
    if (raw == byte[].class) {
      return keep(type, new BinaryModel(raw));
    }
    if (raw == RawJson.class) {
      return keep(type, new RawModel(raw));
    }
    var standIn = StandardMappings.of(raw);
    if (standIn != null) {
      var target = use(ResolvedType.of(standIn.target()), List.of(), place);
      return keep(type, mapped(raw, target, standIn, place));
    }
    if (raw == Optional.class) {
      return keep(type, optional(type, place));
    }
    var primitive = primitiveOf(raw);
    if (primitive != null) {
      var value = use(ResolvedType.of(primitive), List.of(), place);
      return keep(type, new OptionalModel(raw, value));
    }
    if (raw.isArray() || Containers.isList(raw)) {
      return keep(type, list(type, place));
    }
    if (Containers.isMap(raw)) {
      return keep(type, map(type, place));
    }
    var foreign = models.foreign(raw);
    if (foreign != null) {
      return keep(type, foreign(type, foreign, place));
    }
    boolean union = unions.isUnion(raw);
    var obstacle = union ? null : Obstacle.of(raw);
    if (obstacle != null) {
      problem(place, obstacle.message(), obstacle.fix());
      return keep(type, unknown());
    }
    if (union) {
      return unions.union(type, place);
    }
    var value = new ValueTypes(this).member(raw);
    return value == null ? new ObjectModeler(this, type, place).model() : value(type, value, place);
  }

  private TypeModel value(ResolvedType type, Member member, Place place) {
    try {
      return keep(type, new ValueTypes(this).model(type, member, place));
    } catch (IllegalAccessException closed) {
      problem(
          place,
          "The class " + type.raw().getName() + " is not accessible.",
          Access.howToOpen(type.raw()));
      return keep(type, unknown());
    }
  }

  private TypeModel foreign(ResolvedType type, ForeignTypes foreign, Place place) {
    var tree = use(ResolvedType.of(Object.class), List.of(), place);
    var whole = type.toType();
    return new MappedModel(
        type.raw(),
        tree,
        foreign::toTree,
        value -> foreign.fromTree(value, whole),
        Optional.empty());
  }

  private TypeModel optional(ResolvedType type, Place place) {
    var value = use(type.argument(0), List.of(), place);
    if (value.model() instanceof OptionalModel) {
      problem(
          place,
          "An Optional inside of an Optional cannot be told from an empty one.",
          "Use one Optional. To tell fields that are absent from those that are null, decode in"
              + " part.");
    }
    return new OptionalModel(type.raw(), value);
  }

  private static @Nullable Class<?> primitiveOf(Class<?> raw) {
    return switch (raw.getName()) {
      case "java.util.OptionalInt" -> int.class;
      case "java.util.OptionalLong" -> long.class;
      case "java.util.OptionalDouble" -> double.class;
      default -> null;
    };
  }

  private TypeModel list(ResolvedType type, Place place) {
    var element = use(type.argument(0), List.of(), place.inside("[]"));
    if (Containers.isSortedSet(type.raw())) {
      mustBeSortable(element, place);
    }
    mustFit(type.raw(), element, element, place);
    return new ListModel(type.raw(), element);
  }

  private TypeModel map(ResolvedType type, Place place) {
    var keyType = type.arguments().isEmpty() ? ResolvedType.of(String.class) : type.argument(0);
    var key = use(keyType, List.of(), place.inside("{key}"));
    if (MapModel.keyConverter(key.model()).isEmpty()) {
      problem(
          place,
          "The keys of a map must have a text form, but " + keyType.displayName() + " has none.",
          "Use String, a number, an enum, a UUID or another simple type as key.");
    } else if (Containers.isSortedMap(type.raw())) {
      mustBeSortable(key, place);
    }
    var value = use(type.argument(1), List.of(), place.inside("{}"));
    mustFit(type.raw(), key, value, place);
    return new MapModel(type.raw(), key, value);
  }

  private void mustFit(Class<?> container, TypeUse constant, TypeUse content, Place place) {
    var name = container.getSimpleName();
    if (Containers.isOfEnum(container) && !(constant.model() instanceof EnumModel)) {
      problem(
          place,
          "The type " + name + " needs an enum, and there is none.",
          "Name the enum: " + name + "<Weekday" + (content == constant ? ">." : ", String>."));
    }
    if (content.nullable() && Containers.refusesNull(container)) {
      problem(
          place,
          "The type " + name + " cannot hold null.",
          "Remove @Nullable, or use another type such as List or Map.");
    }
  }

  private void mustBeSortable(TypeUse use, Place place) {
    var raw = use.model().rawClass();
    if (use.nullable() || !(raw.isPrimitive() || Comparable.class.isAssignableFrom(raw))) {
      problem(
          place,
          "A sorted collection needs values that are never null and that implement Comparable.",
          "Use an unsorted collection.");
    }
  }

  private TypeModel simple(Class<?> raw, Converter<?> converter, Place place) {
    boolean standard = Converters.standard().uses(raw, converter);
    if (raw.isEnum()) {
      var names = standard ? new EnumNames(this, place).of(raw) : null;
      var constants = constants(raw, converter, standard);
      return names == null
          ? new EnumModel(raw, constants, SimpleKind.TEXT, converter)
          : new EnumModel(raw, constants, names.kind(), names.converter());
    }
    return new SimpleModel(raw, standard ? kind(raw) : SimpleKind.TEXT, converter);
  }

  /// The standard converter has them: one word for each.
  private static List<Enum<?>> constants(Class<?> raw, Converter<?> converter, boolean standard) {
    var constants = new ArrayList<Enum<?>>();
    if (standard) {
      for (var word : Converters.words(converter).orElseThrow()) {
        constants.add((Enum<?>) converter.parse(word));
      }
    } else {
      for (var constant : raw.getEnumConstants()) {
        constants.add((Enum<?>) constant);
      }
    }
    return List.copyOf(constants);
  }

  private static SimpleKind kind(Class<?> raw) {
    if (raw == boolean.class || raw == Boolean.class) {
      return SimpleKind.BOOLEAN;
    }
    if (raw == float.class || raw == Float.class || raw == double.class || raw == Double.class) {
      return SimpleKind.DECIMAL;
    }
    if (raw == BigDecimal.class) {
      return SimpleKind.DECIMAL;
    }
    boolean integer =
        raw == BigInteger.class
            || (raw.isPrimitive() && raw != char.class)
            || (raw != Character.class && Number.class.isAssignableFrom(raw));
    return integer ? SimpleKind.INTEGER : SimpleKind.TEXT;
  }

  /// Whether an annotation is one of Jackson, and to be looked at.
  boolean isJackson(Annotation annotation) {
    return models.readsJacksonAnnotations() && JacksonAnnotations.isOne(annotation);
  }

  Models models() {
    return models;
  }

  /// What the classes declare that are described.
  Declared declared() {
    return declared;
  }

  TypeModel keep(ResolvedType type, TypeModel model) {
    known.put(type, model);
    return model;
  }

  /// Stands for a type that has a problem, so that the search for further problems goes on.
  static TypeModel unknown() {
    return new AnyModel(Object.class);
  }
}
