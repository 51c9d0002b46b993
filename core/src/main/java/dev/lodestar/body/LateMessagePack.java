package dev.lodestar.body;

import dev.lodestar.codec.Codec;
import dev.lodestar.json.Json;
import dev.lodestar.messagepack.MessagePack;
import dev.lodestar.model.TypeUse;
import org.jspecify.annotations.Nullable;

/// The MessagePack codecs that go with a set of JSON codecs, made when the first document comes.
/// Thread-safe: several threads may make the same, and any of theirs is right.
final class LateMessagePack {
  private final Json settings;
  private volatile @Nullable MessagePack made;

  LateMessagePack(Json settings) {
    this.settings = settings;
  }

  /// A codec that is made when it is asked for, for whole values.
  LateCodec codec(TypeUse use) {
    return new LateCodec(this, use, false);
  }

  /// A codec that is made when it is asked for, for values that are read in part.
  LateCodec partialCodec(TypeUse use) {
    return new LateCodec(this, use, true);
  }

  private MessagePack get() {
    var known = made;
    if (known == null) {
      known = MessagePack.of(settings);
      made = known;
    }
    return known;
  }

  /// The codec of one type.
  static final class LateCodec {
    private final LateMessagePack set;
    private final TypeUse use;
    private final boolean inPart;
    private volatile @Nullable Codec<@Nullable Object> made;

    private LateCodec(LateMessagePack set, TypeUse use, boolean inPart) {
      this.set = set;
      this.use = use;
      this.inPart = inPart;
    }

    @SuppressWarnings("unchecked") // what it decodes goes to the parameter of that type
    Codec<@Nullable Object> get() {
      var known = made;
      if (known == null) {
        var codec = set.get().codec(use);
        known =
            (Codec<@Nullable Object>)
                (Codec<?>) (inPart ? codec.preparePartialDecoding() : codec.prepareDecoding());
        made = known;
      }
      return known;
    }
  }
}
