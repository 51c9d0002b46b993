package dev.lodestar.configuration;

import dev.lodestar.configuration.Binding.Scope;
import dev.lodestar.engine.FairnessOptions;
import dev.lodestar.engine.Http2Options;
import dev.lodestar.engine.Http3Options;
import dev.lodestar.engine.OverloadOptions;
import dev.lodestar.engine.RedirectOptions;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.TlsIdentity;
import dev.lodestar.engine.TlsOptions;
import dev.lodestar.engine.TlsOptions.ClientAuthentication;
import dev.lodestar.engine.TlsTrust;
import dev.lodestar.engine.UnixSocket;
import dev.lodestar.engine.WebSocketOptions;
import dev.lodestar.http.ForwardedHeader;
import dev.lodestar.http.TrustedProxies;
import dev.lodestar.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Makes options of the table `server`. Each is set by itself, so that one that is refused is told
/// with its place.
final class ServerBinding {
  private static final String PREFIX = "LODESTAR";
  private static final String PROPERTIES = "lodestar.server";

  private final Binding binding;

  /// What refuses a value.
  ///
  /// @param <O> the options
  private final class Draft<O> {
    private final List<String> table;
    private O options;

    Draft(O options, String... table) {
      this.options = options;
      this.table = List.of(table);
    }

    <V> void set(String name, @Nullable V value, BiFunction<O, V, O> with) {
      if (value != null) {
        try {
          options = with.apply(options, value);
        } catch (IllegalArgumentException refused) {
          var path = new ArrayList<>(table);
          path.add(name);
          binding.refuse(path, String.valueOf(refused.getMessage()));
        }
      }
    }

    O options() {
      return options;
    }
  }

  private ServerBinding(Binding binding) {
    this.binding = binding;
  }

  /// Binds the table.
  ///
  /// @return a binding whose value is the [ServerOptions]
  static Binding bind(Loading.Settings settings, Loading.Loaded loaded, boolean incomplete) {
    var scope = new Scope("server", ServerTable.class, PREFIX, PROPERTIES, Set.of());
    var json = Json.standard().toBuilder().refuseUnknownFields(true).build();
    var binding = Binding.of(scope, json, settings, loaded, incomplete);
    if (binding.value().orElse(null) instanceof ServerTable table) {
      binding.becomes(new ServerBinding(binding).options(table));
    }
    return binding;
  }

  private ServerOptions options(ServerTable table) {
    var draft = new Draft<>(ServerOptions.defaults());
    draft.set("host", table.host(), (options, host) -> options.withHost(host.strip()));
    draft.set("port", table.port(), ServerOptions::withPort);
    draft.set("maxBodySize", table.maxBodySize(), ServerOptions::withMaxBodySize);
    draft.set(
        "maxRequestLineSize", table.maxRequestLineSize(), ServerOptions::withMaxRequestLineSize);
    draft.set("maxHeaderSize", table.maxHeaderSize(), ServerOptions::withMaxHeaderSize);
    draft.set("maxHeaderCount", table.maxHeaderCount(), ServerOptions::withMaxHeaderCount);
    draft.set("maxConnections", table.maxConnections(), ServerOptions::withMaxConnections);
    draft.set("headerTimeout", table.headerTimeout(), ServerOptions::withHeaderTimeout);
    draft.set("bodyTimeout", table.bodyTimeout(), ServerOptions::withBodyTimeout);
    draft.set("idleTimeout", table.idleTimeout(), ServerOptions::withIdleTimeout);
    draft.set("writeTimeout", table.writeTimeout(), ServerOptions::withWriteTimeout);
    draft.set("shutdownTimeout", table.shutdownTimeout(), ServerOptions::withShutdownTimeout);
    draft.set("shutdownDelay", table.shutdownDelay(), ServerOptions::withShutdownDelay);
    draft.set("scheduling", table.scheduling(), ServerOptions::withScheduling);
    draft.set("eventLoops", table.eventLoops(), ServerOptions::withEventLoops);
    draft.set("startupReport", table.startupReport(), ServerOptions::withStartupReport);
    draft.set("name", table.name(), ServerOptions::withName);
    draft.set("trustedProxies", trusted(table), ServerOptions::withTrustedProxies);
    draft.set(
        "proxyProtocol",
        table.proxyProtocol(),
        (options, proxies) -> options.withProxyProtocol(TrustedProxies.of(proxies)));
    draft.set("unixSocket", socket(table), ServerOptions::withUnixSocket);
    draft.set("redirect", redirect(table.redirect()), ServerOptions::withRedirect);
    draft.set("tls", tls(table.tls()), ServerOptions::withTls);
    draft.set("fairness", fairness(table.fairness()), ServerOptions::withFairness);
    draft.set("overload", overload(table.overload()), ServerOptions::withOverload);
    draft.set("http2", http2(table.http2()), ServerOptions::withHttp2);
    draft.set("http3", http3(table.http3()), ServerOptions::withHttp3);
    draft.set("webSocket", webSocket(table.webSocket()), ServerOptions::withWebSocket);
    return draft.options();
  }

