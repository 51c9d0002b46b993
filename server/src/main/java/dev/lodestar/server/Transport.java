package dev.lodestar.server;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.Unix;
import io.netty.util.internal.PlatformDependent;

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

  IoHandlerFactory ioHandlers() {
    return switch (this) {
      case EPOLL -> EpollIoHandler.newFactory();
      case NIO -> NioIoHandler.newFactory();
    };
  }

  Class<? extends ServerChannel> serverChannel() {
    return switch (this) {
      case EPOLL -> EpollServerSocketChannel.class;
      case NIO -> NioServerSocketChannel.class;
    };
  }
}
