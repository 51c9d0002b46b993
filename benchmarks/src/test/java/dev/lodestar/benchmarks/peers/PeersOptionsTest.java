package dev.lodestar.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeersOptionsTest {
  @Test
  void every_endpoint_is_measured_with_every_number_of_connections_and_two_are_pipelined() {
    var cells = PeersOptions.parse(List.of()).cells();

    assertThat(cells).hasSize(5 * 3 + 2);
    assertThat(cells).contains(new Cell(Endpoint.CREATE, 1000, 1));
    assertThat(cells)
        .endsWith(new Cell(Endpoint.PLAINTEXT, 64, 16), new Cell(Endpoint.JSON, 64, 16));
  }

  @Test
  void endpoints_and_connections_are_chosen() {
    var options =
        PeersOptions.parse(
            List.of("--endpoints=json,users", "--connections=8", "--pipelined=2", "--depth=4"));

    assertThat(options.cells())
        .containsExactly(
            new Cell(Endpoint.JSON, 8, 1),
            new Cell(Endpoint.USERS, 8, 1),
            new Cell(Endpoint.JSON, 2, 4));
  }

  @Test
  void no_connections_are_no_load() {
    assertThat(PeersOptions.parse(List.of("--connections=0", "--pipelined=0")).cells()).isEmpty();
  }

  @Test
  void unknown_names_and_numbers_are_refused() {
    assertThatThrownBy(() -> PeersOptions.parse(List.of("--endpoint=json")))
        .hasMessage("There is no option --endpoint.");
    assertThatThrownBy(() -> PeersOptions.parse(List.of("--endpoints=xml")))
        .hasMessageContaining("'xml'")
        .hasMessageContaining("plaintext, json, users, products, create");
    assertThatThrownBy(() -> PeersOptions.parse(List.of("--rounds=many")))
        .hasMessageContaining("'many'");
    assertThatThrownBy(() -> Peers.named(Peers.all(Path.of(".")), List.of("rails")))
        .hasMessageContaining("'rails'")
        .hasMessageContaining("spring-boot");
  }

  @Test
  void lodestar_is_always_among_the_peers() {
    var peers = Peers.named(Peers.all(Path.of(".")), List.of("vertx"));

    assertThat(peers).extracting(Peer::name).containsExactly("lodestar", "vertx");
  }
}
