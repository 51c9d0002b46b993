package dev.lodestar.dto;

import static java.util.Objects.requireNonNull;

import dev.lodestar.handler.GenericTypes;
import dev.lodestar.json.JsonType;
import dev.lodestar.model.Mark;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.ModelProblem;
import dev.lodestar.model.Models;
import dev.lodestar.model.NamingStrategy;
import dev.lodestar.model.Projection;
import dev.lodestar.report.StartupProblem;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What clients may send, or see, of a type: a shape that is derived from the type, so that nothing
/// is declared twice. Handlers keep working with the type itself.
///
/// ```java
/// final class ReadWidget extends Dto<Widget> {{
///   exclude(Widget::id, Widget::internalNotes);
///   rename(Widget::sku, "article");
/// }}
/// ```
///
/// or, as a value, `Dto.of(Widget.class).exclude(Widget::id)`. It counts where it is attached: with
/// `accepts` for what is read, with `returns` for what is written; there, wherever a value of the
/// type occurs: as the body, in lists, maps and other objects, in every format.
///
/// Fields are named by references to their getters, which the compiler checks, or by paths of their
/// Java names: `"maker.address.city"`. A path leads through lists, maps, arrays and `Optional`
/// values as if they were not there; in a sealed type it means the field of every variant that has
/// it. All mistakes are reported when the application is built, each with its line.
///
/// A DTO is configured where it is made, and read when the application is built. Not thread-safe.
///
/// A DTO of an interface or an abstract class counts for all classes that implement or extend it;
/// its methods name the properties of these.
///
/// @param <T> the type, a record, bean, entity, sealed type or interface
public class Dto<T> {
  private final Spot spot = new Spot();
  private final Type type;
  private final List<Statement> said = new ArrayList<>();
  private String name;

  /// Begins a DTO of the type that a subclass names as type argument.
  protected Dto() {
    var argument = GenericTypes.argumentOf(GenericTypes.seenAs(getClass(), Dto.class));
    this.type = argument == null ? Dto.class : argument;
    this.name = getClass().getSimpleName();
  }

  private Dto(Class<T> model) {
    this.type = model;
    this.name = "";
  }

  /// Begins a DTO that changes nothing yet.
  ///
  /// @param <T> the type
  /// @param model the class of the type
  /// @return a new DTO
  public static <T> Dto<T> of(Class<T> model) {
    return new Dto<>(requireNonNull(model, "model"));
  }

  /// Leaves fields out: they are neither read nor written. What a client sends of them counts as a
  /// field that the type does not have.
  ///
  /// @param fields their getters
  /// @return this
  @SafeVarargs
  public final Dto<T> exclude(Getter<T, ?>... fields) {
    for (var field : fields) {
      named(field, Projection::exclude);
    }
    return this;
  }

  /// Leaves fields out: they are neither read nor written.
  ///
  /// @param paths paths of Java names, such as `"maker.address"`
  /// @return this
  public final Dto<T> exclude(String... paths) {
    return each(paths, Projection::exclude);
  }

  /// Keeps only some fields. Where one field of an object is included, the others of that object
  /// are left out; the objects around it are kept.
  ///
  /// @param fields their getters
  /// @return this
  @SafeVarargs
  public final Dto<T> include(Getter<T, ?>... fields) {
    for (var field : fields) {
      named(field, Projection::include);
    }
    return this;
  }

  /// Keeps only some fields, as [#include(Getter...)].
  ///
  /// @param paths paths of Java names, such as `"maker.name"`
  /// @return this
  public final Dto<T> include(String... paths) {
    return each(paths, Projection::include);
  }

  /// Gives a field another name outside of Java. Its aliases stay, its former name does not.
  ///
  /// @param field its getter
  /// @param newName the name that is read and written; the last one for a field wins
  /// @return this
  public final Dto<T> rename(Getter<T, ?> field, String newName) {
    requireNonNull(newName, "newName");
    return named(field, (projection, path) -> projection.rename(path, newName));
  }

  /// Gives a field another name outside of Java. Its aliases stay, its former name does not.
  ///
  /// @param path a path of Java names
  /// @param newName the name that is read and written; the last one for a field wins
  /// @return this
  public final Dto<T> rename(String path, String newName) {
    requireNonNull(newName, "newName");
    return say(Path.of(path), (projection, at, reading) -> projection.rename(at, newName));
  }

  /// Gives a field another mark. This is the only way to lift a mark that the type has: including a
  /// field that is [dev.lodestar.model.Private] is a mistake unless this is said as well.
  ///
  /// @param field its getter
  /// @param mark in which directions the field travels; the last one for a field wins
  /// @return this
  public final Dto<T> mark(Getter<T, ?> field, Mark mark) {
    requireNonNull(mark, "mark");
    return named(field, (projection, path) -> projection.mark(path, mark));
  }

