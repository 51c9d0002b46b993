/// Compresses and decompresses by Brotli (RFC 7932).
///
/// Start here: [dev.lodestar.brotli.Brotli].
package dev.lodestar.brotli;
