package dev.lodestar.files;

/// A content coding in which a file may lie beside itself. Where a client wants two alike, the
/// first is taken.
enum Encoding {
  BROTLI("br", ".br"),
  ZSTD("zstd", ".zst"),
  GZIP("gzip", ".gz");

  final String coding;
  final String suffix;

  Encoding(String coding, String suffix) {
    this.coding = coding;
    this.suffix = suffix;
  }
}
