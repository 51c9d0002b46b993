package dev.lodestar.model;

import dev.lodestar.convert.Converter;
import dev.lodestar.convert.Converters;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Describes Java types. Each type is described once and remembered.
///
/// Supported are
///
/// - simple types: everything that the [#converters()] know, and enums;
/// - records; classes with getters, setters or public fields and a constructor without parameters;
/// - sealed interfaces and sealed abstract classes of these, told apart by a tag (see [Tagged]) or
///   by their shape (see [Untagged]);
/// - `List`, `Set`, `Collection`, `Iterable`, their sequenced and sorted interfaces, `ArrayList`,
///   `HashSet`, `LinkedHashSet`, `TreeSet`, and arrays;
/// - `Map`, its sequenced and sorted interfaces, `HashMap`, `LinkedHashMap` and `TreeMap`, with
///   keys of a simple type;
/// - `Optional`, `OptionalInt`, `OptionalLong`, `OptionalDouble`;
/// - `byte[]`, and `Object` for any value;
/// - every type with a mapping to one of these ([#withMapping]).
///
/// A field or parameter is required and never null unless it is an `Optional`, is marked with
/// JSpecify's `@Nullable`, or has a [Default].
///
/// A class or member that is not public is used where its package is open to this module, as
/// packages on the class path always are.
///
/// Instances are immutable, apart from what they remember, and safe for use by many threads.
public final class Models {
  private final Converters converters;
  private final NamingStrategy naming;
  private final Map<Class<?>, Mapping> mappings;
  private final @Nullable ForeignTypes foreign;
  private final boolean jackson;
  private final boolean persistence;
  private final Map<Class<?>, Projection> projected;
  private final @Nullable Projections projections;
  private final Map<ResolvedType, TypeModel> known = new ConcurrentHashMap<>();
  private final Map<ClassLoader, Boolean> findJackson = new ConcurrentHashMap<>();

  /// @param fromTarget null if values are only written
  record Mapping(
      Type target,
      Function<Object, @Nullable Object> toTarget,
      @Nullable Function<Object, Object> fromTarget) {}

  private Models(
      Converters converters,
      NamingStrategy naming,
      Map<Class<?>, Mapping> mappings,
      @Nullable ForeignTypes foreign,
      boolean jackson,
      boolean persistence,
      Map<Class<?>, Projection> projected) {
    this.converters = converters;
    this.naming = naming;
    this.mappings = mappings;
    this.foreign = foreign;
    this.jackson = jackson;
    this.persistence = persistence;
    this.projected = projected;
    this.projections = projected.isEmpty() ? null : Projections.of(this, projected);
  }

  /// Returns models with the standard converters, names as declared and no mappings.
  ///
  /// @return a new instance with nothing remembered
  public static Models standard() {
    return new Models(
        Converters.standard(), NamingStrategy.AS_DECLARED, Map.of(), null, true, true, Map.of());
  }

  /// The converters that decide which types are simple.
  ///
  /// @return the converters
  public Converters converters() {
    return converters;
  }

  /// How Java names become names outside of Java.
  ///
  /// @return the naming strategy
  public NamingStrategy naming() {
    return naming;
  }

  /// Returns models with other converters.
  ///
  /// @param converters decide which types are simple
  /// @return a new instance with nothing remembered
  public Models withConverters(Converters converters) {
    return new Models(converters, naming, mappings, foreign, jackson, persistence, projected);
  }

  /// Returns models with one more converter, see [Converters#with(Class, Converter)].
  ///
  /// @param type the exact class of the values
  /// @param converter reads and writes the values as text
  /// @param <T> the type of the values
  /// @return a new instance with nothing remembered
  public <T> Models withConverter(Class<T> type, Converter<T> converter) {
    return withConverters(converters.with(type, converter));
  }

  /// Returns models with another naming strategy.
  ///
  /// @param naming how Java names become names outside of Java
  /// @return a new instance with nothing remembered
  public Models withNaming(NamingStrategy naming) {
    return new Models(converters, naming, mappings, foreign, jackson, persistence, projected);
  }

