package dev.lodestar.model;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Executable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A record, a bean or a class with public fields.
///
/// Instances are immutable once [Models] returns them, and safe for use by many threads.
public final class ObjectModel implements TypeModel {
  private final Class<?> rawClass;
  private final String typeName;

  // Set once by the modeler before anybody else sees the model: a type may contain itself.
  private List<FieldModel> fields = List.of();
  private List<FieldModel> rules = List.of();
  private @Nullable MethodHandle constructor;
  private @Nullable Executable executable;
  private boolean takesValues;

  // Made at the first use: types that are only written need none, and it is expensive.
  private volatile @Nullable MethodHandle maker;

  private @Nullable ModelProblem obstacle;

  ObjectModel(Class<?> rawClass, String typeName) {
    this.rawClass = rawClass;
    this.typeName = typeName;
  }

  /// Completes the model. A constructor that takes values is called with all of them; another makes
  /// an empty instance whose fields are then set.
  void complete(
      List<FieldModel> fields,
      @Nullable MethodHandle constructor,
      @Nullable Executable executable) {
    this.fields = List.copyOf(fields);
    this.constructor = constructor;
    this.executable = executable;
    this.takesValues = rawClass.isRecord();
  }

  void rules(List<FieldModel> rules) {
    this.rules = List.copyOf(rules);
  }

  void cannotBeCreated(ModelProblem obstacle) {
    this.obstacle = obstacle;
  }

  @Override
  public Class<?> rawClass() {
    return rawClass;
  }

  /// The type with its generics, without packages: `Page<Order>`.
  ///
  /// @return the name for people
  public String typeName() {
    return typeName;
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

  /// The constructor or static factory that makes an instance, for code generators.
  ///
  /// @return what makes it, or empty if there is an [#obstacle()]
  public Optional<Executable> executable() {
    return Optional.ofNullable(executable);
  }

  /// Which fields [#executable()] takes, in the order of its parameters. The others are set
  /// afterwards.
  ///
  /// @return indexes of [#fields()]
  public List<Integer> parameters() {
    var indexes = new ArrayList<Integer>();
    for (int i = 0; takesValues && i < fields.size(); i++) {
      indexes.add(i);
    }
    return List.copyOf(indexes);
  }

  /// Why no instance can be made: the class has no constructor without parameters.
  ///
  /// @return the reason, or empty if [#create(Object[])] works
  public Optional<ModelProblem> obstacle() {
    return Optional.ofNullable(obstacle);
  }

  /// Makes an instance. An exception of the constructor or of a setter is passed on.
  ///
  /// @param values one value for each of [#fields()], in their order; those of fields that are not
  ///   writable are not used
  /// @return the new instance
  /// @throws ModelException if there is an [#obstacle()]
  public Object create(@Nullable Object[] values) {
    try {
      if (takesValues) {
        return (Object) maker().invokeExact(values);
      }
      var instance = (Object) maker().invokeExact();
      for (int i = 0; i < values.length; i++) {
        fields.get(i).set(instance, values[i]);
      }
      return instance;
    } catch (Throwable failure) {
      throw Access.unchecked(failure);
    }
  }

  private MethodHandle maker() {
    var ready = maker;
    if (ready == null) {
      if (constructor == null) {
        throw new ModelException(
            List.of(
                obstacle != null
                    ? obstacle
                    : new ModelProblem(typeName, "The type has no constructor.", "Add one.")));
      }
      ready = Access.maker(constructor, takesValues);
      maker = ready;
    }
    return ready;
  }

  @Override
  public String toString() {
    return typeName;
  }
}
