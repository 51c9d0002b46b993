/// Reads and writes MessagePack straight between bytes and typed Java values.
///
/// Start here: [dev.lodestar.messagepack.MessagePack].
package dev.lodestar.messagepack;
