package dev.lodestar.server;

import dev.lodestar.engine.Server;
import dev.lodestar.server.tls.TestAuthority;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Clients of tests that speak TLS, and trust one authority.
final class TlsClients {
  private static final int PATIENCE_MILLIS = 30_000;
  private final SSLContext context;

  private TlsClients(SSLContext context) {
    this.context = context;
  }

  static TlsClients trusting(X509Certificate authority) {
    return new TlsClients(context(authority, null));
  }

  /// Clients that trust everybody.
  static TlsClients trustingAll() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
      return new TlsClients(context);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static TlsClients showing(TestAuthority.Issued own, X509Certificate authority) {
    return new TlsClients(context(authority, own));
  }

  SSLContext context() {
    return context;
  }

  private static SSLContext context(X509Certificate authority, TestAuthority.@Nullable Issued own) {
    try {
      var trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("authority", authority);
      var trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(trusted);
      var context = SSLContext.getInstance("TLS");
      context.init(
          own == null ? null : new KeyManager[] {new Own(own)}, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Connects to a server, and asks for localhost.
  RawClient connect(Server server) throws IOException {
    return connect(server.port());
  }

  RawClient connect(int port) throws IOException {
    return RawClient.over(handshake(socket(port, "localhost")));
  }

  /// A socket that has not begun its handshake.
  ///
  /// @param host what is asked for; empty to ask for nothing
  SSLSocket socket(Server server, String host) throws IOException {
    return socket(server.port(), host);
  }

  /// A socket over one that is connected already, that has not begun its handshake.
  SSLSocket over(Socket plain) throws IOException {
    var port = plain.getPort();
    return (SSLSocket) context.getSocketFactory().createSocket(plain, null, port, true);
  }

  private SSLSocket socket(int port, String host) throws IOException {
    var plain = new Socket(InetAddress.getLoopbackAddress(), port);
    plain.setTcpNoDelay(true);
    plain.setSoTimeout(PATIENCE_MILLIS);
    var socket = over(plain);
    var parameters = socket.getSSLParameters();
    if (!host.isEmpty()) {
      parameters.setServerNames(List.of(new SNIHostName(host)));
    }
    socket.setSSLParameters(parameters);
    return socket;
  }

  static SSLSocket handshake(SSLSocket socket) throws IOException {
    socket.startHandshake();
    return socket;
  }

  /// Shows one certificate, whatever the server asks for.
  private static final class Own extends X509ExtendedKeyManager {
    private final TestAuthority.Issued own;

    Own(TestAuthority.Issued own) {
      this.own = own;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
      return new String[] {"own"};
    }

    @Override
    public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
      return "own";
    }

    @Override
    public String chooseEngineClientAlias(String[] keyType, Principal[] issuers, SSLEngine engine) {
      return "own";
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
      return new String[0];
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
      throw new UnsupportedOperationException();
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return new X509Certificate[] {own.certificate()};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return own.key();
    }
  }
}
