package dev.lodestar.http3;

import dev.lodestar.server.datagram.DatagramProtocol;
import io.netty.handler.codec.quic.Quic;
import java.io.IOException;

/// HTTP/3 as the server finds it.
public final class Http3Protocol implements DatagramProtocol {

  /// Creates the protocol; called by the service loader.
  public Http3Protocol() {}

  @Override
  public Handlers start(Start start) throws IOException {
    if (!Quic.isAvailable()) {
      throw new IOException(unavailable(), Quic.unavailabilityCause());
    }
    return new QuicSockets(start);
  }

  private static String unavailable() {
    return "The server is to speak HTTP/3, but the native library of QUIC does not load on "
        + System.getProperty("os.name")
        + " ("
        + System.getProperty("os.arch")
        + "): it is there for Linux with glibc, macOS and Windows. Add"
        + " io.netty:netty-codec-native-quic with the classifier of this machine, such as"
        + " linux-x86_64, in the version that netty-bom names, or leave withHttp3 out. ("
        + Quic.unavailabilityCause()
        + ")";
  }
}
