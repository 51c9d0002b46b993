/// TLS: reads keys and certificates, keeps what connections begin their handshakes with, reads them
/// anew when files have changed, and leads a connection through its handshake.
///
/// It does not know which protocol is spoken over TLS.
@org.jspecify.annotations.NullMarked
package dev.lodestar.server.tls;