  private @Nullable TrustedProxies trusted(ServerTable table) {
    var draft = new Draft<>(TrustedProxies.none());
    draft.set(
        "trustedProxies", table.trustedProxies(), (none, proxies) -> TrustedProxies.of(proxies));
    draft.set(
        "trustedHeaders",
        table.trustedHeaders(),
        (proxies, headers) -> proxies.reading(headers.toArray(new ForwardedHeader[0])));
    return table.trustedProxies() == null && table.trustedHeaders() == null
        ? null
        : draft.options();
  }

  private @Nullable UnixSocket socket(ServerTable table) {
    var path = table.unixSocket();
    if (path == null) {
      if (table.unixSocketPermissions() != null) {
        binding.refuse(
            List.of("unixSocketPermissions"),
            "There are permissions for a Unix domain socket, but unixSocket does not name one.");
      }
      return null;
    }
    try {
      var draft = new Draft<>(UnixSocket.at(path));
      draft.set(
          "unixSocketPermissions", table.unixSocketPermissions(), UnixSocket::withPermissions);
      return draft.options();
    } catch (IllegalArgumentException refused) {
      binding.refuse(List.of("unixSocket"), String.valueOf(refused.getMessage()));
      return null;
    }
  }

  private @Nullable RedirectOptions redirect(ServerTable.@Nullable Redirect table) {
    if (table == null) {
      return null;
    }
    try {
      var draft = new Draft<>(RedirectOptions.from(table.port()), "redirect");
      draft.set("host", table.host(), RedirectOptions::withHost);
      draft.set("targetPort", table.targetPort(), RedirectOptions::withTargetPort);
      draft.set("challenges", table.challenges(), RedirectOptions::withChallenges);
      return draft.options();
    } catch (IllegalArgumentException refused) {
      binding.refuse(List.of("redirect", "port"), String.valueOf(refused.getMessage()));
      return null;
    }
  }

  // TLS

  private @Nullable TlsOptions tls(ServerTable.@Nullable Tls table) {
    if (table == null) {
      return null;
    }
    var identity = identity(table);
    if (identity == null) {
      return null;
    }
    var draft = new Draft<>(TlsOptions.of(identity), "tls");
    table
        .hosts()
        .forEach((host, files) -> {
          var own = identity(files, "tls", "hosts", host);
          draft.set("hosts", own, (options, known) -> options.withHost(host, known));
        });
    draft.set(
        "refuseUnknownHosts", table.refuseUnknownHosts(), TlsOptions::withUnknownHostsRefused);
    draft.set(
        "protocols",
        table.protocols(),
        (options, protocols) -> options.withProtocols(protocols.toArray(new String[0])));
    draft.set(
        "cipherSuites",
        table.cipherSuites(),
        (options, suites) -> options.withCipherSuites(suites.toArray(new String[0])));
    clients(table, draft);
    draft.set("provider", table.provider(), TlsOptions::withProvider);
    draft.set("handshakeTimeout", table.handshakeTimeout(), TlsOptions::withHandshakeTimeout);
    draft.set("reloadInterval", table.reloadInterval(), TlsOptions::withReloadInterval);
    draft.set(
        "strictTransportSecurity",
        table.strictTransportSecurity(),
        (options, age) ->
            options.withStrictTransportSecurity(
                age, Boolean.TRUE.equals(table.strictSubDomains())));
    return draft.options();
  }

