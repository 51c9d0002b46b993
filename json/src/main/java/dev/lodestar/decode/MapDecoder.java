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
/// @param collisionsCost whether keys with the same hash code cost
record MapDecoder(
    MapModel model,
    Converter<?> keys,
    List<MappedModel> stoodFor,
    List<KeyCheck> keyChecks,
    Slot value,
    boolean lastWins,
    boolean inPart,
    boolean collisionsCost)
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
      readEntries(in, where, entries);
    }
    return in.count() == before ? made(entries, in, where) : null;
  }

  private void readEntries(Input in, int where, LinkedHashMap<Object, @Nullable Object> entries) {
    // How many keys there are when they are looked at for collisions, which takes time too.
    int look = collisionsCost ? in.affordable() + 1 : Integer.MAX_VALUE;
    boolean affordable = true;
    do {
      if (affordable) {
        entry(in, entries);
      } else {
        in.name();
        in.skip();
      }
      if (affordable && entries.size() >= look) {
        affordable = Collisions.afford(entries.keySet(), in, where, false);
        look += 1 + look / 2;
      }
    } while (in.anotherField());
  }

  private @Nullable Object made(
      LinkedHashMap<Object, @Nullable Object> entries, Input in, int where) {
    if (collisionsCost && !Collisions.afford(entries.keySet(), in, where, true)) {
      return null;
    }
    if (inPart) {
      return new PartialMap(entries);
    }
    try {
      return model.create(entries);
    } catch (RuntimeException refused) {
      // Keys of the application may fail to be compared.
      in.refused(where, refused);
      return null;
    }
  }

  private void entry(Input in, LinkedHashMap<Object, @Nullable Object> entries) {
    var name = in.name();
    int where = in.valueStart();
    var key = key(in, name, where);
    if (key != null && !lastWins && isThere(key, entries)) {
      in.note(where, "", "duplicate", duplicate(name));
    }
    var content = inPart && in.isNull() ? nothing(in) : value.read(in);
    if (key != null) {
      put(key, content, entries, in, where);
    }
  }

  private static boolean isThere(Object key, LinkedHashMap<Object, @Nullable Object> entries) {
    try {
      return entries.containsKey(key);
    } catch (RuntimeException refused) {
      // Told when the key is put.
      return false;
    }
  }

  private static void put(
      Object key,
      @Nullable Object content,
      LinkedHashMap<Object, @Nullable Object> entries,
      Input in,
      int where) {
    try {
      entries.put(key, content);
    } catch (RuntimeException refused) {
      // Keys of the application may fail to be hashed or compared.
      in.refused(where, refused);
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
    } catch (RuntimeException refused) {
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
