package dev.lodestar.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.benchmarks.load.Measurement.Round;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeersReportTest {
  private static final Cell PLAIN = new Cell(Endpoint.PLAINTEXT, 64, 1);
  private static final Cell DEEP = new Cell(Endpoint.PLAINTEXT, 64, 16);
  private static final List<Peer> PEERS =
      List.of(peer("lodestar", "Lodestar"), peer("other", "Other"), peer("third", "Third"));

  private final PeersResults results = new PeersResults();

  @Test
  void a_peer_is_compared_with_lodestar_round_by_round() {
    for (var weather : new double[] {1, 10, 100}) {
      results.add(PLAIN, "lodestar", new Round(1000 / weather, 20, 50 * weather, 8));
      results.add(PLAIN, "other", new Round(500 / weather, 30, 75 * weather, 12));
    }

    assertThat(report())
        .contains("|server|plaintext 64|plaintext 64 × 16|")
        .contains("|Other|0.50|–|")
        .contains("|Other|1.50|–|")
        .contains("|Other|50|990 %|0.50|30|750|12.00|1.50|");
  }

  @Test
  void whoever_is_ahead_is_named() {
    results.add(PLAIN, "lodestar", new Round(1000, 20, 50, 8));
    results.add(PLAIN, "other", new Round(900, 20, 50, 6));

    assertThat(report())
        .contains("|Other|**0.75**|–|")
        .contains("- plaintext 64, Processor time for each request: Other 0.75")
        .doesNotContain("Requests a second: Other")
        .doesNotContain("99th percentile: Other");
  }

  @Test
  void nobody_is_ahead_if_nobody_is() {
    results.add(PLAIN, "lodestar", new Round(1000, 20, 50, 8));
    results.add(PLAIN, "other", new Round(1000, 20, 50, 8));

    assertThat(report()).contains("Nobody, anywhere.");
  }

  @Test
  void what_is_not_measured_is_explained() {
    results.broken("third", "does not build");
    results.wrong("other", Endpoint.USERS, "GET /users/1 is answered with 500");
    results.add(DEEP, "other", new Round(900, 20, 50, 6));
    results.failed("other", DEEP, "3 of 9 requests failed");

    assertThat(report())
        .contains("- **Third** is left out: does not build.")
        .contains("- **Other** is left out on `users`: GET /users/1 is answered with 500.")
        .contains("- **Other** does not stand `plaintext 64 × 16`: 3 of 9 requests failed.")
        .contains("|Other|–|–|");
  }

  @Test
  void starts_are_medians() {
    for (var time : new double[] {300, 100, 200}) {
      results.startsOf("lodestar").add(new PeerStarts.Start(time, time));
      results.startsOf("other").add(new PeerStarts.Start(2 * time, 3 * time));
    }
    results.footprint("other", new PeersResults.Footprint(4000, 80, 160));

    assertThat(report())
        .contains("|Lodestar|1.0|200|100|1.00|200||||")
        .contains("|Other|1.0|400|200|2.00|600|4000|80|160|");
  }

  private String report() {
    return new PeersReport(PEERS, List.of(PLAIN, DEEP), results).text();
  }

  private static Peer peer(String name, String title) {
    return new Peer(
        name,
        title,
        Peer.Version.known("1.0"),
        new Peer.Source.Benchmarks(),
        new Peer.Launch.Java(List.of()));
  }
}
