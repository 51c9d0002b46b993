/// The one module of an application: the framework, its server and its command line.
@org.jspecify.annotations.NullMarked
module dev.lodestar {
  requires transitive dev.lodestar.core;
  requires dev.lodestar.server;
  requires dev.lodestar.cli;
}
