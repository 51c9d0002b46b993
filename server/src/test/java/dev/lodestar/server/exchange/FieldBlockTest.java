package dev.lodestar.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.lodestar.engine.ServerOptions;
import io.netty.util.AsciiString;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class FieldBlockTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /// How many bytes of memory it takes to put a cookie together.
  private static long cost(FieldBlock block, int crumbs) {
    var cookie = AsciiString.of("cookie");
    var crumb = AsciiString.of("a=b");
    var before = THREADS.getCurrentThreadAllocatedBytes();
    block.reset();
    for (var i = 0; i < crumbs; i++) {
      block.add(cookie, crumb);
    }
    var fields = block.fieldsWithHost(null);
    var cost = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(fields).hasSize(2);
    assertThat(fields[1]).hasSize(crumbs * "a=b; ".length() - 2);
    return cost;
  }

  /// Added one to the other, ten times as many would take a hundred times as much.
  @Test
  void ten_times_as_many_crumbs_of_a_cookie_take_ten_times_as_much() {
    var block = new FieldBlock(ServerOptions.defaults().withMaxHeaderSize(1_000_000));
    cost(block, 5_000);
    assertThat(cost(block, 50_000)).isLessThan(20 * cost(block, 5_000));
  }
}
