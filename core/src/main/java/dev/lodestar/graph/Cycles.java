package dev.lodestar.graph;

import dev.lodestar.report.StartupProblem;
import java.util.Collection;

/// Providers that need each other.
public final class Cycles {
  private Cycles() {}

  /// The problem of a provider that is needed to make itself.
  ///
  /// @param open the providers that are being planned, outermost first; the provider is among them
  public static StartupProblem problem(ProviderEntry entry, Collection<ProviderEntry> open) {
    var text = new StringBuilder();
    var inside = false;
    for (var other : open) {
      inside |= other == entry;
      if (inside) {
        text.append(other).append(" -> ");
      }
    }
    return entry.problem(
        "provider-cycle",
        "It is needed to make itself: " + text + entry + ".",
        "Let one of them do without the other, or move what both need into a third one. A Supplier"
            + " does not help, since it could be asked at once.");
  }
}
