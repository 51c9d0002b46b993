/// Compresses and decompresses by Zstandard (RFC 8878).
///
/// Start here: [dev.lodestar.zstd.Zstandard].
package dev.lodestar.zstd;