  /// Returns models in which a type is read and written as a value of another type. A mapping takes
  /// precedence over everything else; for one type the last mapping wins.
  ///
  /// @param type the exact class of the values
  /// @param target the class that stands for it; any supported type but the type itself
  /// @param toTarget turns a value into its stand-in; must be thread-safe
  /// @param fromTarget turns a stand-in into the value; must be thread-safe; may throw
  ///   `IllegalArgumentException`, whose message is told to the client unless the platform made it
  /// @param <T> the type of the values
  /// @param <S> the type of the stand-ins
  /// @return a new instance with nothing remembered
  public <T, S> Models withMapping(
      Class<T> type, Class<S> target, Function<T, S> toTarget, Function<S, T> fromTarget) {
    @SuppressWarnings("unchecked") // only stand-ins are passed in
    var from = (Function<Object, T>) (Function<?, ?>) fromTarget;
    return withGenericMapping(type, target, toTarget, from);
  }

  /// As [#withMapping(Class, Class, Function, Function)], for a target with generics.
  ///
  /// @param type the exact class of the values
  /// @param target the type that stands for it, such as `List<String>`; any supported type but the
  ///   type itself
  /// @param toTarget turns a value into its stand-in, an instance of the target; must be
  ///   thread-safe
  /// @param fromTarget turns a stand-in into the value; must be thread-safe; may throw
  ///   `IllegalArgumentException`, whose message is told to the client unless the platform made it
  /// @param <T> the type of the values
  /// @return a new instance with nothing remembered
  public <T> Models withGenericMapping(
      Class<T> type, Type target, Function<T, ?> toTarget, Function<Object, T> fromTarget) {
    @SuppressWarnings("unchecked") // a value is an object
    var from = (Function<Object, Object>) (Function<?, ?>) fromTarget;
    return mapped(type, target, toTarget, from);
  }

  /// Returns models in which a type is written as a value of another type, and cannot be read.
  ///
  /// @param type the exact class of the values
  /// @param target the type that stands for it, such as `List<String>`; any supported type but the
  ///   type itself
  /// @param toTarget turns a value into its stand-in, an instance of the target; must be
  ///   thread-safe
  /// @param <T> the type of the values
  /// @return a new instance with nothing remembered
  public <T> Models withWrittenMapping(Class<T> type, Type target, Function<T, ?> toTarget) {
    return mapped(type, target, toTarget, null);
  }

  private <T> Models mapped(
      Class<T> type,
      Type target,
      Function<T, ?> toTarget,
      @Nullable Function<Object, Object> fromTarget) {
    if (type == target) {
      throw new IllegalArgumentException(type.getName() + " cannot be mapped to itself.");
    }
    var more = new HashMap<>(mappings);
    @SuppressWarnings("unchecked") // only values of the type are passed in
    var to = (Function<Object, @Nullable Object>) (Function<?, ?>) toTarget;
    more.put(type, new Mapping(target, to, fromTarget));
    return new Models(
        converters, naming, Map.copyOf(more), foreign, jackson, persistence, projected);
  }

  /// Returns models that leave some types to another library. Replaces what was set before.
  ///
  /// @param foreign the types, and how their values become trees
  /// @return a new instance with nothing remembered
  public Models withForeign(ForeignTypes foreign) {
    return new Models(converters, naming, mappings, foreign, jackson, persistence, projected);
  }

  Models withoutForeign() {
    return new Models(converters, naming, mappings, null, jackson, persistence, projected);
  }

  /// Whether a type that was described as it is contains objects that have projections.
  boolean projects(TypeUse use) {
    return projections != null && projections.concern(use);
  }

  /// Returns models that do not look at annotations of Jackson. By default, types with such
  /// annotations are described as Jackson would write and read them, where they are understood.
  ///
  /// @return a new instance with nothing remembered
  public Models withoutJacksonAnnotations() {
    return new Models(converters, naming, mappings, foreign, false, persistence, projected);
  }

