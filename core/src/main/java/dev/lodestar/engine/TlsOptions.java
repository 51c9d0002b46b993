package dev.lodestar.engine;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a server speaks TLS. Immutable and thread-safe; start from [#of(TlsIdentity)] and change
/// what differs.
///
/// ```java
/// var tls = TlsOptions.of(TlsIdentity.pem(Path.of("chain.pem"), Path.of("key.pem")));
/// var options = ServerOptions.defaults().withPort(443).withTls(tls);
/// ```
///
/// Renegotiation is refused and compression does not exist. Sessions are resumed, by tickets too.
public final class TlsOptions {
  /// How long a handshake may take unless the options say otherwise: 10 seconds.
  public static final Duration DEFAULT_HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

  /// How often files are looked at unless the options say otherwise: every 30 seconds.
  public static final Duration DEFAULT_RELOAD_INTERVAL = Duration.ofSeconds(30);

  private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  /// Whether clients show certificates (mutual TLS).
  public enum ClientAuthentication {
    /// Clients are not asked for a certificate.
    NONE,
    /// Clients may show a certificate. One that is not trusted ends the handshake.
    OPTIONAL,
    /// Clients that show no certificate, or one that is not trusted, get no connection.
    REQUIRED
  }

  /// What does the cryptography.
  public enum Provider {
    /// The Java virtual machine.
    JDK,
    /// BoringSSL, a variant of OpenSSL, which costs less CPU for each connection and each byte. It
    /// comes in the artifact `io.netty:netty-tcnative-boringssl-static`, which the application has
    /// to add.
    OPENSSL
  }

  private final TlsIdentity identity;
  private final Map<String, TlsIdentity> hosts;
  private final boolean refusesUnknownHosts;
  private final List<String> protocols;
  private final List<String> cipherSuites;
  private final ClientAuthentication clientAuthentication;
  private final Optional<TlsTrust> trust;
  private final Provider provider;
  private final Duration handshakeTimeout;
  private final Duration reloadInterval;
  private final Optional<String> strictTransportSecurity;

  private TlsOptions(Draft draft) {
    identity = draft.identity;
    hosts = Map.copyOf(draft.hosts);
    refusesUnknownHosts = draft.refusesUnknownHosts;
    protocols = List.copyOf(draft.protocols);
    cipherSuites = List.copyOf(draft.cipherSuites);
    clientAuthentication = draft.clientAuthentication;
    trust = draft.trust;
    provider = draft.provider;
    handshakeTimeout = draft.handshakeTimeout;
    reloadInterval = draft.reloadInterval;
    strictTransportSecurity = draft.strictTransportSecurity;
    check();
  }

  private void check() {
    if (protocols.isEmpty()) {
      throw new IllegalArgumentException("There is no protocol; name TLSv1.3, TLSv1.2 or both.");
    }
    for (var protocol : protocols) {
      if (!PROTOCOLS.contains(protocol)) {
        throw new IllegalArgumentException(
            "The protocol '"
                + protocol
                + "' is not accepted: TLSv1.3 and TLSv1.2 are, and everything older is broken"
                + " (RFC 8996).");
      }
    }
    if (handshakeTimeout.isNegative() || handshakeTimeout.isZero()) {
      throw new IllegalArgumentException(
          "The handshakeTimeout is " + handshakeTimeout + ", but it has to be longer than zero.");
    }
    if (reloadInterval.isNegative()) {
      throw new IllegalArgumentException(
          "The reloadInterval is "
              + reloadInterval
              + ", but it cannot be negative; zero looks at the files on demand alone.");
    }
  }

  /// Returns options with an identity and the defaults.
  ///
  /// @param identity what clients are shown that ask for no other host
  /// @return the options
  public static TlsOptions of(TlsIdentity identity) {
    return new TlsOptions(new Draft(identity));
  }

  /// Returns what clients are shown unless [#hosts()] has something else for the host that they ask
  /// for.
  ///
  /// @return the identity
  public TlsIdentity identity() {
    return identity;
  }

  /// Returns what clients are shown that ask for certain hosts (SNI, RFC 6066).
  ///
  /// @return the identities, by the host in lower case or a wildcard such as `*.example.com`;
  ///   unmodifiable
  public Map<String, TlsIdentity> hosts() {
    return hosts;
  }

  /// Tells whether a client that asks for a host of which no certificate knows, or for none, gets
  /// no connection (alert `unrecognized_name`); `false` by default: it is shown [#identity()] then.
  ///
  /// @return the value
  public boolean refusesUnknownHosts() {
    return refusesUnknownHosts;
  }

  /// Returns the versions that are spoken; `TLSv1.3` and `TLSv1.2` by default.
  ///
  /// @return the versions; unmodifiable
  public List<String> protocols() {
    return protocols;
  }

  /// Returns the cipher suites that are accepted, by the names of the JDK; empty by default: all
  /// suites of TLS 1.3, and those of TLS 1.2 that have forward secrecy and authenticated
  /// encryption.
  ///
  /// @return the suites; unmodifiable
  public List<String> cipherSuites() {
    return cipherSuites;
  }

  /// Returns whether clients show certificates; `NONE` by default.
  ///
  /// @return the value
  public ClientAuthentication clientAuthentication() {
    return clientAuthentication;
  }

  /// Returns whose certificates are accepted from clients; there unless they show none.
  ///
  /// @return the value
  public Optional<TlsTrust> trust() {
    return trust;
  }

  /// Returns what does the cryptography; `JDK` by default.
  ///
  /// @return the value
  public Provider provider() {
    return provider;
  }

  /// Returns how long a client may take from the first moment of a connection to the end of the
  /// handshake; 10 seconds by default; the connection is closed then.
  ///
  /// @return the value
  public Duration handshakeTimeout() {
    return handshakeTimeout;
  }

  /// Returns how often the files are looked at, so that new certificates are used without a
  /// restart; every 30 seconds by default. Zero looks at them only when [Server#reloadTls()] is
  /// called.
  ///
  /// @return the value
  public Duration reloadInterval() {
    return reloadInterval;
  }

  /// Returns the value of the header `Strict-Transport-Security` (RFC 6797) that all responses over
  /// TLS have which do not set it themselves; none by default.
  ///
  /// @return the value
  public Optional<String> strictTransportSecurity() {
    return strictTransportSecurity;
  }

  /// Returns options with another identity.
  ///
  /// @param identity as [#identity()] describes it
  /// @return the new options
  public TlsOptions withIdentity(TlsIdentity identity) {
    var draft = new Draft(this);
    draft.identity = identity;
    return new TlsOptions(draft);
  }

  /// Returns options with an identity of its own for a host.
  ///
  /// @param host a name such as `api.example.com`, or `*.example.com` for the names that have one
  ///   label more than `example.com`; a whole name wins over a wildcard
  /// @param identity what clients are shown that ask for it
  /// @return the new options
  /// @throws IllegalArgumentException if the host is no name or wildcard
  public TlsOptions withHost(String host, TlsIdentity identity) {
    var name = host.strip().toLowerCase(Locale.ROOT);
    if (!isName(name.startsWith("*.") ? name.substring(2) : name)) {
      throw new IllegalArgumentException(
          "'"
              + host
              + "' is no host that clients can ask for: write a name such as api.example.com, or"
              + " *.example.com. Addresses are never asked for.");
    }
    var draft = new Draft(this);
    draft.hosts.put(name, identity);
    return new TlsOptions(draft);
  }

  /// Letters, digits, hyphens and dots, none of the labels empty, and the last no number.
  private static boolean isName(String name) {
    if (name.isEmpty() || name.length() > 253) {
      return false;
    }
    var labelStart = 0;
    for (var i = 0; i <= name.length(); i++) {
      if (i == name.length() || name.charAt(i) == '.') {
        if (i == labelStart || i - labelStart > 63) {
          return false;
        }
        labelStart = i + 1;
        continue;
      }
      var c = name.charAt(i);
      var letterOrDigit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && c != '-' && c != '_') {
        return false;
      }
    }
    var last = name.substring(name.lastIndexOf('.') + 1);
    return !last.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /// Returns options that refuse clients which ask for unknown hosts, or do not.
  ///
  /// @param refuses as [#refusesUnknownHosts()] describes it
  /// @return the new options
  public TlsOptions withUnknownHostsRefused(boolean refuses) {
    var draft = new Draft(this);
    draft.refusesUnknownHosts = refuses;
    return new TlsOptions(draft);
  }

  /// Returns options with other versions.
  ///
  /// @param protocols `TLSv1.3`, `TLSv1.2` or both
  /// @return the new options
  /// @throws IllegalArgumentException if there are none, or one that is older or unknown
  public TlsOptions withProtocols(String... protocols) {
    var draft = new Draft(this);
    draft.protocols = List.of(protocols);
    return new TlsOptions(draft);
  }

  /// Returns options with other cipher suites. Whether they exist is checked when a server starts.
  ///
  /// @param cipherSuites names such as `TLS_AES_128_GCM_SHA256`; none for the defaults
  /// @return the new options
  public TlsOptions withCipherSuites(String... cipherSuites) {
    var draft = new Draft(this);
    draft.cipherSuites = List.of(cipherSuites);
    return new TlsOptions(draft);
  }

  /// Returns options that ask clients for certificates (mutual TLS). Requests tell which was shown:
  /// [dev.lodestar.http.Request#clientCertificate()].
  ///
  /// @param clientAuthentication whether clients have to show one
  /// @param trust whose certificates are accepted
  /// @return the new options
  public TlsOptions withClientAuthentication(
      ClientAuthentication clientAuthentication, TlsTrust trust) {
    var draft = new Draft(this);
    draft.clientAuthentication = clientAuthentication;
    draft.trust =
        clientAuthentication == ClientAuthentication.NONE ? Optional.empty() : Optional.of(trust);
    return new TlsOptions(draft);
  }

  /// Returns options with another provider.
  ///
  /// @param provider as [#provider()] describes it
  /// @return the new options
  public TlsOptions withProvider(Provider provider) {
    var draft = new Draft(this);
    draft.provider = provider;
    return new TlsOptions(draft);
  }

  /// Returns options that give clients another time for the handshake.
  ///
  /// @param handshakeTimeout as [#handshakeTimeout()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if it is not longer than zero
  public TlsOptions withHandshakeTimeout(Duration handshakeTimeout) {
    var draft = new Draft(this);
    draft.handshakeTimeout = handshakeTimeout;
    return new TlsOptions(draft);
  }

  /// Returns options that have the files looked at more or less often.
  ///
  /// @param reloadInterval as [#reloadInterval()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if it is negative
  public TlsOptions withReloadInterval(Duration reloadInterval) {
    var draft = new Draft(this);
    draft.reloadInterval = reloadInterval;
    return new TlsOptions(draft);
  }

  /// Returns options whose responses tell browsers to come over TLS only, from now on
  /// (`Strict-Transport-Security`, RFC 6797). It cannot be taken back before the time is over, so
  /// begin with a short one.
  ///
  /// @param maxAge for how long browsers remember it; zero makes them forget
  /// @param includeSubDomains whether it also holds for all hosts below this one
  /// @return the new options
  /// @throws IllegalArgumentException if the time is negative
  public TlsOptions withStrictTransportSecurity(Duration maxAge, boolean includeSubDomains) {
    if (maxAge.isNegative()) {
      throw new IllegalArgumentException(
          "The maxAge is " + maxAge + ", but it cannot be negative; zero makes browsers forget.");
    }
    var draft = new Draft(this);
    draft.strictTransportSecurity =
        Optional.of(
            "max-age=" + maxAge.toSeconds() + (includeSubDomains ? "; includeSubDomains" : ""));
    return new TlsOptions(draft);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TlsOptions options && values().equals(options.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  /// Returns all values, passwords apart.
  @Override
  public String toString() {
    return "TlsOptions" + values();
  }

  private Map<String, Object> values() {
    var values = new LinkedHashMap<String, Object>();
    values.put("identity", identity);
    values.put("hosts", hosts);
    values.put("refusesUnknownHosts", refusesUnknownHosts);
    values.put("protocols", protocols);
    values.put("cipherSuites", cipherSuites);
    values.put("clientAuthentication", clientAuthentication);
    values.put("trust", trust);
    values.put("provider", provider);
    values.put("handshakeTimeout", handshakeTimeout);
    values.put("reloadInterval", reloadInterval);
    values.put("strictTransportSecurity", strictTransportSecurity);
    return values;
  }

  /// Options that are being changed, beginning with the defaults.
  private static final class Draft {
    private TlsIdentity identity;
    private Map<String, TlsIdentity> hosts = new LinkedHashMap<>();
    private boolean refusesUnknownHosts;
    private List<String> protocols = PROTOCOLS;
    private List<String> cipherSuites = List.of();
    private ClientAuthentication clientAuthentication = ClientAuthentication.NONE;
    private Optional<TlsTrust> trust = Optional.empty();
    private Provider provider = Provider.JDK;
    private Duration handshakeTimeout = DEFAULT_HANDSHAKE_TIMEOUT;
    private Duration reloadInterval = DEFAULT_RELOAD_INTERVAL;
    private Optional<String> strictTransportSecurity = Optional.empty();

    Draft(TlsIdentity identity) {
      this.identity = identity;
    }

    Draft(TlsOptions options) {
      identity = options.identity;
      hosts = new LinkedHashMap<>(options.hosts);
      refusesUnknownHosts = options.refusesUnknownHosts;
      protocols = options.protocols;
      cipherSuites = options.cipherSuites;
      clientAuthentication = options.clientAuthentication;
      trust = options.trust;
      provider = options.provider;
      handshakeTimeout = options.handshakeTimeout;
      reloadInterval = options.reloadInterval;
      strictTransportSecurity = options.strictTransportSecurity;
    }
  }
}
