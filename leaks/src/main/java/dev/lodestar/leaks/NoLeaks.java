package dev.lodestar.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// The test that a module runs after all others: none of them has leaked a buffer.
public abstract class NoLeaks {
  /// Called by JUnit.
  protected NoLeaks() {}

  @Test
  void no_buffer_was_leaked_and_one_would_have_been_found() throws Exception {
    assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
    assertThat(LeakRecorder.take()).as("leaks in the tests that ran before").isEmpty();

    for (Supplier<ByteBuf> kind :
        List.<Supplier<ByteBuf>>of(
            () -> PooledByteBufAllocator.DEFAULT.directBuffer(100),
            () -> Unpooled.directBuffer(100))) {
      leak(kind);
      assertThat(LeakRecorder.take())
          .hasSize(1)
          .allSatisfy(found -> assertThat(found).contains("leaked on purpose"));
    }
  }

  private static void leak(Supplier<ByteBuf> kind) {
    kind.get().touch("leaked on purpose");
  }
}