  private void clients(ServerTable.Tls table, Draft<TlsOptions> draft) {
    var authorities = table.clientCa();
    var wanted = table.clientAuthentication();
    if (authorities != null) {
      draft.set(
          "clientCa",
          TlsTrust.pem(authorities),
          (options, trust) ->
              options.withClientAuthentication(
                  wanted == null ? ClientAuthentication.REQUIRED : wanted, trust));
    } else if (wanted != null && wanted != ClientAuthentication.NONE) {
      binding.refuse(
          List.of("tls", "clientAuthentication"),
          "Certificates of clients are asked for, but clientCa does not name the file of the"
              + " authorities that sign them.");
    }
  }

  private @Nullable TlsIdentity identity(ServerTable.Tls table) {
    var files = table.identity();
    if (!Boolean.TRUE.equals(table.selfSigned())) {
      return identity(files, "tls");
    }
    if (files.keystore() == null && files.certificate() == null && files.key() == null) {
      return TlsIdentity.selfSigned();
    }
    refuseIdentity("tls");
    return null;
  }

  private void refuseIdentity(String... table) {
    binding.refuse(
        List.of(table),
        "The key of the server is given by certificate and key, two files in PEM, or by a"
            + " keystore, or, for development, by selfSigned; exactly one of these is needed.");
  }

  private @Nullable TlsIdentity identity(ServerTable.Identity files, String... table) {
    var keystore = files.keystore();
    var certificate = files.certificate();
    var key = files.key();
    if (keystore != null && certificate == null && key == null) {
      var password = files.keystorePassword();
      var text = password == null ? "" : password.text();
      var alias = files.keystoreAlias();
      return alias == null
          ? TlsIdentity.keystore(keystore, text)
          : TlsIdentity.keystore(keystore, text, alias);
    }
    if (keystore != null || certificate == null || key == null) {
      refuseIdentity(table);
      return null;
    }
    var password = files.keyPassword();
    return password == null
        ? TlsIdentity.pem(certificate, key)
        : TlsIdentity.pem(certificate, key, password.text());
  }

  // Tables of plain values

  private FairnessOptions fairness(ServerTable.Fairness table) {
    var draft = new Draft<>(FairnessOptions.defaults(), "fairness");
    draft.set("handOverAfter", table.handOverAfter(), FairnessOptions::withHandOverAfter);
    draft.set("maxHeldThreads", table.maxHeldThreads(), FairnessOptions::withMaxHeldThreads);
    draft.set("reportAfter", table.reportAfter(), FairnessOptions::withReportAfter);
    draft.set("reportInterval", table.reportInterval(), FairnessOptions::withReportInterval);
    return draft.options();
  }

  private OverloadOptions overload(ServerTable.Overload table) {
    var draft = new Draft<>(OverloadOptions.defaults(), "overload");
    draft.set(
        "maxRequestsInFlight",
        table.maxRequestsInFlight(),
        OverloadOptions::withMaxRequestsInFlight);
    draft.set(
        "maxRequestsPerConnection",
        table.maxRequestsPerConnection(),
        OverloadOptions::withMaxRequestsPerConnection);
    draft.set(
        "maxConnectionsPerAddress",
        table.maxConnectionsPerAddress(),
        OverloadOptions::withMaxConnectionsPerAddress);
    draft.set(
        "maxBufferedBodies", table.maxBufferedBodies(), OverloadOptions::withMaxBufferedBodies);
    draft.set("maxMemoryUse", table.maxMemoryUse(), OverloadOptions::withMaxMemoryUse);
    draft.set("retryAfter", table.retryAfter(), OverloadOptions::withRetryAfter);
    draft.set("minBodyRate", table.minBodyRate(), OverloadOptions::withMinBodyRate);
    draft.set("minResponseRate", table.minResponseRate(), OverloadOptions::withMinResponseRate);
    draft.set("rateWindow", table.rateWindow(), OverloadOptions::withRateWindow);
    return draft.options();
  }

