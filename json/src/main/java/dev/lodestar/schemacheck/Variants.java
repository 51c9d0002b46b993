package dev.lodestar.schemacheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The alternatives of a schema, and what tells them apart.
final class Variants {
  private final List<Keywords> variants = new ArrayList<>();
  private final String tag;

  Variants(References references, Keywords schema, List<?> alternatives) {
    this.tag = schema.map("discriminator").get("propertyName") instanceof String name ? name : "";
    for (var alternative : alternatives) {
      if (alternative instanceof Map<?, ?> tree) {
        variants.add(resolved(references, tree));
      }
    }
  }

  private static Keywords resolved(References references, Map<?, ?> tree) {
    return tree.get("$ref") instanceof String reference
            && references.find(reference).orElse(true) instanceof Map<?, ?> target
        ? new Keywords(target)
        : new Keywords(tree);
  }

  /// The field that tells the variant; empty if there is none.
  String tag() {
    return tag;
  }

  /// What the tag may be.
  List<String> words() {
    var words = new ArrayList<String>();
    for (var variant : variants) {
      if (word(variant) instanceof String word) {
        words.add(word);
      }
    }
    return words;
  }

  private @Nullable Object word(Keywords variant) {
    return variant.map("properties").get(tag) instanceof Map<?, ?> field
        ? field.get("const")
        : null;
  }

  /// The variant whose tag the value has, or else the only one of the kind of the value.
  Optional<Map<?, ?>> meant(@Nullable Object value) {
    var sameKind = new ArrayList<Map<?, ?>>();
    for (var variant : variants) {
      var word = word(variant);
      if (word != null
          && value instanceof Map<?, ?> object
          && JsonValues.equal(word, object.get(tag))) {
        return Optional.of(variant.tree());
      }
      if (variant.get("type") instanceof String type && JsonValues.isOf(type, value)) {
        sameKind.add(variant.tree());
      }
    }
    return tag.isEmpty() && sameKind.size() == 1
        ? Optional.of(sameKind.getFirst())
        : Optional.empty();
  }
}
