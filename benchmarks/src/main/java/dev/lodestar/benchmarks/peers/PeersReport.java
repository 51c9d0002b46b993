package dev.lodestar.benchmarks.peers;

import dev.lodestar.benchmarks.load.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// The results as Markdown: how they compare with Lodestar's, where somebody is ahead of it, and
/// everything in full.
///
/// @param peers the servers, Lodestar among them
/// @param cells the loads
/// @param results what was found
record PeersReport(List<Peer> peers, List<Cell> cells, PeersResults results) {
  /// What is compared.
  ///
  /// @param title above the table
  /// @param value what is taken of each round
  /// @param moreIsBetter whether more than Lodestar is ahead of it
  private record Aspect(
      String title, ToDoubleFunction<Measurement.Round> value, boolean moreIsBetter) {
    boolean isAhead(double ratio) {
      return moreIsBetter ? ratio > 1 : ratio < 1;
    }
  }

  private static final List<Aspect> ASPECTS =
      List.of(
          new Aspect("Requests a second", Measurement.Round::perSecond, true),
          new Aspect("Processor time for each request", Measurement.Round::cpu, false),
          new Aspect("99th percentile", Measurement.Round::percentile99, false));

  String text() {
    var text = new StringBuilder();
    printProblems(text);
    printStarts(text);
    for (var aspect : ASPECTS) {
      printRatios(text, aspect);
    }
    printAhead(text);
    printAll(text);
    return text.toString();
  }

  private void printProblems(StringBuilder text) {
    for (var problem : results.allBroken().entrySet()) {
      text.append("- **").append(title(problem.getKey())).append("** is left out: ");
      text.append(problem.getValue()).append(".\n");
    }
    for (var peer : results.allWrong().entrySet()) {
      for (var problem : peer.getValue().entrySet()) {
        text.append("- **").append(title(peer.getKey())).append("** is left out on `");
        text.append(problem.getKey().title()).append("`: ");
        text.append(problem.getValue()).append(".\n");
      }
    }
    for (var cell : results.allFailed().entrySet()) {
      for (var problem : cell.getValue().entrySet()) {
        text.append("- **").append(title(problem.getKey())).append("** does not stand `");
        text.append(cell.getKey().title()).append("`: ").append(problem.getValue()).append(".\n");
      }
    }
  }

  private String title(String name) {
    return peers.stream()
        .filter(peer -> peer.name().equals(name))
        .map(Peer::title)
        .findFirst()
        .orElse(name);
  }

  private void printStarts(StringBuilder text) {
    text.append("\n### Start-up and memory\n\n");
    text.append("|server|version|first answer, ms|fastest|ratio|CPU ms|classes|");
    text.append(
        "resident MiB, idle|after the load|\n|---|---|---:|---:|---:|---:|---:|---:|---:|\n");
    var baseline = results.startsOf(Peers.BASELINE);
    for (var peer : peers) {
      var starts = results.startsOf(peer.name());
      var footprint = results.footprintOf(peer.name());
      text.append('|').append(peer.title()).append('|').append(peer.version().get()).append('|');
      text.append(
          starts.isEmpty()
              ? "||||"
              : String.format(
                  Locale.ROOT,
                  "%.0f|%.0f|%s|%.0f|",
                  starts.milliseconds(),
                  starts.fastest(),
                  baseline.isEmpty()
                      ? ""
                      : String.format(
                          Locale.ROOT, "%.2f", starts.milliseconds() / baseline.milliseconds()),
                  starts.cpu()));
      text.append(number(footprint.classes())).append('|');
      text.append(number(footprint.idle())).append('|');
      text.append(number(footprint.loaded())).append("|\n");
    }
  }

  private static String number(long value) {
    return value == 0 ? "" : Long.toString(value);
  }

  private List<Peer> loaded() {
    return peers.stream().filter(peer -> !peer.onlyStarts()).toList();
  }

  private void printRatios(StringBuilder text, Aspect aspect) {
    if (cells.isEmpty()) {
      return;
    }
    text.append("\n### ").append(aspect.title()).append(", divided by Lodestar's\n\n|server|");
    for (var cell : cells) {
      text.append(cell.title()).append('|');
    }
    text.append("\n|---|").append("---:|".repeat(cells.size())).append('\n');
    for (var peer : loaded()) {
      text.append('|').append(peer.title()).append('|');
      for (var cell : cells) {
        text.append(ratio(cell, peer, aspect).map(ratio -> shown(ratio, aspect)).orElse("–"));
        text.append('|');
      }
      text.append('\n');
    }
  }

  private static String shown(double ratio, Aspect aspect) {
    return String.format(Locale.ROOT, aspect.isAhead(ratio) ? "**%.2f**" : "%.2f", ratio);
  }

  private Optional<Double> ratio(Cell cell, Peer peer, Aspect aspect) {
    var own = results.of(cell, peer.name());
    var baseline = results.of(cell, Peers.BASELINE);
    return own.isEmpty() || baseline.isEmpty()
        ? Optional.empty()
        : Optional.of(own.get().ratioTo(baseline.get(), aspect.value()));
  }

  private void printAhead(StringBuilder text) {
    var ahead = new ArrayList<String>();
    for (var aspect : ASPECTS) {
      for (var cell : cells) {
        for (var peer : peers) {
          var ratio = ratio(cell, peer, aspect);
          if (!peer.name().equals(Peers.BASELINE)
              && ratio.isPresent()
              && aspect.isAhead(ratio.get())) {
            ahead.add(
                String.format(
                    Locale.ROOT,
                    "- %s, %s: %s %.2f%n",
                    cell.title(),
                    aspect.title(),
                    peer.title(),
                    ratio.get()));
          }
        }
      }
    }
    text.append("\n### Who is ahead of Lodestar\n\n");
    text.append(ahead.isEmpty() ? "Nobody, anywhere.\n" : String.join("", ahead));
  }

  private void printAll(StringBuilder text) {
    for (var cell : cells) {
      text.append("\n### `").append(cell.endpoint().described()).append("`, ");
      text.append(cell.connections())
          .append(cell.connections() == 1 ? " connection" : " connections");
      text.append(cell.depth() > 1 ? ", " + cell.depth() + " requests at once" : "").append("\n\n");
      text.append("|server|requests/s|spread|ratio|p50 µs|p99 µs|CPU µs/request|ratio|\n");
      text.append("|---|---:|---:|---:|---:|---:|---:|---:|\n");
      for (var peer : loaded()) {
        var found = results.of(cell, peer.name());
        text.append('|').append(peer.title()).append('|');
        text.append(found.map(measured -> row(cell, peer, measured)).orElse("–|||||||\n"));
      }
    }
  }

  private String row(Cell cell, Peer peer, Measurement found) {
    return String.format(
        Locale.ROOT,
        "%.0f|%.0f %%|%s|%.0f|%.0f|%.2f|%s|%n",
        found.perSecond(),
        found.spread(),
        ratio(cell, peer, ASPECTS.getFirst())
            .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
            .orElse(""),
        found.median(),
        found.percentile99(),
        found.cpu(),
        ratio(cell, peer, ASPECTS.get(1))
            .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
            .orElse(""));
  }
}
