package dev.lodestar.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HeldReportsTest {
  private static String handler(String... frames) {
    return HeldReports.handler(
        Arrays.stream(frames)
            .map(frame -> {
              var dot = frame.lastIndexOf('.');
              return new StackTraceElement(
                  frame.substring(0, dot), frame.substring(dot + 1), null, -1);
            })
            .toArray(StackTraceElement[]::new));
  }

  @Test
  void the_handler_is_the_method_that_the_framework_has_called() {
    assertThat(
            handler(
                "java.util.regex.Pattern.match",
                "shop.Text.clean",
                "shop.Reports.yearly",
                "dev.lodestar.pipeline.MethodEndpoint.answer",
                "java.lang.VirtualThread.run"))
        .isEqualTo("shop.Reports.yearly");
  }

  @Test
  void middleware_of_the_application_around_a_handler_is_not_taken_for_it() {
    assertThat(
            handler(
                "shop.Reports.yearly",
                "dev.lodestar.pipeline.MethodEndpoint.answer",
                "shop.Timing.around",
                "dev.lodestar.pipeline.MiddlewareEndpoint.answer"))
        .isEqualTo("shop.Reports.yearly");
  }

  @Test
  void what_the_framework_itself_computes_for_a_handler_counts_as_what_called_it() {
    assertThat(
            handler(
                "dev.lodestar.json.JsonCodec.encode",
                "shop.Reports.yearly",
                "dev.lodestar.pipeline.MethodEndpoint.answer"))
        .isEqualTo("shop.Reports.yearly");
  }

  @Test
  void a_stack_without_a_frame_of_the_application_has_no_handler() {
    assertThat(handler("java.lang.Object.wait", "dev.lodestar.App.handle")).isEqualTo("unknown");
  }

  @Test
  void what_the_engine_is_built_on_is_no_handler() {
    assertThat(
            handler(
                "io.netty.channel.epoll.Native.eventFdWrite",
                "dev.lodestar.server.loop.Loop.offer",
                "shop.Chat.talk",
                "dev.lodestar.pipeline.SocketEndpoint.run"))
        .isEqualTo("shop.Chat.talk");
  }
}
