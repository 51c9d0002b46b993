package dev.lodestar.server.tls;

import dev.lodestar.engine.TlsIdentity;
import dev.lodestar.engine.TlsOptions;
import dev.lodestar.engine.TlsOptions.ClientAuthentication;
import dev.lodestar.engine.TlsTrust;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.ReferenceCountUtil;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// What handshakes begin with, made of the files as they were at one moment.
final class TlsContexts {
  /// Those of TLS 1.2 have forward secrecy and authenticated encryption; RFC 9113, appendix A,
  /// forbids the others to HTTP/2.
  private static final List<String> CIPHER_SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private final SslContext standard;
  private final Map<String, SslContext> hosts;
  private final List<LoadedIdentity> identities;
  private final TlsMaterial material;

  private TlsContexts(
      SslContext standard,
      Map<String, SslContext> hosts,
      List<LoadedIdentity> identities,
      TlsMaterial material) {
    this.standard = standard;
    this.hosts = hosts;
    this.identities = identities;
    this.material = material;
  }

  /// What they were made of.
  TlsMaterial material() {
    return material;
  }

  /// The identities that have been read.
  List<LoadedIdentity> identities() {
    return identities;
  }

  /// Returns what a client gets that asks for a host.
  ///
  /// @param host in lower case; `null` if it has not asked for one
  /// @return `null` if no identity is for it
  @Nullable SslContext find(@Nullable String host) {
    return material.find(host, standard, hosts);
  }

  /// Returns what a client gets for whom [#find(String)] has nothing.
  SslContext standard() {
    return standard;
  }

  /// Gives native memory back. Connections that have begun go on.
  void release() {
    ReferenceCountUtil.release(standard);
    hosts.values().forEach(ReferenceCountUtil::release);
  }

  /// Reads files and makes the contexts.
  ///
  /// @param protocols what is spoken over TLS, the dearest first (ALPN)
  /// @param selfSigned certificates for development, which are made once
  /// @throws TlsFailure if something is wrong
  static TlsContexts load(
      TlsOptions options, List<String> protocols, Map<TlsIdentity, LoadedIdentity> selfSigned)
      throws TlsFailure {
    var problems = new ArrayList<String>();
    checkProvider(options, problems);
    var maker = new Maker(options, protocols, selfSigned, problems);
    var read = new HashMap<String, @Nullable LoadedIdentity>();
    var standard = maker.read(options.identity());
    for (var host : options.hosts().entrySet()) {
      var identity = maker.read(host.getValue());
      read.put(host.getKey(), identity);
      if (identity != null && !identity.isFor(host.getKey())) {
        problems.add(
            "The certificate of "
                + host.getValue()
                + " is not for the host "
                + host.getKey()
                + ", but for "
                + String.join(", ", identity.names())
                + ".");
      }
    }
    var trusted = maker.trusted();
    if (!problems.isEmpty()) {
      throw new TlsFailure(problems);
    }
    var identities = new ArrayList<LoadedIdentity>();
    if (standard != null) {
      identities.add(standard);
    }
    var shown = new HashMap<String, TlsMaterial.Shown>();
    for (var host : options.hosts().entrySet()) {
      var identity = read.get(host.getKey());
      if (identity != null) {
        identities.add(identity);
      }
      shown.put(host.getKey(), shown(host.getValue(), identity));
    }
    var material =
        new TlsMaterial(
            options, shown(options.identity(), standard), Map.copyOf(shown), List.of(trusted));
    var contexts = new HashMap<String, SslContext>();
    try {
      var first = maker.context(material.standard(), trusted);
      for (var host : material.hosts().entrySet()) {
        contexts.put(host.getKey(), maker.context(host.getValue(), trusted));
      }
      return new TlsContexts(first, Map.copyOf(contexts), List.copyOf(identities), material);
    } catch (SSLException | RuntimeException unusable) {
      throw new TlsFailure(List.of("TLS cannot be set up: " + unusable.getMessage() + "."));
    }
  }

  private static TlsMaterial.Shown shown(TlsIdentity identity, @Nullable LoadedIdentity read) {
    if (identity instanceof TlsIdentity.Managed managed) {
      return new TlsMaterial.Managed(managed.keys());
    }
    if (read == null) {
      throw new IllegalStateException(identity + " was not read");
    }
    return new TlsMaterial.Read(read.key(), read.chain());
  }

