/// Reads and writes JSON with the application's own Jackson 3 mapper.
@org.jspecify.annotations.NullMarked
module dev.lodestar.jackson {
  requires transitive dev.lodestar.json;
  requires transitive tools.jackson.databind;

  exports dev.lodestar.jackson;
}
