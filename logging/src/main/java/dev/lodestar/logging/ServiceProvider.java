package dev.lodestar.logging;

import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/// What SLF4J finds as a service.
public final class ServiceProvider implements SLF4JServiceProvider {
  /// The version of SLF4J that this was written for; any 2.0 will do.
  private static final String API_VERSION = "2.0.99";

  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final ThreadContext context = new ThreadContext();

  /// Creates it. Called by SLF4J.
  public ServiceProvider() {
    // nothing is there before something is logged
  }

  @Override
  public void initialize() {
    Loggers.SHARED.begin(context);
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return Loggers.SHARED;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return context;
  }

  @Override
  public String getRequestedApiVersion() {
    return API_VERSION;
  }
}
