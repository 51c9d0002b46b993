package dev.lodestar.jsonpatch;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A document while operations change it. What they copy is bounded, since each copy of a copy
/// doubles it; and so is how deep it becomes. Belongs to one thread.
public final class PatchedTree {
  /// How many values, and characters of names and texts, the operations `copy` of a patch may copy
  /// together; what `move` takes further inside counts, too. Eight elements of an array that make
  /// room for another count as one.
  public static final int MAX_COPIED = 1_000_000;

  private static final int ELEMENTS_FOR_ONE = 8;

  private final WriteCheck check;
  private final int maxDepth;
  private @Nullable Object root;
  private long copied;

  // The operation that is being carried out.
  private int index;

  /// Decides what operations may change.
  @FunctionalInterface
  public interface WriteCheck {
    /// Says why nothing can be added, removed or replaced at a place; null if it can.
    @Nullable String refusal(List<String> steps);
  }

  /// Starts with a copy of a document.
  ///
  /// @param maxDepth how many objects and arrays may be nested in each other
  public PatchedTree(@Nullable Object document, WriteCheck check, int maxDepth) {
    this.root = Trees.copy(document);
    this.check = check;
    this.maxDepth = maxDepth;
  }

  /// The document as it is now.
  public @Nullable Object root() {
    return root;
  }

  /// Carries operations out, one after the other.
  ///
  /// @throws ConflictException at the first that cannot be carried out; the document is then of no
  ///   use
  public void apply(List<Operation> operations) throws ConflictException {
    for (index = 0; index < operations.size(); index++) {
      apply(operations.get(index));
    }
  }

  private void apply(Operation operation) throws ConflictException {
    switch (operation.kind()) {
      case ADD -> add(operation, Trees.copy(operation.value()));
      case REMOVE -> {
        mayWrite(operation, operation.path());
        remove(operation, operation.path());
      }
      case REPLACE -> replace(operation, Trees.copy(operation.value()));
      case MOVE -> move(operation);
      case COPY -> {
        var value = find(operation, operation.from());
        spend(operation, Trees.weightOf(value));
        add(operation, Trees.copy(value));
      }
      case TEST -> {
        if (!Trees.equal(find(operation, operation.path()), operation.value())) {
          throw conflict(operation, "the value at " + at(operation.path()) + " is another one");
        }
      }
    }
  }

  private void mayWrite(Operation operation, JsonPointer place) throws ConflictException {
    var refusal = check.refusal(place.steps());
    if (refusal != null) {
      throw conflict(operation, at(place) + " " + refusal);
    }
  }

  private @Nullable Object find(Operation operation, JsonPointer place) throws ConflictException {
    return find(operation, place, place.steps());
  }

  private @Nullable Object find(Operation operation, JsonPointer place, List<String> steps)
      throws ConflictException {
    var value = root;
    for (var step : steps) {
      if (value instanceof Map<?, ?> members && members.containsKey(step)) {
        value = members.get(step);
      } else if (value instanceof List<?> elements) {
        var at = indexOf(step, elements.size() - 1);
        if (at < 0) {
          throw nothingAt(operation, place);
        }
        value = elements.get(at);
      } else {
        throw nothingAt(operation, place);
      }
    }
    return value;
  }

  private @Nullable Object parent(Operation operation, JsonPointer place) throws ConflictException {
    return find(operation, place, place.steps().subList(0, place.steps().size() - 1));
  }

  /// The index that a step means (RFC 6901, section 4); -1 if it means none up to the greatest.
  private static int indexOf(String step, int greatest) {
    var length = step.length();
    if (length == 0 || length > 9 || (length > 1 && step.charAt(0) == '0')) {
      return -1;
    }
    var index = 0;
    for (var i = 0; i < length; i++) {
      var digit = step.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      index = index * 10 + digit;
    }
    return index <= greatest ? index : -1;
  }

  /// @param value belongs to the document afterwards
  private void add(Operation operation, @Nullable Object value) throws ConflictException {
    mayWrite(operation, operation.path());
    mustNotBeTooDeep(operation, value);
    put(operation, value);
  }

