package dev.lodestar.leaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventType;

class NoLeaksTest {

  static class Clean {
    @Test
    void releases() {
      PooledByteBufAllocator.DEFAULT.directBuffer(100).release();
    }
  }

  static class Forgetful {
    @Test
    void forgets_a_pooled_buffer() {
      PooledByteBufAllocator.DEFAULT.directBuffer(100).touch("the pooled one");
    }

    @Test
    void forgets_a_buffer_of_no_pool() {
      Unpooled.directBuffer(100).touch("the one of no pool");
    }
  }

  static class Grouped {
    @Nested
    class Group {
      @Test
      void forgets() {
        PooledByteBufAllocator.DEFAULT.heapBuffer(100).touch("the one of the group");
      }
    }
  }

  /// What the classes fail with when they are run one after the other, if they do.
  private static List<String> failuresOf(Class<?>... classes) {
    var builder =
        EngineTestKit.engine("junit-jupiter")
            .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true");
    for (var each : classes) {
      builder.selectors(selectClass(each));
    }
    return builder
        .execute()
        .allEvents()
        .filter(event -> event.getType() == EventType.FINISHED)
        .map(event -> event.getRequiredPayload(TestExecutionResult.class).getThrowable())
        .flatMap(Optional::stream)
        .map(Throwable::getMessage)
        .toList();
  }

  @Test
  void a_class_fails_that_has_forgotten_buffers_and_only_that() {
    assertThat(failuresOf(Forgetful.class, Clean.class))
        .singleElement()
        .asString()
        .startsWith(Forgetful.class.getName() + ", or what ran beside it, has left behind")
        .contains("(2 times)", "the pooled one", "the one of no pool");
  }

  @Test
  void a_class_fails_for_what_its_groups_have_forgotten() {
    assertThat(failuresOf(Grouped.class, Clean.class))
        .singleElement()
        .asString()
        .startsWith(Grouped.class.getName() + ", or what ran beside it, has left behind")
        .contains("the one of the group");
  }

  @Test
  void a_class_that_releases_everything_passes() {
    assertThat(failuresOf(Clean.class)).isEmpty();
  }
}
