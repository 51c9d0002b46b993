package dev.lodestar;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/// What is logged while this is open. Tests that use it do not run at the same time.
final class CapturedLog implements AutoCloseable {
  private final PrintStream before = System.err;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  private CapturedLog() {
    System.setErr(new PrintStream(written, true, UTF_8));
  }

  static CapturedLog start() {
    return new CapturedLog();
  }

  String text() {
    return written.toString(UTF_8);
  }

  @Override
  public void close() {
    System.setErr(before);
  }
}
