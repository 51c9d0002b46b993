package dev.lodestar.server.tls;

import dev.lodestar.http.Connection;
import dev.lodestar.http.TlsSession;
import dev.lodestar.server.exchange.Peer;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// A client that has ended its handshake.
final class TlsPeer extends Peer {
  private final SslHandler handler;
  private final TlsSession session;

  /// @param before what was known of the client before the handshake
  /// @param host the host that it has asked for, if that is known already
  TlsPeer(Peer before, SslHandler handler, @Nullable String host) {
    super(before);
    this.handler = handler;
    var agreed = handler.engine().getSession();
    session =
        new TlsSession(
            agreed.getProtocol(),
            agreed.getCipherSuite(),
            host == null ? hostOf(agreed) : Optional.of(host),
            certificatesOf(agreed));
  }

  private static Optional<String> hostOf(SSLSession session) {
    if (session instanceof ExtendedSSLSession extended) {
      try {
        for (var name : extended.getRequestedServerNames()) {
          if (name instanceof SNIHostName host) {
            return Optional.of(host.getAsciiName().toLowerCase(Locale.ROOT));
          }
        }
      } catch (UnsupportedOperationException untold) {
        // then nobody knows
      } catch (IllegalArgumentException malformed) {
        // OpenSSL takes names that no host can have, such as _x.y, which Java does not
      }
    }
    return Optional.empty();
  }

  private static List<X509Certificate> certificatesOf(SSLSession session) {
    var chain = new ArrayList<X509Certificate>();
    try {
      for (Certificate certificate : session.getPeerCertificates()) {
        chain.add((X509Certificate) certificate);
      }
    } catch (SSLPeerUnverifiedException none) {
      // it has shown none
    }
    return chain;
  }

  @Override
  protected Connection describe(String protocol) {
    return super.describe(protocol).withTls(session);
  }

  @Override
  public boolean isSecure() {
    return true;
  }

  @Override
  public String applicationProtocol() {
    var chosen = handler.applicationProtocol();
    return chosen == null ? "" : chosen;
  }

  /// Without close_notify, if that would have to wait until the client takes what is before it.
  @Override
  public void disconnect() {
    var pending = channel().unsafe().outboundBuffer();
    if (pending == null || pending.isEmpty()) {
      super.disconnect();
    } else {
      channel().unsafe().close(channel().newPromise());
    }
  }

  /// Says with close_notify that nothing more comes, or the end would look like a truncation.
  @Override
  public void endOutput() {
    handler.closeOutbound().addListener(_ -> super.endOutput());
  }
}
