package dev.lodestar.decode;

import dev.lodestar.format.Input;
import dev.lodestar.merge.PartialObject;
import org.jspecify.annotations.Nullable;

/// Reads an object inside of one that is read in part, but is no change: it must be complete as far
/// as documents can give it. If that is all that is needed, the instance is made at once.
record DraftDecoder(Decoder part) implements Decoder {

  @Override
  public String expected() {
    return part.expected();
  }

  @Override
  public @Nullable Object read(Input in) {
    int before = in.count();
    int where = in.valueStart();
    var read = part.read(in);
    return in.count() == before && read instanceof PartialObject object
        ? complete(in, where, object)
        : null;
  }

  private static PartialObject complete(Input in, int where, PartialObject object) {
    Object instance;
    try {
      instance = object.instance();
    } catch (RuntimeException refused) {
      in.refused(where, refused);
      return object;
    }
    if (instance == null) {
      return object;
    }
    in.violations(where, "", object.plan().constraints().check(instance, in.budget()));
    return object.with(instance);
  }
}
