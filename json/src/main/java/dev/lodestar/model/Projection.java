package dev.lodestar.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A selection of the fields of a type: what of it is read and written, and under which names.
/// [Models#project] applies it to one use of a type, [Models#withProjections] to a class wherever
/// it occurs. Codecs of the result read and write the original class directly.
///
/// ```java
/// var projection = Projection.all()
///     .exclude("id", "owner.email")      // paths of Java names
///     .rename("sku", "article")
///     .naming(NamingStrategy.SNAKE_CASE);
/// ```
///
/// A path leads through lists, maps, arrays and `Optional` values as if they were not there:
/// `lines.price` is the price of every line. In a sealed type it means the field of every variant
/// that has it. Whether the paths fit a type is examined when the projection is applied, so that
/// all mistakes are found together: a path that leads nowhere, and what can have no effect.
///
/// Where several projections meet, they narrow together: a field is kept only if all of them keep
/// it. Of several new names or marks for a field, that of the outermost projection counts.
///
/// Instances are immutable and safe for use by many threads. Every method returns a new instance.
public final class Projection {
  /// The greatest number that [#maxDepth(int)] takes, and the most fields that a path leads
  /// through, those of nested projections included: 100, as deep as documents are by default.
  public static final int MAX_DEPTH = 100;

  private static final Projection ALL =
      new Projection(List.of(), List.of(), new Rules(null, null, null, -1, false));

  private final List<Step> steps;
  private final List<Added> added;
  private final Rules rules;

  /// What is said about the projection as a whole.
  ///
  /// @param name what people call it; null if it has no name
  /// @param maxDepth negative if there is no limit
  private record Rules(
      @Nullable String name,
      @Nullable NamingStrategy naming,
      @Nullable Boolean refusesUnknown,
      int maxDepth,
      boolean partial) {}

  /// One thing that is said about one path.
  sealed interface Step {
    String path();

    /// The number of fields that are stepped through.
    default int length() {
      int length = 1;
      for (int i = 0; i < path().length(); i++) {
        length += path().charAt(i) == '.' ? 1 : 0;
      }
      return length;
    }

    record Include(String path) implements Step {}

    record Exclude(String path) implements Step {}

    record Rename(String path, String name) implements Step {}

    record Remark(String path, Mark mark) implements Step {}

    record Nest(String path, Projection projection) implements Step {
      @Override
      public int length() {
        int longest = 0;
        for (var step : projection.steps) {
          longest = Math.max(longest, step.length());
        }
        return Step.super.length() + longest;
      }
    }
  }

  private Projection(List<Step> steps, List<Added> added, Rules rules) {
    this.steps = steps;
    this.added = added;
    this.rules = rules;
  }

  /// The projection that changes nothing.
  ///
  /// @return every field, under its own name
  public static Projection all() {
    return ALL;
  }

  /// Gives the projection a name for people and for schemas, such as `ReadWidget`. It becomes the
  /// [ObjectModel#view()] of the objects that the projection is made for.
  ///
  /// @param name the name
  /// @return a new projection
  public Projection named(String name) {
    return with(new Rules(name, rules.naming, rules.refusesUnknown, rules.maxDepth, rules.partial));
  }

  /// Keeps only some fields of their objects. Where one field of an object is included, the others
  /// of that object are left out; the parents of a nested field are kept, and so are the fields
  /// that another projection is put into ([#nest]).
  ///
  /// @param paths paths of Java names such as `owner.name`
  /// @return a new projection
  /// @throws IllegalArgumentException if a path leads through more than [#MAX_DEPTH] fields
  public Projection include(String... paths) {
    var result = this;
    for (var path : paths) {
      result = result.with(new Step.Include(path));
    }
    return result;
  }

  /// Leaves fields out. They are neither written nor read: a document that has them is treated as
  /// if the type had no such field, and an instance gets the [TypeUse#absentValue()].
  ///
  /// @param paths paths of Java names such as `owner.email`
  /// @return a new projection
  /// @throws IllegalArgumentException if a path leads through more than [#MAX_DEPTH] fields
  public Projection exclude(String... paths) {
    var result = this;
    for (var path : paths) {
      result = result.with(new Step.Exclude(path));
    }
    return result;
  }

