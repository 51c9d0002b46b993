package dev.lodestar.model;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Executable;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A record, a bean or a class with public fields.
///
/// Instances are immutable once [Models] returns them, and safe for use by many threads.
public final class ObjectModel implements TypeModel {
  /// Stands for the value of a field that was not given, see [#create(Object[])].
  public static final Object ABSENT = new Absent();

  private static final int NO_FIELD = -1;

  private final Class<?> rawClass;
  private final ResolvedType type;

  // Set once by the modeler before anybody else sees the model: a type may contain itself.
  private List<FieldModel> fields = List.of();
  private List<FieldModel> rules = List.of();
  private @Nullable Creation creation;
  private List<Argument> arguments = List.of();
  private boolean fieldsAreArguments;
  private @Nullable ModelProblem obstacle;
  private @Nullable Boolean refusesUnknown;
  private @Nullable ObjectModel origin;
  private boolean partial;
  private @Nullable String view;
  private Added.@Nullable Defaults defaults;

  // Made at the first use: types that are only written need none, and it is expensive.
  private volatile @Nullable MethodHandle maker;

  private static final class Absent {
    @Override
    public String toString() {
      return "absent";
    }
  }

  /// What a parameter of the constructor or factory takes.
  ///
  /// @param field the field whose value it takes
  /// @param index the place of the field in [ObjectModel#fields()]; -1 if the model does not show
  ///   the field, and the parameter takes [TypeUse#absentValue()]
  public record Argument(FieldModel field, int index) {}

  ObjectModel(ResolvedType type) {
    this.rawClass = type.raw();
    this.type = type;
  }

  /// Completes the model.
  ///
  /// @param visible the fields that the model shows
  /// @param all these and the ones that only the constructor knows
  void complete(List<FieldModel> visible, List<FieldModel> all, @Nullable Creation creation) {
    this.fields = List.copyOf(visible);
    this.creation = creation;
    var arguments = new ArrayList<Argument>();
    boolean same = creation != null && creation.parameters().size() == fields.size();
    for (var parameter : creation == null ? List.<String>of() : creation.parameters()) {
      int next = arguments.size();
      // Those of a record mostly have the order of its fields.
      boolean inOrder = next < fields.size() && fields.get(next).javaName().equals(parameter);
      var field = inOrder ? fields.get(next) : named(parameter, all);
      int index = inOrder ? next : fields.indexOf(field);
      same &= index == arguments.size();
      arguments.add(new Argument(field, index));
    }
    this.arguments = List.copyOf(arguments);
    this.fieldsAreArguments = same;
  }

  private static FieldModel named(String javaName, List<FieldModel> fields) {
    for (var field : fields) {
      if (field.javaName().equals(javaName)) {
        return field;
      }
    }
    throw new IllegalStateException("There is no field " + javaName + ".");
  }

  /// Completes a model that shows a part of another one.
  ///
  /// @param visible the fields that are left, and what was added to them
  /// @param refuses whether unknown fields are refused; null for the rule of the other model
  /// @param view the name of the projection; null for that of the other model
  /// @param defaults what further fields would take over
  void derivedFrom(
      ObjectModel other,
      List<FieldModel> visible,
      boolean partial,
      @Nullable Boolean refuses,
      @Nullable String view,
      Added.Defaults defaults) {
    var all = new ArrayList<FieldModel>();
    for (var field : visible) {
      if (field.computation().isEmpty()) {
        all.add(field);
      }
    }
    all.addAll(other.fields);
    for (var argument : other.arguments) {
      all.add(argument.field);
    }
    this.origin = other.origin();
    this.partial = partial;
    this.rules = other.rules;
    this.obstacle = other.obstacle;
    this.refusesUnknown = refuses == null ? other.refusesUnknown : refuses;
    this.view = view == null ? other.view : view;
    this.defaults = defaults;
    complete(visible, all, other.creation);
    findObstacle();
  }

  /// A constructor needs values for the fields that documents do not give.
  void findObstacle() {
    for (var argument : arguments) {
      var field = argument.field;
      if ((argument.index == NO_FIELD || !field.decoded()) && field.use().required()) {
        obstacle =
            new ModelProblem(
                typeName() + "." + field.javaName(),
                "The field is not read, but the constructor needs its value.",
                "Give it a @Default, or make it an Optional or @Nullable.");
        return;
      }
    }
  }

  /// Whether a field has this name or alias.
  boolean knows(String name) {
    for (var field : fields) {
      if (field.name().equals(name) || field.aliases().contains(name)) {
        return true;
      }
    }
    return false;
  }

  void rules(List<FieldModel> rules) {
    this.rules = List.copyOf(rules);
  }

  void refusesUnknown(@Nullable Boolean refuses) {
    this.refusesUnknown = refuses;
  }

  void defaults(Added.Defaults defaults) {
    this.defaults = defaults;
  }

  Added.Defaults defaults() {
    return requireNonNull(defaults);
  }

  void cannotBeCreated(ModelProblem obstacle) {
    this.obstacle = obstacle;
  }

  @Override
  public Class<?> rawClass() {
    return rawClass;
  }

  /// Another model of the same type, whose fields are still missing.
  ObjectModel derive() {
    return new ObjectModel(type);
  }

  /// The Java type, with type variables and wildcards replaced by what they stand for.
  ///
  /// @return a class, or a type with generics
  public Type type() {
    return type.toType();
  }

  /// The type with its generics, without packages: `Page<Order>`.
  ///
  /// @return the name for people
  public String typeName() {
    return type.displayName();
  }

  /// The fields in the order of their declaration, those of superclasses first.
  ///
  /// @return an immutable list
  public List<FieldModel> fields() {
    return fields;
  }

