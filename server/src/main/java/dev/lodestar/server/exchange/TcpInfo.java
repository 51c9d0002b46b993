package dev.lodestar.server.exchange;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.RawUnixChannelOption;
import java.nio.ByteOrder;

/// What Linux tells of a connection over TCP (`TCP_INFO`).
final class TcpInfo {
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_INFO = 11;

  /// The offset of `tcpi_bytes_acked`, which is as old as Linux 4.1.
  private static final int BYTES_ACKED = 120;

  private static final int LENGTH = BYTES_ACKED + Long.BYTES;

  private TcpInfo() {}

  /// Returns how many bytes the other side has acknowledged; -1 for other connections, and where
  /// the system does not tell.
  static long acknowledged(Channel channel) {
    return channel instanceof EpollSocketChannel socket && socket.isOpen() ? read(socket) : -1;
  }

  private static long read(EpollSocketChannel socket) {
    try {
      var info = socket.config().getOption(Option.TCP);
      return info.limit() < LENGTH ? -1 : info.order(ByteOrder.nativeOrder()).getLong(BYTES_ACKED);
    } catch (ChannelException untold) {
      return -1;
    }
  }

  /// Apart, since the class of the option is there with epoll only.
  private static final class Option {
    static final RawUnixChannelOption TCP =
        new RawUnixChannelOption("TCP_INFO", IPPROTO_TCP, TCP_INFO, LENGTH);
  }
}
