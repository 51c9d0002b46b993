package dev.lodestar.decode;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.constraint.Constraints;
import dev.lodestar.convert.Converter;
import dev.lodestar.format.Input;
import dev.lodestar.merge.PartialMap;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.MappedModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads objects as maps.
///
/// @param keys reads the text of a key, or of what stands for it
/// @param stoodFor what the text stands for, the key itself last
/// @param inPart whether what is read changes a map: null removes an entry
/// @param quadratic whether making the map may take quadratic time, as for [ListDecoder]
record MapDecoder(
    MapModel model,
    Converter<?> keys,
    List<MappedModel> stoodFor,
    List<KeyCheck> keyChecks,
    Slot value,
    boolean lastWins,
    boolean inPart,
    boolean quadratic)
    implements Decoder {

  /// Constraints on a key, or on what stands for it.
  record KeyCheck(Function<Object, @Nullable Object> content, Constraints constraints) {}

  @Override
  public String expected() {
    return "an object";
  }

  @Override
  public @Nullable Object read(Input in) {
    int before = in.count();
    int where = in.valueStart();
    int state = in.enterObject("an object");
    if (state < 0) {
      return null;
    }
    var entries = new LinkedHashMap<Object, @Nullable Object>();
    if (state > 0) {
      do {
        entry(in, entries);
        if (quadratic && entries.size() % 1000 == 0 && !in.affordsSet(entries.size(), where)) {
          return null;
        }
      } while (in.anotherField());
    }
    if (in.count() != before) {
      return null;
    }
    return inPart ? new PartialMap(entries) : model.create(entries);
  }

  private void entry(Input in, LinkedHashMap<Object, @Nullable Object> entries) {
    var name = in.name();
    int where = in.valueStart();
    var key = key(in, name, where);
    if (key != null && !lastWins && entries.containsKey(key)) {
      in.note(where, "", "duplicate", duplicate(name));
    }
    var content = inPart && in.isNull() ? nothing(in) : value.read(in);
    if (key != null) {
      entries.put(key, content);
    }
  }

  private static @Nullable Object nothing(Input in) {
    in.readNull();
    return null;
  }

  private @Nullable Object key(Input in, String name, int where) {
    Object key = null;
    try {
      key = keys.parse(name);
    } catch (IllegalArgumentException | java.time.DateTimeException refused) {
      // Said below.
    }
    if (key == null) {
      in.note(where, "", "format", "The name is not " + keys.expected() + ".");
      return null;
    }
    for (int i = 0; i < stoodFor.size(); i++) {
      key = MappedDecoder.made(stoodFor.get(i), in, where, key);
      if (key == null) {
        return null;
      }
    }
    for (int i = 0; i < keyChecks.size(); i++) {
      var check = keyChecks.get(i);
      var content = check.content().apply(key);
      in.violations(where, "", check.constraints().check(content, in.budget()));
    }
    return key;
  }

  static String duplicate(String name) {
    return "The name \"" + DecodeProblem.shown(name) + "\" occurs twice.";
  }
}
