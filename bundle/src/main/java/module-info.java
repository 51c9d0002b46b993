/// The one module of an application: the framework, its server, its command line, the pages that
/// show its OpenAPI document, and what serves a front end.
@org.jspecify.annotations.NullMarked
module dev.lodestar {
  requires transitive dev.lodestar.core;
  requires dev.lodestar.server;
  requires dev.lodestar.cli;
  requires transitive dev.lodestar.openapi.ui;
  requires transitive dev.lodestar.vite;
}
