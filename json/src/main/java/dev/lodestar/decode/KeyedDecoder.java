package dev.lodestar.decode;

import dev.lodestar.format.FieldNames;
import dev.lodestar.format.Format;
import dev.lodestar.format.Input;
import dev.lodestar.model.UnionModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the objects among the variants of a sealed type, told apart by the fields that only one of
/// them has. The first such field decides; the object is read again from its start then, and the
/// variant refuses those of other variants.
///
/// @param keys the names of these fields
/// @param owners the variant of each key
/// @param other the variant of an object that has none of the keys; negative if there is none
record KeyedDecoder(
    FieldNames keys, int[] owners, List<Decoder> variants, int other, String expectedKeys)
    implements Decoder {

  static KeyedDecoder of(List<UnionModel.Variant> variants, List<Decoder> decoders, Format format) {
    var names = new ArrayList<String>();
    var owners = new ArrayList<Integer>();
    int other = -1;
    for (int i = 0; i < variants.size(); i++) {
      var keys = variants.get(i).keys();
      for (var key : keys) {
        names.add(key);
        owners.add(i);
      }
      other = keys.isEmpty() ? i : other;
    }
    return new KeyedDecoder(
        FieldNames.of(names, List.of(), format),
        owners.stream().mapToInt(Integer::intValue).toArray(),
        List.copyOf(decoders),
        other,
        "an object with one of the fields " + String.join(", ", names));
  }

  @Override
  public String expected() {
    return "an object";
  }

  @Override
  public @Nullable Object read(Input in) {
    int before = in.count();
    int where = in.valueStart();
    long start = in.mark();
    int state = in.enterObject("an object");
    if (state < 0) {
      return null;
    }
    int variant = state == 0 ? other : variant(in);
    if (in.count() != before) {
      return null;
    }
    if (variant < 0) {
      in.mismatch(where, "type", expectedKeys);
      return null;
    }
    return in.reset(start) ? variants.get(variant).read(in) : null;
  }

  private int variant(Input in) {
    int key = in.firstField(keys);
    do {
      if (key >= 0) {
        return owners[key];
      }
      in.skip();
      key = in.nextField(keys, 0);
    } while (key != Input.CLOSED);
    return other;
  }
}
