package dev.lodestar.http3;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/// Stands between a client and a server as a router does, and gives the client another port towards
/// the server when it is told to.
final class Relay implements AutoCloseable {
  private final DatagramSocket inner = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  private final SocketAddress server;
  private volatile DatagramSocket outer;
  private volatile SocketAddress client;

  Relay(int serverPort) throws IOException {
    server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
    Thread.ofVirtual().start(() -> pass(inner, true));
    move();
  }

  int port() {
    return inner.getLocalPort();
  }

  /// Sends from another port from now on, and lets nothing through to the one before.
  ///
  /// @return the port
  int move() throws IOException {
    var before = outer;
    var fresh = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    outer = fresh;
    Thread.ofVirtual().start(() -> pass(fresh, false));
    if (before != null) {
      before.close();
    }
    return fresh.getLocalPort();
  }

  private void pass(DatagramSocket from, boolean toServer) {
    var buffer = new byte[65_536];
    while (!from.isClosed()) {
      try {
        var packet = new DatagramPacket(buffer, buffer.length);
        from.receive(packet);
        if (toServer) {
          client = packet.getSocketAddress();
          packet.setSocketAddress(server);
          outer.send(packet);
        } else {
          packet.setSocketAddress(client);
          inner.send(packet);
        }
      } catch (IOException lost) {
        // as datagrams are now and then
      }
    }
  }

  @Override
  public void close() {
    inner.close();
    outer.close();
  }
}
