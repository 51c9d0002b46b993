package dev.lodestar.http3;

import dev.lodestar.engine.TlsOptions;
import dev.lodestar.engine.TlsTrust;
import dev.lodestar.server.tls.TlsFollower;
import dev.lodestar.server.tls.TlsKeys;
import dev.lodestar.server.tls.TlsMaterial;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicSslEngine;
import io.netty.handler.ssl.ClientAuth;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// What handshakes of QUIC begin with, made anew when the keys and certificates are read anew.
/// Thread-safe.
final class QuicKeys implements TlsFollower {
  private static final String PROTOCOL = "h3";

  /// What was made of the files as they were at one moment.
  ///
  /// @param entrance what each handshake begins with; it leads to the others
  private record Contexts(
      TlsMaterial material,
      QuicSslContext entrance,
      QuicSslContext standard,
      Map<String, QuicSslContext> hosts) {}

  private volatile @Nullable Contexts current;

  /// Follows keys.
  ///
  /// @throws IOException if QUIC cannot use them
  QuicKeys(TlsKeys keys) throws IOException {
    keys.follow(this);
  }

  @Override
  public void load(TlsMaterial material) throws IOException {
    try {
      var standard = builder(material, material.standard()).build();
      var hosts = new HashMap<String, QuicSslContext>();
      for (var host : material.hosts().entrySet()) {
        hosts.put(host.getKey(), builder(material, host.getValue()).build());
      }
      // Only who chooses by the host is told of it.
      var entrance =
          builder(material, material.standard())
              .sni(host -> find(material, host, standard, hosts))
              .build();
      current = new Contexts(material, entrance, standard, Map.copyOf(hosts));
    } catch (RuntimeException unusable) {
      throw new IOException(
          "HTTP/3 cannot use the keys and certificates of TLS: " + unusable.getMessage() + ".",
          unusable);
    }
  }

  private static @Nullable QuicSslContext find(
      TlsMaterial material,
      @Nullable String host,
      QuicSslContext standard,
      Map<String, QuicSslContext> hosts) {
    var name = host == null ? null : host.toLowerCase(Locale.ROOT);
    var found = material.find(name, standard, hosts);
    return found != null || material.options().refusesUnknownHosts() ? found : standard;
  }

  private static QuicSslContextBuilder builder(TlsMaterial material, TlsMaterial.Shown shown) {
    var options = material.options();
    var builder =
        switch (shown) {
          case TlsMaterial.Managed managed ->
              QuicSslContextBuilder.forServer((KeyManager) managed.keys(), null);
          case TlsMaterial.Read read ->
              QuicSslContextBuilder.forServer(
                  read.key(), null, read.chain().toArray(new X509Certificate[0]));
        };
    builder
        .applicationProtocols(PROTOCOL)
        .earlyData(false)
        .clientAuth(
            switch (options.clientAuthentication()) {
              case NONE -> ClientAuth.NONE;
              case OPTIONAL -> ClientAuth.OPTIONAL;
              case REQUIRED -> ClientAuth.REQUIRE;
            });
    if (options.trust().orElse(null) instanceof TlsTrust.Managed managed) {
      builder.trustManager((TrustManager) managed.manager());
    } else if (!material.authorities().isEmpty()) {
      builder.trustManager(material.authorities().toArray(new X509Certificate[0]));
    }
    return builder;
  }

  TlsOptions options() {
    return contexts().material().options();
  }

  /// Begins the handshake of a connection.
  QuicSslEngine engine(QuicChannel channel) {
    return contexts().entrance().newEngine(channel.alloc());
  }

  private Contexts contexts() {
    var known = current;
    if (known == null) {
      throw new IllegalStateException("The keys have not been read.");
    }
    return known;
  }
}
