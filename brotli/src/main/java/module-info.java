/// The content coding `br`.
@org.jspecify.annotations.NullMarked
module dev.lodestar.brotli {
  requires transitive dev.lodestar.core;
  requires com.aayushatharva.brotli4j;

  exports dev.lodestar.brotli;
}
