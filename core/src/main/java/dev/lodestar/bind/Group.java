package dev.lodestar.bind;

import dev.lodestar.constraint.Constraints;
import dev.lodestar.constraint.ObjectConstraints;
import dev.lodestar.constraint.Violation;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.TypeUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads an object, each of whose fields has a name in a part of a request.
final class Group implements FieldReader {
  private final TextSource source;
  private final String name;
  private final TypeUse use;
  private final ObjectModel model;
  private final List<Member> members;
  private final @Nullable StrictNames strict;
  private final ObjectConstraints rules;
  private final Constraints constraints;

  /// A field of the object.
  ///
  /// @param field its name in the type model
  /// @param name its name in the request
  /// @param reader reads it; null if it is not taken from requests
  record Member(String field, String name, @Nullable FieldReader reader) {}

  /// Describes a group.
  ///
  /// @param name what errors of the group as a whole call it; empty for one that has no name
  /// @param use the type where it is used, an object or an `Optional` of it
  /// @param members one for each field of the object
  /// @param strict refuses names that nothing takes; null if they are ignored
  /// @param rules what is checked once the object is there
  /// @param constraints those of the place where it is used
  Group(
      TextSource source,
      String name,
      TypeUse use,
      ObjectModel model,
      List<Member> members,
      @Nullable StrictNames strict,
      ObjectConstraints rules,
      Constraints constraints) {
    this.source = source;
    this.name = name;
    this.use = use;
    this.model = model;
    this.members = List.copyOf(members);
    this.strict = strict;
    this.rules = rules;
    this.constraints = constraints;
  }

  @Override
  public void describe(Telling telling) {
    for (var i = 0; i < members.size(); i++) {
      var reader = members.get(i).reader;
      if (reader != null) {
        reader.describe(telling.of(model.fields().get(i), use.required()));
      }
    }
    if (strict != null && strict.prefix().isEmpty()) {
      telling.operation().strict(source.inputSource());
    }
  }

  @Override
  public void addNames(Set<String> names) {
    for (var member : members) {
      if (member.reader != null) {
        member.reader.addNames(names);
      }
    }
  }

  @Override
  public boolean isPresent(Request request) {
    for (var member : members) {
      if (member.reader != null && member.reader.isPresent(request)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public @Nullable Object read(Request request, InputErrors errors) {
    if (!use.required() && !isPresent(request)) {
      return use.absentValue();
    }
    var before = errors.count();
    var values = new ArrayList<@Nullable Object>(members.size());
    for (var member : members) {
      values.add(member.reader == null ? ObjectModel.ABSENT : member.reader.read(request, errors));
    }
    if (strict != null) {
      strict.check(request, errors);
    }
    return errors.count() == before ? create(values.toArray(), errors) : null;
  }

  // A constructor throws what it likes, checked or not.
  private @Nullable Object create(@Nullable Object[] values, InputErrors errors) {
    Object instance;
    try {
      instance = model.create(values);
    } catch (Exception refusal) {
      errors.violation(source.inputSource(), name, Violation.refusal(refusal));
      return null;
    }
    if (!rules.isEmpty()) {
      report(rules.check(instance), errors);
    }
    var value = use.model() instanceof OptionalModel optional ? optional.of(instance) : instance;
    if (!constraints.isEmpty()) {
      report(constraints.check(value), errors);
    }
    return value;
  }

  private void report(List<Violation> violations, InputErrors errors) {
    for (var violation : violations) {
      errors.violation(source.inputSource(), placeOf(violation.pointer()), violation);
    }
  }

  /// The name in the request of what a pointer leads to from the object on.
  private String placeOf(String pointer) {
    for (var member : members) {
      var step = Violation.step(member.field);
      if (pointer.equals(step) || pointer.startsWith(step + "/")) {
        return Places.of(member.name, pointer.substring(step.length()));
      }
    }
    return Places.of(name, pointer);
  }
}
