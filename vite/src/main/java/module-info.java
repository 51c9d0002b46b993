/// What Vite has built, served by the application.
@org.jspecify.annotations.NullMarked
module dev.lodestar.vite {
  requires transitive dev.lodestar.core;

  exports dev.lodestar.vite;

  // The record of the manifest.
  opens dev.lodestar.vite to
      dev.lodestar.json;
}