  private void mustNotBeTooDeep(Operation operation, @Nullable Object value)
      throws ConflictException {
    if (operation.path().steps().size() + Trees.depthOf(value) > maxDepth) {
      throw conflict(operation, "the result would be nested deeper than " + maxDepth + " levels");
    }
  }

  private void put(Operation operation, @Nullable Object value) throws ConflictException {
    var place = operation.path();
    if (place.isRoot()) {
      root = value;
      return;
    }
    var parent = parent(operation, place);
    if (parent instanceof Map<?, ?>) {
      membersOf(parent).put(place.last(), value);
    } else if (parent instanceof List<?>) {
      insert(operation, elementsOf(parent), value);
    } else {
      throw nothingAt(operation, place);
    }
  }

  private void replace(Operation operation, @Nullable Object value) throws ConflictException {
    var place = operation.path();
    mayWrite(operation, place);
    mustNotBeTooDeep(operation, value);
    find(operation, place);
    if (place.isRoot()) {
      root = value;
      return;
    }
    var parent = parent(operation, place);
    if (parent instanceof Map<?, ?>) {
      membersOf(parent).put(place.last(), value);
    } else if (parent instanceof List<?>) {
      var elements = elementsOf(parent);
      elements.set(indexOf(place.last(), elements.size() - 1), value);
    }
  }

  private void move(Operation operation) throws ConflictException {
    var from = operation.from();
    var path = operation.path();
    mayWrite(operation, from);
    mayWrite(operation, path);
    var value = find(operation, from);
    if (from.steps().equals(path.steps())) {
      return;
    }
    if (path.steps().size() > from.steps().size()) {
      // What is looked through counts like what is copied.
      spend(operation, Trees.weightOf(value));
      mustNotBeTooDeep(operation, value);
    }
    remove(operation, from);
    put(operation, value);
  }

  @SuppressWarnings("unchecked") // a tree has such maps only
  private static Map<String, @Nullable Object> membersOf(Object parent) {
    return (Map<String, @Nullable Object>) parent;
  }

  @SuppressWarnings("unchecked") // a tree has any values
  private static List<@Nullable Object> elementsOf(Object parent) {
    return (List<@Nullable Object>) parent;
  }

  private void insert(Operation operation, List<@Nullable Object> elements, @Nullable Object added)
      throws ConflictException {
    var step = operation.path().last();
    var at = step.equals(JsonPointer.END) ? elements.size() : indexOf(step, elements.size());
    if (at < 0) {
      throw conflict(
          operation,
          at(operation.path()) + " is no place in an array of " + elements.size() + " elements");
    }
    spend(operation, (elements.size() - at) / ELEMENTS_FOR_ONE);
    elements.add(at, added);
  }

  private void remove(Operation operation, JsonPointer place) throws ConflictException {
    if (place.isRoot()) {
      throw conflict(operation, "the whole document cannot be removed");
    }
    find(operation, place);
    var parent = parent(operation, place);
    if (parent instanceof Map<?, ?> members) {
      members.remove(place.last());
    } else if (parent instanceof List<?> elements) {
      var at = indexOf(place.last(), elements.size() - 1);
      spend(operation, (elements.size() - at) / ELEMENTS_FOR_ONE);
      elements.remove(at);
    }
  }

  private void spend(Operation operation, long weight) throws ConflictException {
    copied += weight;
    if (copied > MAX_COPIED) {
      throw conflict(
          operation,
          "the operations copy more than "
              + MAX_COPIED
              + " values and characters together, which is the limit");
    }
  }

  private ConflictException nothingAt(Operation operation, JsonPointer place) {
    return conflict(operation, "there is nothing at " + at(place));
  }

  private ConflictException conflict(Operation operation, String why) {
    return new ConflictException(index, operation, why);
  }

  private static String at(JsonPointer place) {
    return place.isRoot()
        ? "the whole document"
        : "\"" + OperationsReader.shown(place.text()) + "\"";
  }
}
