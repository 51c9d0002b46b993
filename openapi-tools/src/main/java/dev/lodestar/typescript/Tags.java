package dev.lodestar.typescript;

import dev.lodestar.openapi.document.ApiDocument;
import dev.lodestar.openapi.document.Node;
import java.util.ArrayList;
import java.util.Optional;

/// What tells the variants of a union apart, where the variants do not say it themselves.
final class Tags {
  private final ApiDocument document;
  private final String property;
  private final Node mapping;

  Tags(ApiDocument document, Node union) {
    this.document = document;
    this.property = union.get("discriminator").get("propertyName").text("");
    this.mapping = union.get("discriminator").get("mapping");
  }

  /// The type with the tag of a variant; empty if there is no tag, or the variant has it.
  Optional<String> missing(Node variant) {
    var component = document.component(variant);
    if (property.isEmpty() || component.isEmpty()) {
      return Optional.empty();
    }
    var own = document.resolve(document.resolve(variant).get("properties").get(property));
    if (own.get("const").isPresent() || own.get("enum").items().size() == 1) {
      return Optional.empty();
    }
    var values = new ArrayList<String>();
    mapping
        .fields()
        .forEach((value, target) -> {
          var leadsHere =
              target.text("").equals(variant.get("$ref").text(""))
                  || target.text("").equals(component.get());
          if (leadsHere) {
            values.add(Names.quoted(value));
          }
        });
    if (values.isEmpty()) {
      values.add(Names.quoted(component.get()));
    }
    return Optional.of("{ " + Names.property(property) + ": " + String.join(" | ", values) + " }");
  }
}