  /// Gives a field another mark, as [#mark(Getter, Mark)].
  ///
  /// @param path a path of Java names
  /// @param mark in which directions the field travels; the last one for a field wins
  /// @return this
  public final Dto<T> mark(String path, Mark mark) {
    requireNonNull(mark, "mark");
    return say(Path.of(path), (projection, at, reading) -> projection.mark(at, mark));
  }

  /// Shapes the objects in a field by another DTO, those in lists, maps and optional values
  /// included: it counts there as if it were attached to them alone. A field that is left out by
  /// default, such as a lazy association of an entity, is kept.
  ///
  /// @param field its getter
  /// @param dto what is shown of the objects
  /// @return this
  public final Dto<T> nested(Getter<T, ?> field, Dto<?> dto) {
    var inner = DtoSource.of(dto);
    return say(
        Path.of(field), (projection, path, reading) -> reading.nest(projection, path, inner));
  }

  /// Shapes the objects in a field by another DTO, as [#nested(Getter, Dto)].
  ///
  /// @param path a path of Java names
  /// @param dto what is shown of the objects
  /// @return this
  public final Dto<T> nested(String path, Dto<?> dto) {
    var inner = DtoSource.of(dto);
    return say(Path.of(path), (projection, at, reading) -> reading.nest(projection, at, inner));
  }

  /// Shapes the objects in a field by another DTO, as [#nested(Getter, Dto)].
  ///
  /// @param field its getter
  /// @param dto the class of the DTO, of which an instance is made when this one is read
  /// @return this
  public final Dto<T> nested(Getter<T, ?> field, Class<? extends Dto<?>> dto) {
    var inner = DtoSource.of(dto);
    return say(
        Path.of(field), (projection, path, reading) -> reading.nest(projection, path, inner));
  }

  /// Shapes the objects in a field by another DTO, as [#nested(Getter, Dto)].
  ///
  /// @param path a path of Java names
  /// @param dto the class of the DTO, of which an instance is made when this one is read
  /// @return this
  public final Dto<T> nested(String path, Class<? extends Dto<?>> dto) {
    var inner = DtoSource.of(dto);
    return say(Path.of(path), (projection, at, reading) -> reading.nest(projection, at, inner));
  }

  /// Adds a field that is computed when an object is written, behind the other fields. What clients
  /// send under its name is ignored, as for every field that they cannot set.
  ///
  /// ```java
  /// add("label", widget -> widget.sku() + " by " + widget.maker().name())
  /// ```
  ///
  /// @param <V> the type of the value
  /// @param newName the Java name of the field, which a naming strategy changes
  /// @param value computes the value, by a method reference or a lambda expression; thread-safe.
  ///   The type is that of the method's result; of a lambda expression the compiler keeps only the
  ///   class, so generic results need [#add(String, JsonType, Function)]
  /// @return this
  public final <V extends @Nullable Object> Dto<T> add(String newName, Getter<T, V> value) {
    requireNonNull(newName, "newName");
    requireNonNull(value, "value");
    return say(
        Path.of(newName), (projection, path, reading) -> reading.add(projection, path, value));
  }

  /// Adds a field that is computed, with the type of its value; see [#add(String, Getter)].
  ///
  /// ```java
  /// add("codes", new JsonType<List<String>>() {}, widget -> widget.codes().sorted())
  /// ```
  ///
  /// @param <V> the type of the value
  /// @param newName the Java name of the field, which a naming strategy changes
  /// @param valueType the type of the value
  /// @param value computes the value; thread-safe
  /// @return this
  public final <V extends @Nullable Object> Dto<T> add(
      String newName, JsonType<V> valueType, Function<T, V> value) {
    requireNonNull(newName, "newName");
    requireNonNull(valueType, "valueType");
    requireNonNull(value, "value");
    return say(projection -> projection.add(newName, valueType.type(), value));
  }

  /// Writes the names of all fields in one way, those of nested objects included. A
  /// [dev.lodestar.model.Name] and [#rename(Getter, String)] take precedence.
  ///
  /// @param strategy how Java names become names outside of Java
  /// @return this
  public final Dto<T> naming(NamingStrategy strategy) {
    requireNonNull(strategy, "strategy");
    return say(projection -> projection.naming(strategy));
  }

  /// Makes every field one that may be missing, also the fields of objects that are held directly
  /// or by an `Optional`.
  ///
  /// @return this
  public final Dto<T> partial() {
    return say(Projection::partial);
  }

