package dev.lodestar.decode;

import dev.lodestar.format.FieldNames;
import dev.lodestar.format.Format;
import dev.lodestar.format.Input;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the variants of a sealed type, told apart by a tag. The tag may stand anywhere in the
/// object, which is read again from its start once the variant is known.
///
/// @param tag the only name is the tag's
/// @param names the names of the variants
record UnionDecoder(
    String tagName,
    FieldNames tag,
    FieldNames names,
    List<Decoder> variants,
    String expectedTag,
    boolean lastWins)
    implements Decoder {

  static UnionDecoder of(
      String tag, List<String> names, List<Decoder> variants, boolean lastWins, Format format) {
    return new UnionDecoder(
        tag,
        FieldNames.of(List.of(tag), List.of(), format),
        FieldNames.ofWords(names),
        List.copyOf(variants),
        "one of " + String.join(", ", names),
        lastWins);
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
    int variant = state == 0 ? Input.UNKNOWN : readTag(in);
    if (variant == Input.UNKNOWN && in.count() == before) {
      in.missing(where, tagName, expectedTag);
    }
    if (!in.reset(start)) {
      return null;
    }
    if (in.count() != before) {
      in.skip();
      return null;
    }
    return variants.get(variant).read(in);
  }

  private int readTag(Input in) {
    int variant = Input.UNKNOWN;
    int i = in.firstField(tag);
    do {
      if (i == 0) {
        variant = in.readWord(names, expectedTag);
        if (!lastWins) {
          return variant;
        }
      } else {
        in.skip();
      }
      i = in.nextField(tag, 0);
    } while (i != Input.CLOSED);
    return variant;
  }
}
