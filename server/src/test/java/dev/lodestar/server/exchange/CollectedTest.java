package dev.lodestar.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.engine.OverloadOptions;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CollectedTest {
  private static final int MOST = 1 << 20;

  private final Load load = new Load(OverloadOptions.defaults().withMaxBufferedBodies(MOST));
  private final BodyShare connection = new BodyShare(load);

  @AfterEach
  void end() {
    load.close();
  }

  private static HttpException refusal(Collected body, int count) {
    return catchThrowableOfType(HttpException.class, () -> body.room(count));
  }

  private static void put(Collected body, int count) {
    var _ = body.room(count);
    body.added(count);
  }

  /// The memory for an array of this size is on no machine.
  @Test
  void a_body_for_which_there_is_no_memory_is_refused_as_with_every_overload() {
    var endless =
        new BodyMemory() {
          @Override
          public void keep(long bytes, long before) {}

          @Override
          public void keepAnyway(long bytes) {}

          @Override
          public HttpException hasRunOut() {
            return load.hasRunOut();
          }

          @Override
          public void letGo(long bytes) {}
        };
    var body = new Collected(endless, Long.MAX_VALUE);

    assertThat(refusal(body, Integer.MAX_VALUE)).isSameAs(load.refusal());
    assertThat(load.refusal().status()).isEqualTo(Status.SERVICE_UNAVAILABLE);
    assertThat(load.isTooMuch()).isTrue();
  }

  @Test
  void what_comes_at_once_counts_only_if_it_is_large() {
    var body = new Collected(load, MOST);
    put(body, 16_000);
    assertThat(body.kept()).isZero();
    body.await();
    assertThat(body.kept()).isEqualTo(16_000);
    put(body, 16_000);
    assertThat(body.kept()).isEqualTo(32_000);
    body.drop();
    assertThat(body.kept()).isZero();
  }

  @Test
  void a_connection_has_a_quarter_for_several_bodies_and_more_for_one() {
    var first = new Collected(connection, MOST);
    var second = new Collected(connection, MOST);
    put(first, MOST / 2);

    assertThat(refusal(second, 20_000)).isSameAs(load.refusal());
    first.drop();
    put(second, 20_000);
    assertThat(second.kept()).isEqualTo(20_000);
  }

  @Test
  void more_has_to_come_of_what_is_kept_while_more_than_a_half_is_in_use() {
    var body = new Collected(load, MOST);
    put(body, MOST / 2);
    assertThat(load.leastRate(60_000)).isZero();
    put(body, 60_000);
    assertThat(load.leastRate(60_000)).isEqualTo(1_000);
    body.drop();
    assertThat(load.leastRate(60_000)).isZero();
  }
}