  /// The methods without parameters that carry a Jakarta Validation constraint and are no field to
  /// write: conditions on several fields at once, such as `@AssertTrue boolean isInOrder() { return
  /// from < to; }`.
  ///
  /// @return an immutable list, usually empty
  public List<FieldModel> rules() {
    return rules;
  }

  /// Whether a field that the type does not have is a problem of the document, by [Strict].
  ///
  /// @return true if it is, false if it is ignored, or empty if the codec decides
  public Optional<Boolean> refusesUnknown() {
    return Optional.ofNullable(refusesUnknown);
  }

  /// What [Doc] says about the type.
  ///
  /// @return the text, or empty if there is none
  public Optional<String> doc() {
    return Docs.of(rawClass);
  }

  /// The model with all fields of the class, which this one was derived from by a [Projection].
  ///
  /// @return this model itself if it was not derived
  public ObjectModel origin() {
    return origin == null ? this : origin;
  }

  /// The name of the projection that the fields of this model are chosen by, see
  /// [Projection#named]: the one that was put into the place of the object, or else the one of its
  /// class.
  ///
  /// @return the name, or empty if the model is no projection or that has no name
  public Optional<String> view() {
    return Optional.ofNullable(view);
  }

  /// Whether every field may be missing, by [Projection#partial()]: values of the model are changes
  /// of an instance.
  ///
  /// @return true if no field is required
  public boolean isPartial() {
    return partial;
  }

  /// Why no instance can be made of the values of a document: the class has no constructor without
  /// parameters, for instance, or its constructor takes a field that is not [FieldModel#decoded()]
  /// and has no value of its own.
  ///
  /// @return the reason, or empty if there is none
  public Optional<ModelProblem> obstacle() {
    return Optional.ofNullable(obstacle);
  }

  /// The constructor or static factory that makes instances, for code that is generated. Such code
  /// does what [#create(Object[])] does: it calls the creator with the [#arguments()], and then the
  /// [FieldModel#setter()] of each field whose value is not among them.
  ///
  /// @return a `Constructor` or a static `Method`, not necessarily public; empty if there is none
  public Optional<Executable> executable() {
    return creation == null ? Optional.empty() : Optional.of(creation.executable());
  }

  /// What each parameter of the [#executable()] takes, in the order of the parameters. For a record
  /// these are its components.
  ///
  /// @return an immutable list; empty for a constructor without parameters
  public List<Argument> arguments() {
    return arguments;
  }

  /// Makes an instance. An exception of the constructor or of a setter is passed on.
  ///
  /// @param values one value for each of [#fields()], in their order; those of fields that are not
  ///   writable are not used. For [#ABSENT] the constructor gets the [TypeUse#absentValue()], and
  ///   no setter is called
  /// @return the new instance
  /// @throws ModelException if there is no [#executable()]
  public Object create(@Nullable Object[] values) {
    var arguments = arguments(values);
    try {
      var instance = requireNonNull((Object) maker().invokeExact(arguments));
      if (arguments != values) {
        for (int i = 0; i < values.length; i++) {
          var field = fields.get(i);
          if (values[i] != ABSENT && !field.isArgument()) {
            field.set(instance, values[i]);
          }
        }
      }
      return instance;
    } catch (Throwable failure) {
      throw Access.unchecked(failure);
    }
  }

  /// Changes an instance. Where the constructor takes values, a new instance gets those of the
  /// existing one that are not changed; otherwise the existing one is changed in place. An
  /// exception of the constructor, of a getter or of a setter is passed on.
  ///
  /// @param existing the instance
  /// @param values one value for each of [#fields()], in their order; [#ABSENT] for fields that
  ///   keep their value
  /// @return the changed instance
  /// @throws IllegalStateException if a field that keeps its value cannot be read
  public Object merge(Object existing, @Nullable Object[] values) {
    var result = existing;
    if (!arguments.isEmpty()) {
      var merged = new @Nullable Object[arguments.size()];
      for (int i = 0; i < merged.length; i++) {
        var argument = arguments.get(i);
        var value = argument.index == NO_FIELD ? ABSENT : values[argument.index];
        merged[i] = value == ABSENT ? argument.field.get(existing) : value;
      }
      try {
        result = requireNonNull((Object) maker().invokeExact(merged));
      } catch (Throwable failure) {
        throw Access.unchecked(failure);
      }
    }
    for (int i = 0; i < values.length; i++) {
      var field = fields.get(i);
      if (!field.isArgument() && field.writable()) {
        if (values[i] != ABSENT) {
          field.set(result, values[i]);
        } else if (result != existing && field.readable()) {
          field.set(result, field.get(existing));
        }
      }
    }
    return result;
  }

  private @Nullable Object[] arguments(@Nullable Object[] values) {
    if (fieldsAreArguments && !hasAbsent(values)) {
      return values;
    }
    var result = new @Nullable Object[arguments.size()];
    for (int i = 0; i < result.length; i++) {
      var argument = arguments.get(i);
      var value = argument.index == NO_FIELD ? ABSENT : values[argument.index];
      result[i] = value == ABSENT ? argument.field.use().absentValue() : value;
    }
    return result;
  }

  private static boolean hasAbsent(@Nullable Object[] values) {
    for (var value : values) {
      if (value == ABSENT) {
        return true;
      }
    }
    return false;
  }

  private MethodHandle maker() {
    var ready = maker;
    if (ready == null) {
      if (creation == null) {
        throw new ModelException(
            List.of(
                obstacle != null
                    ? obstacle
                    : new ModelProblem(typeName(), "The type has no constructor.", "Add one.")));
      }
      ready = Access.maker(creation.handle());
      maker = ready;
    }
    return ready;
  }

  @Override
  public String toString() {
    return type.displayName();
  }
}
