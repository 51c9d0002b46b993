/// A back end of SLF4J.
@org.jspecify.annotations.NullMarked
module dev.lodestar.logging {
  requires dev.lodestar.core;
  requires org.slf4j;
  requires static java.logging;

  provides org.slf4j.spi.SLF4JServiceProvider with
      dev.lodestar.logging.ServiceProvider;
  provides dev.lodestar.log.LogBackend with
      dev.lodestar.logging.Backend;
}