  /// Leaves out fields that hold objects more than some levels below the type. Lists, maps and
  /// optional values are no levels of their own.
  ///
  /// @param levels 0 for no nested objects at all, 1 for objects in the type itself, and so on; at
  ///   most [Projection#MAX_DEPTH]. Default: no limit
  /// @return this
  /// @throws IllegalArgumentException if the number is negative or greater
  public final Dto<T> maxDepth(int levels) {
    var _ = Projection.all().maxDepth(levels);
    return say(projection -> projection.maxDepth(levels));
  }

  /// Refuses documents with fields that the DTO does not have, also in nested objects. By default
  /// the codecs decide, which ignore such fields unless told otherwise.
  ///
  /// @return this
  public final Dto<T> forbidUnknown() {
    return say(projection -> projection.refuseUnknown(true));
  }

  /// Gives the DTO a name, for reports and descriptions of the API.
  ///
  /// @param newName the name; by default that of the subclass, or of the model for a DTO that is
  ///   made by [#of(Class)]
  /// @return this
  public final Dto<T> named(String newName) {
    this.name = requireNonNull(newName, "newName");
    return this;
  }

  /// The class of the type.
  ///
  /// @return the class
  public final Class<T> model() {
    @SuppressWarnings("unchecked") // the erasure of T
    var model = (Class<T>) GenericTypes.erase(type);
    return model;
  }

  /// The name of the DTO.
  ///
  /// @return that of the subclass, for instance `ReadWidget`, unless another one was given
  public final String name() {
    return name.isEmpty() ? model().getSimpleName() : name;
  }

  /// What the DTO leaves of the type, for use with [dev.lodestar.json.Json] directly.
  ///
  /// @param models describe the type
  /// @return the projection
  /// @throws ModelException if the DTO does not fit the type; it lists every problem
  public final Projection projection(Models models) {
    var problems = new ArrayList<StartupProblem>();
    var projection = projection(models, problems::add);
    if (projection.isEmpty()) {
      var reasons = new ArrayList<ModelProblem>();
      for (var problem : problems) {
        reasons.add(new ModelProblem(problem.subject(), problem.what(), problem.fix()));
      }
      throw new ModelException(reasons);
    }
    return projection.get();
  }

  /// What the DTO leaves of the type, as applications ask for it when they are built.
  ///
  /// @param models describe the type
  /// @param problems receives everything that is wrong with the DTO, with its place in the source
  /// @return the projection; nothing if there was a problem
  public final Optional<Projection> projection(Models models, Consumer<StartupProblem> problems) {
    return new DtoReading(this, models, problems).projection();
  }

  /// Makes the DTO of a class by its constructor without parameters, as applications do when they
  /// are built.
  ///
  /// @param type the class
  /// @param problems receives the reason if none can be made
  /// @return the DTO; nothing if there was a problem
  public static Optional<Dto<?>> create(
      Class<? extends Dto<?>> type, Consumer<StartupProblem> problems) {
    return new DtoSource.OfClass(type).dto(problems);
  }

  /// Finds out what is included in vain, as applications do when they are built: a field that is
  /// never written in a DTO that is only attached for what is written, and the other way round.
  ///
  /// @param models describe the type
  /// @param read whether the DTO is attached for what is read
  /// @param written whether the DTO is attached for what is written
  /// @param problems receives each of them, with its place in the source
  public final void checkDirections(
      Models models, boolean read, boolean written, Consumer<StartupProblem> problems) {
    new DtoReading(this, models, problems).checkDirections(read, written);
  }

  /// Whether it has a name of its own.
  boolean isNamed() {
    return !name.isEmpty();
  }

  Type type() {
    return type;
  }

  Spot spot() {
    return spot;
  }

  List<Statement> said() {
    return List.copyOf(said);
  }

  /// Returns the name as reports show it: `ReadWidget`, or `Dto.of(Widget.class)`.
  @Override
  public final String toString() {
    return name.isEmpty() ? "Dto.of(" + GenericTypes.nameOf(model()) + ".class)" : name;
  }

  private Dto<T> each(String[] paths, BiFunction<Projection, String, Projection> change) {
    for (var path : paths) {
      say(Path.of(path), (projection, at, reading) -> change.apply(projection, at));
    }
    return this;
  }

  private Dto<T> named(Getter<T, ?> field, BiFunction<Projection, String, Projection> change) {
    return say(Path.of(field), (projection, path, reading) -> change.apply(projection, path));
  }

  private Dto<T> say(UnaryOperator<Projection> change) {
    return say(Path.of(""), (projection, path, reading) -> change.apply(projection));
  }

  private Dto<T> say(Path path, Statement.Change change) {
    said.add(new Statement(new Spot(), path, change));
    return this;
  }
}
