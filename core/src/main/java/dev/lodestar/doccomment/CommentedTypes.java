package dev.lodestar.doccomment;

import dev.lodestar.model.FieldModel;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.schema.TypeDescriptions;
import java.util.Optional;

/// Describes types by their doc comments.
record CommentedTypes(DocComments comments) implements TypeDescriptions {
  @Override
  public Optional<String> type(Class<?> type) {
    return comments.of(type).map(DocComment::text).filter(text -> !text.isEmpty());
  }

  /// The member tells which class declares the field, which may be a supertype.
  @Override
  public Optional<String> field(ObjectModel owner, FieldModel field) {
    if (field.computation().isPresent()) {
      return Optional.empty();
    }
    var ofOwner = comments.ofField(owner.rawClass(), field.javaName());
    return ofOwner.isPresent()
        ? ofOwner
        : field
            .getter()
            .flatMap(member -> comments.ofField(member.getDeclaringClass(), field.javaName()));
  }

  @Override
  public Optional<String> constant(Enum<?> constant) {
    return comments.ofConstant(constant);
  }
}
