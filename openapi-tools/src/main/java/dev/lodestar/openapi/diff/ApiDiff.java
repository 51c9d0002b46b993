package dev.lodestar.openapi.diff;

import dev.lodestar.openapi.diff.ApiChange.Weight;
import dev.lodestar.openapi.document.ApiDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What has changed between two documents, and whether clients of the older one are broken by it.
///
/// Requests and responses are told apart: a request that was accepted has to be accepted still, and
/// a response must not bring what was not to be expected. Whatever clients used and is gone is
/// breaking. Immutable and thread-safe.
public final class ApiDiff {
  private final List<ApiChange> changes;

  private ApiDiff(List<ApiChange> changes) {
    this.changes = List.copyOf(changes);
  }

  /// Compares two documents.
  ///
  /// @param before the older one
  /// @param after the newer one
  /// @return what is different
  public static ApiDiff between(ApiDocument before, ApiDocument after) {
    var changes = new ArrayList<ApiChange>();
    new DocumentComparison(before, after, changes).compare();
    return new ApiDiff(changes.stream().distinct().toList());
  }

  /// Returns all changes.
  ///
  /// @return in the order of the older document, then what is new
  public List<ApiChange> changes() {
    return changes;
  }

  /// Returns the changes of one weight.
  ///
  /// @param weight which ones
  /// @return in the order of [#changes()]
  public List<ApiChange> changes(Weight weight) {
    return changes.stream().filter(change -> change.weight() == weight).toList();
  }

  /// Tells whether a client that was written for the older document may fail.
  ///
  /// @return true if there is a breaking change
  public boolean isBreaking() {
    return !changes(Weight.BREAKING).isEmpty();
  }

  /// Returns the changes as a tree, for programs.
  ///
  /// @return a map for JSON, whose field `changes` lists all of them
  public Map<String, Object> tree() {
    var list = new ArrayList<Map<String, Object>>();
    for (var change : changes) {
      var entry = new LinkedHashMap<String, Object>();
      entry.put("weight", change.weight().name().toLowerCase(Locale.ROOT));
      entry.put("where", change.where());
      entry.put("place", change.place());
      entry.put("message", change.message());
      list.add(entry);
    }
    var tree = new LinkedHashMap<String, Object>();
    tree.put("breaking", isBreaking());
    tree.put("changes", list);
    return tree;
  }

  /// Tells the changes to people, the breaking ones first.
  @Override
  public String toString() {
    if (changes.isEmpty()) {
      return "Nothing has changed.\n";
    }
    var text = new StringBuilder();
    for (var weight : Weight.values()) {
      var those = changes(weight);
      if (!those.isEmpty()) {
        text.append(heading(weight)).append(" (").append(those.size()).append(")\n");
        append(those, text);
      }
    }
    return text.toString();
  }

  private static String heading(Weight weight) {
    return switch (weight) {
      case BREAKING -> "Breaking";
      case COMPATIBLE -> "Compatible";
      case PROSE -> "Prose";
    };
  }

  private static void append(List<ApiChange> changes, StringBuilder text) {
    var groups = new LinkedHashMap<String, List<ApiChange>>();
    for (var change : changes) {
      groups.computeIfAbsent(change.where(), _ -> new ArrayList<>()).add(change);
    }
    groups.forEach((where, group) -> {
      text.append("  ").append(where).append('\n');
      group.forEach(change -> text.append("    ").append(change).append('\n'));
    });
  }
}
