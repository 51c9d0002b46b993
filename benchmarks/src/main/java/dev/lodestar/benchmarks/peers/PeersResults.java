package dev.lodestar.benchmarks.peers;

import dev.lodestar.benchmarks.load.Measurement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What was found about the servers. Used by one thread.
final class PeersResults {
  /// The memory and the classes of a server.
  ///
  /// @param classes loaded until the first answer
  /// @param idle resident mebibytes after the answers to a few requests
  /// @param loaded resident mebibytes after the whole load
  record Footprint(long classes, long idle, long loaded) {}

  private final Map<String, PeerStarts> starts = new LinkedHashMap<>();
  private final Map<String, Footprint> footprints = new LinkedHashMap<>();
  private final Map<String, String> broken = new LinkedHashMap<>();
  private final Map<String, Map<Endpoint, String>> wrong = new LinkedHashMap<>();
  private final Map<Cell, Map<String, String>> failed = new LinkedHashMap<>();
  private final Map<Cell, Map<String, Measurement>> loads = new LinkedHashMap<>();

  PeerStarts startsOf(String peer) {
    return starts.computeIfAbsent(peer, _ -> new PeerStarts());
  }

  void footprint(String peer, Footprint footprint) {
    footprints.put(peer, footprint);
  }

  Footprint footprintOf(String peer) {
    return footprints.getOrDefault(peer, new Footprint(0, 0, 0));
  }

  /// The peer cannot be measured at all.
  void broken(String peer, String why) {
    broken.put(peer, why);
  }

  boolean isBroken(String peer) {
    return broken.containsKey(peer);
  }

  Map<String, String> allBroken() {
    return broken;
  }

  /// The peer cannot be measured on an endpoint.
  void wrong(String peer, Endpoint endpoint, String what) {
    wrong.computeIfAbsent(peer, _ -> new LinkedHashMap<>()).putIfAbsent(endpoint, what);
  }

  boolean isRight(String peer, Endpoint endpoint) {
    return !isBroken(peer) && !wrong.getOrDefault(peer, Map.of()).containsKey(endpoint);
  }

  Map<String, Map<Endpoint, String>> allWrong() {
    return wrong;
  }

  /// The peer does not stand a load.
  void failed(String peer, Cell cell, String how) {
    failed.computeIfAbsent(cell, _ -> new LinkedHashMap<>()).putIfAbsent(peer, how);
  }

  /// Whether the peer is measured with a load.
  boolean stands(String peer, Cell cell) {
    return isRight(peer, cell.endpoint()) && !failed.getOrDefault(cell, Map.of()).containsKey(peer);
  }

  Map<Cell, Map<String, String>> allFailed() {
    return failed;
  }

  void add(Cell cell, String peer, Measurement.Round round) {
    loads
        .computeIfAbsent(cell, _ -> new LinkedHashMap<>())
        .computeIfAbsent(peer, _ -> new Measurement())
        .add(round);
  }

  /// What was measured; nothing for a peer that did not answer rightly in every round.
  Optional<Measurement> of(Cell cell, String peer) {
    return stands(peer, cell)
        ? Optional.ofNullable(loads.getOrDefault(cell, Map.of()).get(peer))
        : Optional.empty();
  }
}
