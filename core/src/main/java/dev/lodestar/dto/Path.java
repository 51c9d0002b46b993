package dev.lodestar.dto;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// How a DTO names a field.
sealed interface Path {

  /// The path of Java names; nothing after a problem.
  ///
  /// @param fields those of the type; tells what is wrong
  Optional<String> in(Fields fields);

  static Path of(String path) {
    return new Text(requireNonNull(path, "path"));
  }

  static Path of(Getter<?, ?> field) {
    return new Reference(requireNonNull(field, "field"));
  }

  /// As a text.
  record Text(String text) implements Path {
    @Override
    public Optional<String> in(Fields fields) {
      return Optional.of(text);
    }
  }

  /// By a reference to its getter.
  record Reference(Getter<?, ?> getter) implements Path {
    @Override
    public Optional<String> in(Fields fields) {
      return fields.nameOf(getter);
    }
  }
}
