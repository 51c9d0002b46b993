package dev.lodestar.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Unix;
import io.netty.channel.unix.UnixChannelOption;
import io.netty.util.internal.PlatformDependent;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/// How bytes get to and from the kernel.
enum Transport {
  /// Linux's epoll, through native code.
  EPOLL,
  /// The selectors of the JDK.
  NIO;

  /// Returns the fastest transport that works here without a warning. Native code needs the option
  /// `--enable-native-access`, or else Java 25 prints three lines about it.
  static Transport best() {
    return nativeAccess() && Epoll.isAvailable() ? EPOLL : NIO;
  }

  private static boolean nativeAccess() {
    return PlatformDependent.class.getModule().isNativeAccessEnabled()
        && Epoll.class.getModule().isNativeAccessEnabled()
        && Unix.class.getModule().isNativeAccessEnabled();
  }

  /// Whether a class may be loaded with this transport: those of epoll load native code.
  boolean has(String className) {
    return this == EPOLL
        || !(className.startsWith("io.netty.channel.epoll.")
            || className.startsWith("io.netty.channel.unix."));
  }

  IoHandlerFactory ioHandlers() {
    return switch (this) {
      case EPOLL -> EpollIoHandler.newFactory();
      case NIO -> NioIoHandler.newFactory();
    };
  }

  /// The kind of socket that listens on a file.
  Class<? extends ServerChannel> unixServerChannel() {
    return switch (this) {
      case EPOLL -> EpollServerDomainSocketChannel.class;
      case NIO -> NioServerDomainSocketChannel.class;
    };
  }

  /// The address of such a socket.
  SocketAddress unixAddress(Path path) {
    return switch (this) {
      case EPOLL -> new DomainSocketAddress(path.toString());
      case NIO -> UnixDomainSocketAddress.of(path);
    };
  }

  Class<? extends DatagramChannel> datagramChannel() {
    return switch (this) {
      case EPOLL -> EpollDatagramChannel.class;
      case NIO -> NioDatagramChannel.class;
    };
  }

  /// Has several sockets of this process share a port, if the kernel then gives each a share of the
  /// clients.
  boolean sharePort(Bootstrap bootstrap) {
    if (this == EPOLL) {
      bootstrap.option(UnixChannelOption.SO_REUSEPORT, true);
      return true;
    }
    return false;
  }

  Class<? extends ServerChannel> serverChannel() {
    return switch (this) {
      case EPOLL -> EpollServerSocketChannel.class;
      case NIO -> NioServerSocketChannel.class;
    };
  }
}
