/// Reads and writes JSON (RFC 8259) straight between bytes and typed Java values.
///
/// Start here: [dev.lodestar.json.Json], [dev.lodestar.json.JsonCodec],
/// [dev.lodestar.codec.Decoded].
package dev.lodestar.json;
