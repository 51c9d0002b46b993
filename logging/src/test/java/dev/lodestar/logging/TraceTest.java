package dev.lodestar.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.logging.Trace.Kind;
import org.junit.jupiter.api.Test;

/// What is shown of stack traces.
class TraceTest {
  private static <T extends Throwable> T thrown(T failure, String... frames) {
    var trace = new StackTraceElement[frames.length];
    for (var i = 0; i < frames.length; i++) {
      var dot = frames[i].lastIndexOf('.');
      trace[i] =
          new StackTraceElement(
              frames[i].substring(0, dot), frames[i].substring(dot + 1), "File.java", i + 1);
    }
    failure.setStackTrace(trace);
    return failure;
  }

  private static String shortOf(Throwable failure) {
    return String.join(
        "\n", Trace.of(failure, false, 10_000).stream().map(Trace.Line::text).toList());
  }

  @Test
  void frames_of_the_application_stand_out_and_others_are_counted() {
    var failure =
        thrown(
            new IllegalStateException("no stock"),
            "java.util.Objects.requireNonNull",
            "shop.Orders.take",
            "shop.Orders.order",
            "dev.lodestar.pipeline.MethodEndpoint.call",
            "dev.lodestar.pipeline.Pipeline.handle",
            "java.lang.VirtualThread.run");

    assertThat(shortOf(failure))
        .isEqualTo(
            """
            java.lang.IllegalStateException: no stock
                … 1 frame of java
                at shop.Orders.take(File.java:2)
                at shop.Orders.order(File.java:3)
                … 3 frames of dev.lodestar, java\
            """);
    assertThat(Trace.of(failure, false, 10_000))
        .extracting(Trace.Line::kind)
        .containsExactly(Kind.EXCEPTION, Kind.LEFT_OUT, Kind.OWN, Kind.OWN, Kind.LEFT_OUT);
  }

  @Test
  void all_frames_are_shown_where_all_are_wanted() {
    var failure =
        thrown(
            new IllegalStateException("no stock"), "java.util.Objects.check", "shop.Orders.take");

    assertThat(Trace.text(failure, 10_000))
        .isEqualTo(
            """
            java.lang.IllegalStateException: no stock
                at java.util.Objects.check(File.java:1)
                at shop.Orders.take(File.java:2)\
            """);
  }

  @Test
  void without_frames_of_the_application_the_first_ones_are_shown() {
    var frames = new String[10];
    java.util.Arrays.fill(frames, "io.netty.Channel.read");

    assertThat(shortOf(thrown(new java.io.IOException("reset"), frames)))
        .contains("at io.netty.Channel.read(File.java:8)", "… 2 frames of io.netty");
  }

  @Test
  void causes_and_what_was_suppressed_follow() {
    var cause = thrown(new IllegalArgumentException("bad"), "shop.Db.query", "shop.Main.main");
    var failure = thrown(new IllegalStateException("failed", cause), "shop.Main.main");
    failure.addSuppressed(thrown(new RuntimeException("close"), "shop.Db.close"));
    cause.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("shop.Db", "query", "Db.java", 7), failure.getStackTrace()[0]
        });

    assertThat(shortOf(failure))
        .isEqualTo(
            """
            java.lang.IllegalStateException: failed
                at shop.Main.main(File.java:1)
                Suppressed: java.lang.RuntimeException: close
                    at shop.Db.close(File.java:1)
            Caused by: java.lang.IllegalArgumentException: bad
                at shop.Db.query(Db.java:7)
                … 1 frame as above\
            """);
  }

  @Test
  void exceptions_that_cause_each_other_end() {
    var first = thrown(new IllegalStateException("first"), "shop.A.a");
    var second = thrown(new IllegalStateException("second", first), "shop.B.b");
    first.initCause(second);

    assertThat(shortOf(first)).endsWith("(shown above)");
  }

  @Test
  void a_message_cannot_look_like_a_frame() {
    assertThat(shortOf(thrown(new IllegalStateException("a\n    at evil.Code.run"), "shop.A.a")))
        .startsWith("java.lang.IllegalStateException: a\\n    at evil.Code.run\n");
  }

  @Test
  void a_long_trace_is_cut() {
    var frames = new String[5_000];
    java.util.Arrays.fill(frames, "shop.Deep.recurse");

    var text = Trace.text(thrown(new StackOverflowError(), frames), 1_000);

    assertThat(text.length()).isLessThan(1_100);
    assertThat(text).endsWith("… and further frames");
  }
}
