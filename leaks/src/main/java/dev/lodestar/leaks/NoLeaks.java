package dev.lodestar.leaks;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Fails a class of tests after which a buffer is found that nobody has released. JUnit finds this
/// extension as a service where `junit.jupiter.extensions.autodetection.enabled` says so, before
/// any test can use Netty.
public final class NoLeaks implements AfterAllCallback {
  /// Called by JUnit.
  public NoLeaks() {
    LeakRecorder.install();
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    if (!context.getEnclosingTestClasses().isEmpty()) {
      return; // a group of tests: the class around it comes later
    }
    var leaks = LeakRecorder.take();
    if (!leaks.isEmpty()) {
      throw new AssertionError(
          "%s, or what ran beside it, has left behind what it had to release (%d times):\n%s"
              .formatted(
                  context.getRequiredTestClass().getName(),
                  leaks.size(),
                  String.join("\n", leaks)));
    }
  }
}
