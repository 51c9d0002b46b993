/// The content coding `zstd`.
@org.jspecify.annotations.NullMarked
module dev.lodestar.zstd {
  requires transitive dev.lodestar.core;
  requires com.github.luben.zstd_jni;

  exports dev.lodestar.zstd;
}