  private static void checkProvider(TlsOptions options, List<String> problems) {
    if (options.provider() == TlsOptions.Provider.OPENSSL && !OpenSsl.isAvailable()) {
      problems.add(withoutOpenSsl(OpenSsl.unavailabilityCause()));
      return;
    }
    var known = new TreeSet<>(supported(options.provider()));
    for (var suite : options.cipherSuites()) {
      if (!known.contains(suite)) {
        problems.add(
            "The cipher suite '"
                + suite
                + "' is not known to the provider "
                + options.provider()
                + "; known are "
                + String.join(", ", known)
                + ".");
      }
    }
  }

  /// Says what is missing, and how to get it.
  static String withoutOpenSsl(Throwable cause) {
    return "The provider OPENSSL of TLS cannot be used. Add the dependency"
        + " io.netty:netty-tcnative-boringssl-static, in the version that netty-bom names and with"
        + " the classifier of this machine, such as linux-x86_64, or choose the provider JDK. ("
        + cause
        + ")";
  }

  private static Set<String> supported(TlsOptions.Provider provider) {
    if (provider == TlsOptions.Provider.OPENSSL) {
      return OpenSsl.availableJavaCipherSuites();
    }
    try {
      return Set.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has a default SSLContext.", impossible);
    }
  }

  /// Makes contexts, and collects what is wrong.
  private static final class Maker {
    private final TlsOptions options;
    private final List<String> protocols;
    private final Map<TlsIdentity, LoadedIdentity> selfSigned;
    private final IdentityReader reader;

    Maker(
        TlsOptions options,
        List<String> protocols,
        Map<TlsIdentity, LoadedIdentity> selfSigned,
        List<String> problems) {
      this.options = options;
      this.protocols = protocols;
      this.selfSigned = selfSigned;
      reader = new IdentityReader(problems);
    }

    /// Returns what was read; `null` if something is wrong, or a key manager has it.
    @Nullable LoadedIdentity read(TlsIdentity identity) {
      if (identity instanceof TlsIdentity.SelfSigned self) {
        return selfSigned.computeIfAbsent(
            self, missing -> CertificateWriter.selfSigned(self.hosts()));
      }
      return identity instanceof TlsIdentity.Managed ? null : reader.read(identity);
    }

    /// Returns the authorities that client certificates have to be signed by.
    X509Certificate[] trusted() {
      return switch (options.trust().orElse(null)) {
        case TlsTrust.PemFile pem ->
            reader.certificates(pem.file()).toArray(new X509Certificate[0]);
        case TlsTrust.Authorities some -> some.certificates().toArray(new X509Certificate[0]);
        case TlsTrust.Managed _ -> new X509Certificate[0];
        case null -> new X509Certificate[0];
      };
    }

    SslContext context(TlsMaterial.Shown shown, X509Certificate[] trusted) throws SSLException {
      var builder =
          switch (shown) {
            case TlsMaterial.Managed managed ->
                SslContextBuilder.forServer((KeyManager) managed.keys());
            case TlsMaterial.Read read ->
                SslContextBuilder.forServer(
                    read.key(), read.chain().toArray(new X509Certificate[0]));
          };
      builder
          .sslProvider(
              options.provider() == TlsOptions.Provider.OPENSSL
                  ? SslProvider.OPENSSL_REFCNT
                  : SslProvider.JDK)
          .protocols(options.protocols())
          .clientAuth(clientAuthentication())
          .applicationProtocolConfig(applicationProtocols());
      if (options.cipherSuites().isEmpty()) {
        builder.ciphers(CIPHER_SUITES, SupportedCipherSuiteFilter.INSTANCE);
      } else {
        builder.ciphers(options.cipherSuites(), IdentityCipherSuiteFilter.INSTANCE);
      }
      if (options.trust().orElse(null) instanceof TlsTrust.Managed managed) {
        builder.trustManager((TrustManager) managed.manager());
      } else if (trusted.length > 0) {
        builder.trustManager(trusted);
      }
      return builder.build();
    }

    private ClientAuth clientAuthentication() {
      return switch (options.clientAuthentication()) {
        case ClientAuthentication.NONE -> ClientAuth.NONE;
        case ClientAuthentication.OPTIONAL -> ClientAuth.OPTIONAL;
        case ClientAuthentication.REQUIRED -> ClientAuth.REQUIRE;
      };
    }

    /// A client that speaks none of the protocols is told so (RFC 7301, section 3.2), as far as the
    /// provider can.
    private ApplicationProtocolConfig applicationProtocols() {
      return new ApplicationProtocolConfig(
          Protocol.ALPN,
          options.provider() == TlsOptions.Provider.OPENSSL
              ? SelectorFailureBehavior.NO_ADVERTISE
              : SelectorFailureBehavior.FATAL_ALERT,
          SelectedListenerFailureBehavior.ACCEPT,
          protocols);
    }
  }
}
