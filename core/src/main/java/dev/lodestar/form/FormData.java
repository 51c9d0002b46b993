package dev.lodestar.form;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The fields of a form, in the order in which they were sent. Immutable and thread-safe.
public final class FormData {
  private static final FormData EMPTY = new FormData(Map.of(), Map.of());

  private final Map<String, List<String>> texts;
  private final Map<String, List<Upload>> uploads;

  private FormData(Map<String, List<String>> texts, Map<String, List<Upload>> uploads) {
    this.texts = texts;
    this.uploads = uploads;
  }

  /// Returns a form without fields.
  ///
  /// @return the empty form
  public static FormData empty() {
    return EMPTY;
  }

  /// Returns the names of all fields that have texts.
  ///
  /// @return the names in the order in which they first came
  public List<String> names() {
    return List.copyOf(texts.keySet());
  }

  /// Returns the texts of a field.
  ///
  /// @param name the name, case-sensitive
  /// @return the texts in the order in which they were sent; empty if there is no such field
  public List<String> texts(String name) {
    return texts.getOrDefault(name, List.of());
  }

  /// Returns the first text of a field.
  ///
  /// @param name the name, case-sensitive
  /// @return the text, which may be empty; nothing if there is no such field
  public Optional<String> text(String name) {
    return texts(name).stream().findFirst();
  }

  /// Returns the files of a field.
  ///
  /// @param name the name, case-sensitive
  /// @return the files in the order in which they were sent; empty if there is no such field
  public List<Upload> uploads(String name) {
    return uploads.getOrDefault(name, List.of());
  }

  /// Returns all files.
  ///
  /// @return the files by the name of their field, in the order in which these first came
  public Map<String, List<Upload>> uploads() {
    return uploads;
  }

  /// Collects the fields of a form. Not thread-safe.
  static final class Builder {
    private final Map<String, List<String>> texts = new LinkedHashMap<>();
    private final Map<String, List<Upload>> uploads = new LinkedHashMap<>();

    void add(String name, String text) {
      texts.computeIfAbsent(name, _ -> new ArrayList<>()).add(text);
    }

    void add(Upload upload) {
      uploads.computeIfAbsent(upload.name(), _ -> new ArrayList<>()).add(upload);
    }

    FormData build() {
      texts.replaceAll((_, values) -> List.copyOf(values));
      uploads.replaceAll((_, files) -> List.copyOf(files));
      return new FormData(Collections.unmodifiableMap(texts), Collections.unmodifiableMap(uploads));
    }
  }
}
