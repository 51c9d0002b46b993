/// The JUnit extension for tests of applications built with Lodestar.
@org.jspecify.annotations.NullMarked
module dev.lodestar.junit {
  requires transitive dev.lodestar.core;
  requires transitive org.junit.jupiter.api;

  exports dev.lodestar.junit;
}
