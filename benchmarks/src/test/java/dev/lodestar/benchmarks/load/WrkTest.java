package dev.lodestar.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class WrkTest {
  private static final String REPORT =
      """
      Running 4s test @ http://127.0.0.1:8080/json
        1 threads and 64 connections
        Thread Stats   Avg      Stdev     Max   +/- Stdev
          Latency     1.05ms  500.00us  12.31ms   90.00%
          Req/Sec    60.81k     2.11k   65.09k    70.00%
        Latency Distribution
           50%    0.98ms
           75%    1.20ms
           90%    1.50ms
           99%    2.75ms
        242110 requests in 4.10s, 50.00MB read
      """;

  @Test
  void numbers_are_read_from_the_report() {
    var load = Wrk.parse(REPORT);

    assertThat(load).isEqualTo(new LoadGenerator.Load(242110, 0, 4.1, 980, 2750));
  }

  @Test
  void a_plain_request_needs_no_script() {
    var request = LoadRequest.get(URI.create("http://127.0.0.1:8080/json"));

    assertThat(Wrk.script(request)).isEmpty();
  }

  @Test
  void content_and_pipelines_are_scripted() {
    var address = URI.create("http://127.0.0.1:8080/json");

    assertThat(Wrk.script(new LoadRequest(address, "{\"a\":1}", 16)))
        .contains("wrk.method = \"POST\"")
        .contains("wrk.body = [==[{\"a\":1}]==]")
        .contains("string.rep(wrk.format(), 16)");
  }

  @Test
  void wrong_answers_and_broken_connections_are_failures() {
    var load =
        Wrk.parse(
            REPORT
                + "  Socket errors: connect 1, read 2, write 3, timeout 4\n"
                + "  Non-2xx or 3xx responses: 100\n");

    assertThat(load.failures()).isEqualTo(110);
  }
}