  /// Gives a field another name outside of Java. Its aliases stay, its former name does not.
  ///
  /// @param path a path of Java names
  /// @param name the name that is read and written; the last one for a path wins
  /// @return a new projection
  /// @throws IllegalArgumentException if the path leads through more than [#MAX_DEPTH] fields
  public Projection rename(String path, String name) {
    return with(new Step.Rename(path, name));
  }

  /// Gives a field another mark, also one that allows more than the mark of the type.
  ///
  /// @param path a path of Java names
  /// @param mark in which directions the field travels; the last one for a path wins
  /// @return a new projection
  /// @throws IllegalArgumentException if the path leads through more than [#MAX_DEPTH] fields
  public Projection mark(String path, Mark mark) {
    return with(new Step.Remark(path, mark));
  }

  /// Puts another projection into a field: it counts for the objects in the field, those in lists,
  /// maps and optional values included, as if it had been made for them alone. Its paths begin at
  /// these objects, and its naming, its depth and what it says about unknown fields count inside of
  /// them. It cannot be [#partial()] unless this one is.
  ///
  /// ```java
  /// var address = Projection.all().include("city", "country").naming(NamingStrategy.SNAKE_CASE);
  /// var customer = Projection.all().nest("home", address).nest("orders.deliveredTo", address);
  /// ```
  ///
  /// @param path a path of Java names to a field that holds objects
  /// @param projection what is shown of the objects
  /// @return a new projection
  /// @throws IllegalArgumentException if the path, with the longest one of the inner projection,
  ///   leads through more than [#MAX_DEPTH] fields
  public Projection nest(String path, Projection projection) {
    return with(new Step.Nest(path, projection));
  }

  /// Adds a field that is computed when an object is written. It comes after the other fields and
  /// those that were added before it, and is never read: a document that has it is treated as if it
  /// had a field that is [Mark#READ_ONLY].
  ///
  /// ```java
  /// Projection.all().add("total", long.class, (Order order) -> order.lines().size());
  /// ```
  ///
  /// @param name the Java name, which [#naming] and [#rename] may change; no field that is shown
  ///   may have it
  /// @param type the type of the value, required and never null: a class or a type with generics
  /// @param value computes the value of an object; must be thread-safe. What it throws is passed on
  ///   to whoever writes the object
  /// @param <T> the type of the objects
  /// @return a new projection
  public <T> Projection add(String name, Type type, Function<T, ?> value) {
    return add(name, ResolvedType.of(type), List.of(), value);
  }

  /// As [#add(String, Type, Function)], with what annotations say about the type: JSpecify's
  /// `@Nullable`, [Omit], [Doc], and constraints for a schema.
  ///
  /// @param name the Java name, which [#naming] and [#rename] may change; no field that is shown
  ///   may have it
  /// @param type the type of the value with the annotations inside of it, such as the return type
  ///   of a method
  /// @param annotations the annotations of the declaration, such as those of the method
  /// @param value computes the value of an object; must be thread-safe. What it throws is passed on
  ///   to whoever writes the object
  /// @param <T> the type of the objects
  /// @return a new projection
  public <T> Projection add(
      String name, AnnotatedType type, List<Annotation> annotations, Function<T, ?> value) {
    return add(name, ResolvedType.of(type, Map.of()), annotations, value);
  }

  private Projection add(
      String name, ResolvedType type, List<Annotation> annotations, Function<?, ?> value) {
    @SuppressWarnings("unchecked") // only objects that the projection is made for are passed in
    var function = (Function<Object, @Nullable Object>) value;
    var more = new ArrayList<>(added);
    more.add(new Added(name, type, List.copyOf(annotations), function));
    return new Projection(steps, List.copyOf(more), rules);
  }

  /// Writes the names of all fields in one way, those of nested objects included unless another
  /// projection says otherwise about these.
  ///
  /// @param naming the strategy; a [Name] and [#rename] take precedence
  /// @return a new projection
  public Projection naming(NamingStrategy naming) {
    return with(new Rules(rules.name, naming, rules.refusesUnknown, rules.maxDepth, rules.partial));
  }

