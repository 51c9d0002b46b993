/// The command line and the runner of single source files.
@org.jspecify.annotations.NullMarked
module dev.lodestar.cli {
  requires dev.lodestar.core;
  requires info.picocli;
}