  /// Returns models in which some classes are read and written as projections say, wherever a value
  /// of such a class occurs: as the whole value, in lists, maps, arrays and optional values, in
  /// generic types, as a field of other objects, as a variant of a sealed type, and by the class
  /// that it has where none is declared. Replaces what was set before.
  ///
  /// A projection counts for the subclasses of its class too, for the classes that implement its
  /// interface, and for the variants of its sealed type. Several of them narrow together, so that a
  /// subclass never shows what the projection of a superclass hides; for names and marks, the one
  /// of the nearest class counts. The same goes for a path that leads into an object whose class
  /// has a projection: a field is kept only if both keep it. For names and marks, the path counts.
  ///
  /// Each type is described once, so that one model of a class serves all places where nothing else
  /// is said about it. Whether the projections fit is examined where a class occurs, and for all of
  /// them by [#projectionProblems].
  ///
  /// @param projections for each class what of it is read and written
  /// @return a new instance with nothing remembered
  public Models withProjections(Map<Class<?>, Projection> projections) {
    return new Models(
        converters,
        naming,
        mappings,
        foreign,
        jackson,
        persistence,
        Collections.unmodifiableMap(new LinkedHashMap<>(projections)));
  }

  /// The projections of classes, see [#withProjections].
  ///
  /// @return an immutable map, empty by default
  public Map<Class<?>, Projection> projections() {
    return projected;
  }

  /// Examines each projection of a class with that class: paths that lead nowhere, names that
  /// clash, what can have no effect, classes that have no fields. A projection of a type that
  /// cannot be described alone, such as an interface that is not sealed, is examined where the
  /// classes that implement it occur.
  ///
  /// @return every problem; empty if the projections fit
  public List<ModelProblem> projectionProblems() {
    return projections == null ? List.of() : projections.problems();
  }

  /// Whether a class may have annotations of Jackson that are to be looked at.
  boolean findsJacksonBeside(Class<?> type) {
    var loader = type.getClassLoader();
    return jackson
        && loader != null
        && findJackson.computeIfAbsent(loader, JacksonAnnotations::areFoundBy);
  }

  boolean readsJacksonAnnotations() {
    return jackson;
  }

  /// Returns models that do not look at annotations of Jakarta Persistence and Hibernate. By
  /// default, in classes with `@Entity`, `@MappedSuperclass` or `@Embeddable`,
  ///
  /// - what the database or Hibernate decides is [Mark#READ_ONLY]: `@GeneratedValue`, `@Version`,
  ///   `@Formula`, columns that are neither insertable nor updatable, and annotations that carry
  ///   Hibernate's `@ValueGenerationType` or `@IdGeneratorType`, such as `@CreationTimestamp`;
  /// - an `@Id` or `@EmbeddedId` that the application assigns is given on creation, as natural keys
  ///   are, and is [Mark#READ_ONLY] in documents of a [Projection#partial()]: a change of an entity
  ///   does not make it another one;
  /// - what is loaded lazily is left out in both directions, and its getter never called, unless a
  ///   [Projection] asks for it by `include`, `nest` or `mark`, or for something inside of it by
  ///   `include` or `nest`: `@OneToMany`, `@ManyToMany` and `@ElementCollection` that are not
  ///   `EAGER`, `@ManyToOne`, `@OneToOne` and `@Basic` that are `LAZY`. So is the `mappedBy` side
  ///   of an association whose sides are both eager: they would contain each other without end.
  ///
  /// Annotations count on the field and on the getter. Marks of this module and of Jackson take
  /// precedence over the first two rules.
  ///
  /// @return a new instance with nothing remembered
  public Models withoutPersistenceAnnotations() {
    return new Models(converters, naming, mappings, foreign, jackson, false, projected);
  }

  boolean readsPersistenceAnnotations() {
    return persistence;
  }

  /// Describes a type.
  ///
  /// @param type a class or a type with generics
  /// @return its description
  /// @throws ModelException if the type, or one that it contains, is not supported; it lists every
  ///   problem
  public TypeModel model(Type type) {
    return use(type).model();
  }

  /// Describes a type as a value that is required and never null.
  ///
  /// @param type a class or a type with generics
  /// @return its description
  /// @throws ModelException if the type, or one that it contains, is not supported; it lists every
  ///   problem
  public TypeUse use(Type type) {
    var resolved = ResolvedType.of(type);
    return use(resolved, List.of(), Place.root(resolved));
  }

  /// Describes the type of a method's parameter with its annotations, inner ones included.
  ///
  /// @param parameter the parameter
  /// @param path what start-up messages call it
  /// @return its description
  /// @throws ModelException if the type, or one that it contains, is not supported; it lists every
  ///   problem
  public TypeUse use(Parameter parameter, String path) {
    return use(parameter.getAnnotatedType(), List.of(parameter.getAnnotations()), path);
  }

