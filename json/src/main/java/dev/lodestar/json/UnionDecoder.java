package dev.lodestar.json;

import dev.lodestar.model.UnionModel;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a variant of a sealed type. The tag may stand anywhere in the object, so it is looked for
/// first; that makes the cost of nested unions proportional to the depth too, which is limited.
final class UnionDecoder implements Decoder {
  private final String tag;
  private final boolean lastWins;
  private final Map<String, ObjectDecoder> variants = new HashMap<>();
  private String expectedTag = "";

  /// Creates a decoder that must still be completed: a variant may contain the union.
  UnionDecoder(UnionModel model, boolean lastWins) {
    this.tag = model.tag();
    this.lastWins = lastWins;
  }

  void complete(Map<String, ObjectDecoder> decoders) {
    variants.putAll(decoders);
    var names = new StringBuilder("one of ");
    for (var name : decoders.keySet()) {
      names.append(names.length() > 7 ? ", " : "").append(name);
    }
    expectedTag = names.toString();
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
    int start = in.position();
    var problems = in.problems();
    int before = problems.count();
    var variant = findVariant(in);
    if (in.malformed()) {
      return null;
    }
    in.position(start);
    if (variant == null || problems.count() != before) {
      in.skip();
      return null;
    }
    return variant.read(in);
  }

  private @Nullable ObjectDecoder findVariant(Reader in) {
    if (!in.enter()) {
      return null;
    }
    ObjectDecoder variant = null;
    boolean found = false;
    boolean more = !in.isEmpty('}');
    while (more && !in.malformed()) {
      var name = in.name();
      in.colon();
      if (name.equals(tag)) {
        found = true;
        variant = variant(in);
        more = lastWins && in.another('}');
      } else {
        in.skip();
        more = !in.malformed() && in.another('}');
      }
    }
    if (!found) {
      in.problems().at(tag);
      in.problems().missing(expectedTag);
    }
    in.leave();
    return variant;
  }

  private @Nullable ObjectDecoder variant(Reader in) {
    in.problems().at(tag);
    boolean isText = in.peek() == '"';
    int where = in.position();
    var text = "";
    if (isText) {
      text = in.string();
    } else {
      in.skip();
    }
    var variant = isText ? variants.get(text) : null;
    if (variant == null) {
      in.problems().mismatch(isText ? "format" : "type", expectedTag, where);
    }
    return variant;
  }
}
