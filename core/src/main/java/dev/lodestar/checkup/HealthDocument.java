package dev.lodestar.checkup;

import dev.lodestar.health.HealthReport;
import dev.lodestar.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A report as clients get it.
///
/// @param status up, degraded or down
/// @param checks nothing if only the status is shown
public record HealthDocument(String status, Optional<List<CheckDocument>> checks) {

  /// One check.
  ///
  /// @param message nothing if there is nothing to say
  /// @param details nothing if nothing was measured
  /// @param at when it was found out, as ISO 8601 has it
  public record CheckDocument(
      String name,
      String status,
      boolean critical,
      Optional<String> message,
      Optional<Map<String, Object>> details,
      long tookMillis,
      String at) {

    static CheckDocument of(HealthReport.Entry entry) {
      var result = entry.result();
      return new CheckDocument(
          entry.name(),
          result.status().toString(),
          entry.critical(),
          Optional.of(result.message()).filter(message -> !message.isEmpty()),
          Optional.of(result.details()).filter(details -> !details.isEmpty()),
          entry.took().toMillis(),
          entry.at().toString());
    }
  }

  /// The report in JSON.
  ///
  /// @param details whether more than the status is shown
  public static byte[] encoded(HealthReport report, boolean details) {
    var checks =
        details
            ? Optional.of(report.checks().stream().map(CheckDocument::of).toList())
            : Optional.<List<CheckDocument>>empty();
    return Json.standard()
        .codec(HealthDocument.class)
        .encode(new HealthDocument(report.status().toString(), checks));
  }
}