  /// Null for the defaults, whose classes are not loaded before somebody speaks HTTP/2.
  private @Nullable Http2Options http2(ServerTable.Http2 table) {
    if (table.equals(new ServerTable.Http2(null, null, null, null, null, null, null))) {
      return null;
    }
    var draft = new Draft<>(Http2Options.defaults(), "http2");
    draft.set("enabled", table.enabled(), Http2Options::withEnabled);
    draft.set(
        "maxConcurrentStreams",
        table.maxConcurrentStreams(),
        Http2Options::withMaxConcurrentStreams);
    draft.set("streamWindow", table.streamWindow(), Http2Options::withStreamWindow);
    draft.set("connectionWindow", table.connectionWindow(), Http2Options::withConnectionWindow);
    draft.set("maxResets", table.maxResets(), Http2Options::withMaxResets);
    draft.set("maxControlFrames", table.maxControlFrames(), Http2Options::withMaxControlFrames);
    draft.set("floodWindow", table.floodWindow(), Http2Options::withFloodWindow);
    return draft.options();
  }

  private @Nullable Http3Options http3(ServerTable.@Nullable Http3 table) {
    if (table == null) {
      return null;
    }
    var draft = new Draft<>(Http3Options.defaults(), "http3");
    draft.set("port", table.port(), Http3Options::withPort);
    draft.set(
        "maxConcurrentStreams",
        table.maxConcurrentStreams(),
        Http3Options::withMaxConcurrentStreams);
    draft.set("streamWindow", table.streamWindow(), Http3Options::withStreamWindow);
    draft.set("connectionWindow", table.connectionWindow(), Http3Options::withConnectionWindow);
    draft.set("maxResets", table.maxResets(), Http3Options::withMaxResets);
    draft.set("maxControlFrames", table.maxControlFrames(), Http3Options::withMaxControlFrames);
    draft.set("floodWindow", table.floodWindow(), Http3Options::withFloodWindow);
    draft.set("silenceTimeout", table.silenceTimeout(), Http3Options::withSilenceTimeout);
    draft.set("advertised", table.advertised(), Http3Options::withAdvertised);
    draft.set("advertisedFor", table.advertisedFor(), Http3Options::withAdvertisedFor);
    return draft.options();
  }

  private @Nullable WebSocketOptions webSocket(ServerTable.WebSocket table) {
    var nothing =
        new ServerTable.WebSocket(
            null, null, null, null, null, null, null, null, null, null, null, null);
    if (table.equals(nothing)) {
      return null;
    }
    var draft = new Draft<>(WebSocketOptions.defaults(), "webSocket");
    draft.set("maxMessageSize", table.maxMessageSize(), WebSocketOptions::withMaxMessageSize);
    draft.set("maxFrameSize", table.maxFrameSize(), WebSocketOptions::withMaxFrameSize);
    draft.set("maxFrames", table.maxFrames(), WebSocketOptions::withMaxFrames);
    draft.set("sendBufferSize", table.sendBufferSize(), WebSocketOptions::withSendBufferSize);
    draft.set(
        "receiveBufferSize", table.receiveBufferSize(), WebSocketOptions::withReceiveBufferSize);
    draft.set("idleTimeout", table.idleTimeout(), WebSocketOptions::withIdleTimeout);
    draft.set("pingInterval", table.pingInterval(), WebSocketOptions::withPingInterval);
    draft.set("closeTimeout", table.closeTimeout(), WebSocketOptions::withCloseTimeout);
    draft.set(
        "allowedOrigins",
        table.allowedOrigins(),
        (options, origins) -> options.withAllowedOrigins(origins));
    draft.set("compression", table.compression(), WebSocketOptions::withCompression);
    draft.set(
        "compressionThreshold",
        table.compressionThreshold(),
        WebSocketOptions::withCompressionThreshold);
    draft.set("contextTakeover", table.contextTakeover(), WebSocketOptions::withContextTakeover);
    return draft.options();
  }
}