  /// Describes a type at the place where it is used.
  ///
  /// @param type the type with the annotations inside of it
  /// @param annotations the annotations of the declaration
  /// @param path what start-up messages call the place
  /// @return its description
  /// @throws ModelException if the type, or one that it contains, is not supported; it lists every
  ///   problem
  public TypeUse use(AnnotatedType type, List<Annotation> annotations, String path) {
    return use(ResolvedType.of(type, Map.of()), annotations, Place.root(path));
  }

  /// Describes what a projection leaves of a type. The class of the values stays the same.
  ///
  /// The type may be one that projections were applied to before, those of [#withProjections] for
  /// instance: both count. A field that was left out before can be excluded once more, and nothing
  /// else.
  ///
  /// @param use the type where it is used
  /// @param projection what of its objects is read and written
  /// @return the description; the same one if the projection changes nothing
  /// @throws ModelException if the projection does not fit the type; it lists every problem
  public static TypeUse project(TypeUse use, Projection projection) {
    var problems = new ModelProblems();
    var around = Surroundings.of(projection);
    for (var view : around.placed()) {
      new PathCheck(Projections.none(), problems, false).check(view, use, projection.isPartial());
    }
    var projector = new Projector(Projections.none(), problems);
    var result = projector.project(use, around);
    projector.finish();
    problems.mustBeNone();
    return result;
  }

  /// The fields that a path of a [Projection] leads to, for code that looks at what a projection
  /// does: through lists, maps and optional values, and into each variant of a sealed type that has
  /// the field.
  ///
  /// @param use the type that the path begins at
  /// @param path a path of Java names such as `owner.name`
  /// @return an immutable list; empty if the path leads nowhere
  public static List<FieldModel> fields(TypeUse use, String path) {
    return List.copyOf(Paths.fields(use.model(), path));
  }

  /// Tells as which class a value is written where no type was declared. A class with a converter
  /// or mapping is written as itself. For another one, the nearest superclass or interface with a
  /// converter or mapping of the application is taken, then the class itself if it can be
  /// described, and then the nearest one with a converter or mapping of this module: `ZoneId` for
  /// the classes of the platform that extend it. A proxy of Hibernate is written as its entity.
  ///
  /// @param type the class of a value
  /// @return the class to describe; the class itself if there is no better one
  public Class<?> writtenAs(Class<?> type) {
    if (isRegistered(type) || isKnown(type)) {
      return type;
    }
    if (persistence && PersistenceAnnotations.isProxy(type)) {
      return writtenAs(type.getSuperclass());
    }
    var registered = supertype(type, this::isRegistered);
    if (registered != null) {
      return registered;
    }
    var known = Obstacle.of(type) == null ? null : supertype(type, this::isKnown);
    return known == null ? type : known;
  }

  private boolean isRegistered(Class<?> type) {
    return mappings.containsKey(type) || converters.adds(type);
  }

  private boolean isKnown(Class<?> type) {
    return converters.find(type).isPresent() || StandardMappings.of(type) != null;
  }

  /// The nearest superclass that passes a test, or else the first interface; null if there is none.
  private static @Nullable Class<?> supertype(Class<?> type, Predicate<Class<?>> test) {
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      if (test.test(c)) {
        return c;
      }
    }
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (var contract : c.getInterfaces()) {
        var found = test.test(contract) ? contract : supertype(contract, test);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  TypeUse use(ResolvedType type, List<Annotation> annotations, Place place) {
    var whole = describe(type, annotations, place);
    return projections == null ? whole : projections.use(whole);
  }

  /// Describes a type as it is, without projections.
  TypeUse describe(ResolvedType type, List<Annotation> annotations, Place place) {
    var modeler = new Modeler(this);
    var use = modeler.use(type, annotations, place);
    modeler.finish();
    if (!modeler.problems().isEmpty()) {
      throw new ModelException(modeler.problems());
    }
    // Two threads may describe a type at the same time: both descriptions are right, one stays.
    known.putAll(modeler.made());
    return use;
  }

  @Nullable TypeModel existing(ResolvedType type) {
    return known.get(type);
  }

  @Nullable Mapping mapping(Class<?> type) {
    return mappings.get(type);
  }

  /// The types of another library that the class is one of.
  @Nullable ForeignTypes foreign(Class<?> type) {
    return foreign != null && foreign.contains(type) ? foreign : null;
  }
}