  /// Sets whether a field that the projection does not have is a problem of a document, also in
  /// nested objects unless another projection says otherwise about these.
  ///
  /// @param refuse true if it is; false if it is ignored
  /// @return a new projection
  public Projection refuseUnknown(boolean refuse) {
    return with(new Rules(rules.name, rules.naming, refuse, rules.maxDepth, rules.partial));
  }

  /// Leaves out fields that hold objects more than some levels below the outermost object that the
  /// projection is made for. Lists, maps and optional values are no levels of their own.
  ///
  /// @param levels 0 for no nested objects at all, 1 for objects in the outermost object, and so
  ///   on, at most [#MAX_DEPTH]. Default: no limit
  /// @return a new projection
  /// @throws IllegalArgumentException if the number is negative or greater
  public Projection maxDepth(int levels) {
    if (levels < 0 || levels > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "The depth " + levels + " is not between 0 and " + MAX_DEPTH + ".");
    }
    return with(new Rules(rules.name, rules.naming, rules.refusesUnknown, levels, rules.partial));
  }

  /// Makes every field one that may be missing, also the fields of objects that are held directly,
  /// by an `Optional` or as the values of a map; elements of lists, and variants of sealed types,
  /// stay whole. Documents of such a shape are changes of an instance, not instances, see
  /// [dev.lodestar.codec.Partial#applyTo]. Where the projection is one of a class, this counts
  /// where an object is the whole document.
  ///
  /// @return a new projection
  public Projection partial() {
    return with(new Rules(rules.name, rules.naming, rules.refusesUnknown, rules.maxDepth, true));
  }

  private Projection with(Step step) {
    int length = step.length();
    if (length > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "The path \""
              + (step.path().length() > 100 ? step.path().substring(0, 100) + "..." : step.path())
              + "\" leads through "
              + length
              + " fields, and not through at most "
              + MAX_DEPTH
              + ".");
    }
    var more = new ArrayList<>(steps);
    more.add(step);
    return new Projection(List.copyOf(more), added, rules);
  }

  private Projection with(Rules newRules) {
    return new Projection(steps, added, newRules);
  }

  /// What people call the projection.
  ///
  /// @return what [#named] said, or empty if it has no name
  public Optional<String> name() {
    return Optional.ofNullable(rules.name);
  }

  /// The paths about which something is said, whatever it is, with those of nested projections.
  ///
  /// @return an immutable list of paths of Java names without duplicates, in the order in which
  ///   they were first named
  public List<String> paths() {
    var paths = new LinkedHashSet<String>();
    for (var step : steps) {
      paths.add(step.path());
      if (step instanceof Step.Nest(var path, var nested)) {
        nested.paths().forEach(inner -> paths.add(path + "." + inner));
      }
    }
    return List.copyOf(paths);
  }

  /// The paths that are included, with those of nested projections.
  ///
  /// @return an immutable list of paths of Java names without duplicates, in the order in which
  ///   they were named
  public List<String> included() {
    var paths = new LinkedHashSet<String>();
    for (var step : steps) {
      if (step instanceof Step.Include(var path)) {
        paths.add(path);
      } else if (step instanceof Step.Nest(var path, var nested)) {
        nested.included().forEach(inner -> paths.add(path + "." + inner));
      }
    }
    return List.copyOf(paths);
  }

  List<Step> steps() {
    return steps;
  }

  List<Added> added() {
    return added;
  }

  Optional<NamingStrategy> naming() {
    return Optional.ofNullable(rules.naming);
  }

  Optional<Boolean> refusesUnknown() {
    return Optional.ofNullable(rules.refusesUnknown);
  }

  OptionalInt maxDepth() {
    return rules.maxDepth < 0 ? OptionalInt.empty() : OptionalInt.of(rules.maxDepth);
  }

  boolean isPartial() {
    return rules.partial;
  }

  /// Whether applying it changes nothing.
  boolean saysNothing() {
    return steps.isEmpty() && added.isEmpty() && rules.equals(ALL.rules);
  }

  @Override
  public String toString() {
    return rules.name == null ? "Projection" + paths() : rules.name;
  }
}
