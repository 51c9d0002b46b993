package dev.lodestar.json;

import dev.lodestar.constraint.ObjectConstraints;
import dev.lodestar.model.FieldModel;
import dev.lodestar.model.ObjectModel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the fields of an object in any order, and makes an instance when all of them are valid.
final class ObjectDecoder implements Decoder {
  private static final Object ABSENT = new Object();
  private static final int UNKNOWN = -1;

  private final ObjectModel model;
  private final boolean refuseUnknown;
  private final boolean lastWins;
  private final @Nullable String tag;
  private Field[] fields = {};
  private @Nullable ObjectConstraints constraints;
  private final Map<String, Integer> byName = new HashMap<>();

  /// A field; without a slot it is only written, and skipped here. The bytes are its name as it
  /// usually stands in a document, closing quote included; null if it has escapes there.
  private record Field(String name, byte @Nullable [] nameAndQuote, @Nullable Slot slot) {}

  /// Makes the slot of a field.
  interface Slots {
    Slot of(FieldModel field);
  }

  /// Creates a decoder that must still be completed: an object may contain itself.
  ///
  /// @param tag the name of the property that told which variant this is; null if none
  ObjectDecoder(ObjectModel model, @Nullable String tag, boolean refuseUnknown, boolean lastWins) {
    this.model = model;
    this.tag = tag;
    this.refuseUnknown = refuseUnknown;
    this.lastWins = lastWins;
  }

  void complete(Slots slots, ObjectConstraints constraints) {
    var models = model.fields();
    fields = new Field[models.size()];
    for (int i = 0; i < fields.length; i++) {
      var field = models.get(i);
      var slot = field.writable() ? slots.of(field) : null;
      fields[i] = new Field(field.name(), plain(field.name()), slot);
      byName.put(field.name(), i);
      for (var alias : field.aliases()) {
        byName.put(alias, i);
      }
    }
    this.constraints = constraints.isEmpty() ? null : constraints;
  }

  private static byte @Nullable [] plain(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < ' ' || name.charAt(i) == '"' || name.charAt(i) == '\\') {
        return null;
      }
    }
    return (name + '"').getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String expected() {
    return "an object";
  }

  @Override
  public @Nullable Object read(Reader in) {
    if (in.peek() != '{') {
      return refuse(in, "type");
    }
    var problems = in.problems();
    int before = problems.count();
    if (!in.enter()) {
      return null;
    }
    var values = new @Nullable Object[fields.length];
    Arrays.fill(values, ABSENT);
    readFields(in, values);
    if (in.malformed()) {
      return null;
    }
    completeAbsent(in, values);
    in.leave();
    return problems.count() == before ? create(values, problems) : null;
  }

  private void readFields(Reader in, @Nullable Object[] values) {
    if (in.isEmpty('}')) {
      return;
    }
    int expected = 0;
    boolean tagSeen = false;
    do {
      // Documents mostly have the order of the type: then the name is compared, not decoded.
      int i = isNext(in, expected) ? expected : UNKNOWN;
      if (i == UNKNOWN) {
        var name = in.name();
        i = byName.getOrDefault(name, UNKNOWN);
        in.problems().at(name);
      }
      in.colon();
      if (in.malformed()) {
        return;
      }
      if (i != UNKNOWN) {
        expected = i + 1;
        readField(in, i, values);
      } else if (in.problems().isAt(tag)) {
        readTag(in, tagSeen);
        tagSeen = true;
      } else {
        readUnknown(in);
      }
    } while (!in.malformed() && in.another('}'));
  }

  private boolean isNext(Reader in, int i) {
    if (i >= fields.length || in.peek() != '"') {
      return false;
    }
    var name = fields[i].nameAndQuote;
    return name != null && in.matches(name);
  }

  private void readField(Reader in, int i, @Nullable Object[] values) {
    var field = fields[i];
    in.problems().at(field.name);
    if (field.slot == null) {
      in.skip();
    } else if (values[i] != ABSENT && !lastWins) {
      in.problems().note("duplicate", "The field occurs twice.");
      in.skip();
    } else {
      values[i] = field.slot.read(in);
    }
  }

  private void readTag(Reader in, boolean seen) {
    if (seen && !lastWins) {
      in.problems().note("duplicate", "The field occurs twice.");
    }
    in.skip();
  }

  private void readUnknown(Reader in) {
    if (refuseUnknown) {
      in.problems().note("unknown", "There is no field of this name.");
    }
    in.skip();
  }

  private void completeAbsent(Reader in, @Nullable Object[] values) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == ABSENT) {
        var slot = fields[i].slot;
        in.problems().at(fields[i].name);
        values[i] = slot == null ? null : slot.absent(in);
      }
    }
  }

  private @Nullable Object create(@Nullable Object[] values, Problems problems) {
    Object instance;
    try {
      instance = model.create(values);
    } catch (RuntimeException refused) {
      problems.note("invalid", Refused.reason(refused));
      return null;
    }
    if (constraints != null) {
      for (var violation : constraints.check(instance, problems.budget())) {
        problems.violation(violation);
      }
    }
    return instance;
  }
}
