/// The command line and the runner of single source files. It exports nothing:
/// [dev.lodestar.cli.Main] is started, and the launcher is found as a service.
@org.jspecify.annotations.NullMarked
module dev.lodestar.cli {
  requires dev.lodestar.core;
  requires dev.lodestar.openapi.tools;
  requires info.picocli;
  requires java.compiler;
  requires java.net.http;
  requires java.xml;
  requires static jdk.compiler;

  // Records of the table [dev].
  opens dev.lodestar.supervise to
      dev.lodestar.json;

  uses dev.lodestar.AppCommand;
  uses dev.lodestar.engine.Engine;

  provides dev.lodestar.Launcher with
      dev.lodestar.cli.ServeLauncher;
}
