/// The framework without a socket: HTTP types, routing, binding, results, errors and the test
/// client.
@SuppressWarnings("module") // the module of the command line comes later
@org.jspecify.annotations.NullMarked
module dev.lodestar.core {
  requires transitive dev.lodestar.json;
  requires transitive jakarta.inject;
  requires static jdk.compiler;
  requires java.net.http;
  requires static java.management;
  requires static jdk.management;
  requires org.slf4j;

  exports dev.lodestar;
  exports dev.lodestar.coding;
  exports dev.lodestar.configuration;
  exports dev.lodestar.development to
      dev.lodestar.cli;
  exports dev.lodestar.doccomment to
      dev.lodestar.cli;
  exports dev.lodestar.dto;
  exports dev.lodestar.engine;
  exports dev.lodestar.event;
  exports dev.lodestar.files;
  exports dev.lodestar.filename to
      dev.lodestar.cli;
  exports dev.lodestar.form;
  exports dev.lodestar.health;
  exports dev.lodestar.http;
  exports dev.lodestar.inject;
  exports dev.lodestar.layer;
  exports dev.lodestar.lifecycle;
  exports dev.lodestar.log;
  exports dev.lodestar.openapi;
  exports dev.lodestar.pagination;
  exports dev.lodestar.process;
  exports dev.lodestar.report;
  exports dev.lodestar.sse;
  exports dev.lodestar.test;
  exports dev.lodestar.websocket;

  // Records of the framework's own table, of PID files, and of reports on health.
  opens dev.lodestar.checkup to
      dev.lodestar.json;
  opens dev.lodestar.configuration to
      dev.lodestar.json;
  opens dev.lodestar.process to
      dev.lodestar.json;

  uses dev.lodestar.AppCommand;
  uses dev.lodestar.Launcher;
  uses dev.lodestar.engine.Engine;
  uses dev.lodestar.log.LogBackend;
  uses dev.lodestar.openapi.SchemaUi;
  uses dev.lodestar.test.ContractEngine;
}
