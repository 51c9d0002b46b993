package dev.lodestar.configuration;

import dev.lodestar.engine.ServerOptions.Scheduling;
import dev.lodestar.engine.TlsOptions;
import dev.lodestar.http.ForwardedHeader;
import dev.lodestar.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The table `server`: every component is an option of [dev.lodestar.engine.ServerOptions] of the
/// same name, null for its default.
record ServerTable(
    @Nullable String host,
    @Nullable Integer port,
    @Nullable Long maxBodySize,
    @Nullable Integer maxRequestLineSize,
    @Nullable Integer maxHeaderSize,
    @Nullable Integer maxHeaderCount,
    @Nullable Integer maxConnections,
    @Nullable Duration headerTimeout,
    @Nullable Duration bodyTimeout,
    @Nullable Duration idleTimeout,
    @Nullable Duration writeTimeout,
    @Nullable Duration shutdownTimeout,
    @Nullable Duration shutdownDelay,
    @Nullable Scheduling scheduling,
    @Nullable Integer eventLoops,
    Fairness fairness,
    @Nullable List<String> trustedProxies,
    @Nullable List<ForwardedHeader> trustedHeaders,
    @Nullable Tls tls,
    @Nullable Redirect redirect,
    @Nullable Path unixSocket,
    @Nullable String unixSocketPermissions,
    @Nullable List<String> proxyProtocol,
    Overload overload,
    Http2 http2,
    @Nullable Http3 http3,
    WebSocket webSocket,
    @Nullable Boolean startupReport,
    @Nullable String name) {

  /// See [dev.lodestar.engine.FairnessOptions].
  record Fairness(
      @Nullable Duration handOverAfter,
      @Nullable Integer maxHeldThreads,
      @Nullable Duration reportAfter,
      @Nullable Duration reportInterval) {}

  /// A certificate and its key: in PEM files, or in a keystore.
  record Identity(
      @Nullable Path certificate,
      @Nullable Path key,
      @Nullable Secret keyPassword,
      @Nullable Path keystore,
      @Nullable Secret keystorePassword,
      @Nullable String keystoreAlias) {}

  /// See [dev.lodestar.engine.TlsOptions].
  record Tls(
      @Nullable Path certificate,
      @Nullable Path key,
      @Nullable Secret keyPassword,
      @Nullable Path keystore,
      @Nullable Secret keystorePassword,
      @Nullable String keystoreAlias,
      @Nullable Boolean selfSigned,
      Map<String, Identity> hosts,
      @Nullable Boolean refuseUnknownHosts,
      @Nullable List<String> protocols,
      @Nullable List<String> cipherSuites,
      TlsOptions.@Nullable ClientAuthentication clientAuthentication,
      @Nullable Path clientCa,
      TlsOptions.@Nullable Provider provider,
      @Nullable Duration handshakeTimeout,
      @Nullable Duration reloadInterval,
      @Nullable Duration strictTransportSecurity,
      @Nullable Boolean strictSubDomains) {

    Identity identity() {
      return new Identity(certificate, key, keyPassword, keystore, keystorePassword, keystoreAlias);
    }
  }

  /// See [dev.lodestar.engine.RedirectOptions].
  record Redirect(
      int port, @Nullable String host, @Nullable Integer targetPort, @Nullable Path challenges) {}

  /// See [dev.lodestar.engine.OverloadOptions].
  record Overload(
      @Nullable Long maxRequestsInFlight,
      @Nullable Long maxRequestsPerConnection,
      @Nullable Long maxConnectionsPerAddress,
      @Nullable Long maxBufferedBodies,
      @Nullable Integer maxMemoryUse,
      @Nullable Duration retryAfter,
      @Nullable Long minBodyRate,
      @Nullable Long minResponseRate,
      @Nullable Duration rateWindow) {}

  /// See [dev.lodestar.engine.Http2Options].
  record Http2(
      @Nullable Boolean enabled,
      @Nullable Integer maxConcurrentStreams,
      @Nullable Integer streamWindow,
      @Nullable Integer connectionWindow,
      @Nullable Integer maxResets,
      @Nullable Integer maxControlFrames,
      @Nullable Duration floodWindow) {}

  /// See [dev.lodestar.engine.Http3Options]. The table, even without a key, switches HTTP/3 on.
  record Http3(
      @Nullable Integer port,
      @Nullable Integer maxConcurrentStreams,
      @Nullable Integer streamWindow,
      @Nullable Integer connectionWindow,
      @Nullable Integer maxResets,
      @Nullable Integer maxControlFrames,
      @Nullable Duration floodWindow,
      @Nullable Duration silenceTimeout,
      @Nullable Boolean advertised,
      @Nullable Duration advertisedFor) {}

  /// See [dev.lodestar.engine.WebSocketOptions].
  record WebSocket(
      @Nullable Integer maxMessageSize,
      @Nullable Integer maxFrameSize,
      @Nullable Integer maxFrames,
      @Nullable Integer sendBufferSize,
      @Nullable Integer receiveBufferSize,
      @Nullable Duration idleTimeout,
      @Nullable Duration pingInterval,
      @Nullable Duration closeTimeout,
      @Nullable List<String> allowedOrigins,
      @Nullable Boolean compression,
      @Nullable Integer compressionThreshold,
      @Nullable Boolean contextTakeover) {}
}
