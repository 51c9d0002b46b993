package dev.lodestar.server;

import io.netty.util.internal.logging.AbstractInternalLogger;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Sends Netty's warnings and errors to SLF4J, and nothing below: Netty would look for three
/// logging libraries at start and tell each of its classes' life story at debug level. SLF4J is not
/// touched before there is something to say.
final class NettyLog extends InternalLoggerFactory {

  /// Makes this Netty's logging, for the whole process.
  static void install() {
    setDefaultFactory(new NettyLog());
  }

  @Override
  protected InternalLogger newInstance(String name) {
    return new WarningsOnly(name);
  }

  private static final class WarningsOnly extends AbstractInternalLogger {
    private static final long serialVersionUID = 1L;

    WarningsOnly(String name) {
      super(name);
    }

    private org.slf4j.Logger slf4j() {
      return LoggerFactory.getLogger(name());
    }

    @Override
    public boolean isTraceEnabled() {
      return false;
    }

    @Override
    public void trace(String message) {}

    @Override
    public void trace(String format, @Nullable Object argument) {}

    @Override
    public void trace(String format, @Nullable Object first, @Nullable Object second) {}

    @Override
    public void trace(String format, @Nullable Object... arguments) {}

    @Override
    public void trace(String message, @Nullable Throwable failure) {}

    @Override
    public boolean isDebugEnabled() {
      return false;
    }

    @Override
    public void debug(String message) {}

    @Override
    public void debug(String format, @Nullable Object argument) {}

    @Override
    public void debug(String format, @Nullable Object first, @Nullable Object second) {}

    @Override
    public void debug(String format, @Nullable Object... arguments) {}

    @Override
    public void debug(String message, @Nullable Throwable failure) {}

    @Override
    public boolean isInfoEnabled() {
      return false;
    }

    @Override
    public void info(String message) {}

    @Override
    public void info(String format, @Nullable Object argument) {}

    @Override
    public void info(String format, @Nullable Object first, @Nullable Object second) {}

    @Override
    public void info(String format, @Nullable Object... arguments) {}

    @Override
    public void info(String message, @Nullable Throwable failure) {}

    @Override
    public boolean isWarnEnabled() {
      return slf4j().isWarnEnabled();
    }

    @Override
    public void warn(String message) {
      slf4j().warn(message);
    }

    @Override
    public void warn(String format, @Nullable Object argument) {
      slf4j().warn(format, argument);
    }

    @Override
    public void warn(String format, @Nullable Object first, @Nullable Object second) {
      slf4j().warn(format, first, second);
    }

    @Override
    public void warn(String format, @Nullable Object... arguments) {
      slf4j().warn(format, arguments);
    }

    @Override
    public void warn(String message, @Nullable Throwable failure) {
      slf4j().warn(message, failure);
    }

    @Override
    public boolean isErrorEnabled() {
      return slf4j().isErrorEnabled();
    }

    @Override
    public void error(String message) {
      slf4j().error(message);
    }

    @Override
    public void error(String format, @Nullable Object argument) {
      slf4j().error(format, argument);
    }

    @Override
    public void error(String format, @Nullable Object first, @Nullable Object second) {
      slf4j().error(format, first, second);
    }

    @Override
    public void error(String format, @Nullable Object... arguments) {
      slf4j().error(format, arguments);
    }

    @Override
    public void error(String message, @Nullable Throwable failure) {
      slf4j().error(message, failure);
    }
  }
}
