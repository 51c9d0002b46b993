package dev.lodestar.json;

import dev.lodestar.constraint.Constraints;
import dev.lodestar.convert.Converter;
import dev.lodestar.model.TypeModel.MapModel;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// Reads objects as maps.
final class MapDecoder implements Decoder {
  private final MapModel model;
  private final MapKey key;
  private final Slot value;
  private final boolean lastWins;

  /// Reads and checks a key.
  interface MapKey {
    @Nullable Object read(String text, Problems problems);
  }

  MapDecoder(MapModel model, MapKey key, Slot value, boolean lastWins) {
    this.model = model;
    this.key = key;
    this.value = value;
    this.lastWins = lastWins;
  }

  static MapKey key(Converter<?> converter, Constraints constraints) {
    return (text, problems) -> {
      Object key;
      try {
        key = converter.parse(text);
      } catch (IllegalArgumentException refused) {
        problems.note("format", "The name is not " + converter.expected() + ".");
        return null;
      }
      for (var violation : constraints.check(key, problems.budget())) {
        problems.violation(violation);
      }
      return key;
    };
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
    var entries = new LinkedHashMap<Object, @Nullable Object>();
    if (!in.isEmpty('}')) {
      do {
        entry(in, entries);
      } while (!in.malformed() && in.another('}'));
    }
    in.leave();
    return problems.count() == before && !in.malformed() ? model.create(entries) : null;
  }

  private void entry(Reader in, LinkedHashMap<Object, @Nullable Object> entries) {
    var problems = in.problems();
    var name = in.name();
    in.colon();
    if (in.malformed()) {
      return;
    }
    problems.at(name);
    var parsed = key.read(name, problems);
    if (parsed != null && !lastWins && entries.containsKey(parsed)) {
      problems.note("duplicate", "The name \"" + Found.cut(name) + "\" occurs twice.");
    }
    var content = value.read(in);
    if (parsed != null) {
      entries.put(parsed, content);
    }
  }
}
