/// The HTTP engine on Netty. It exports nothing but to modules of this project that add a protocol:
/// it is found as a service.
@SuppressWarnings("module") // The modules that it exports to are optional.
@org.jspecify.annotations.NullMarked
module dev.lodestar.server {
  requires dev.lodestar.core;
  requires io.netty.buffer;
  requires io.netty.codec;
  requires io.netty.codec.haproxy;
  requires io.netty.codec.http2;
  requires io.netty.common;
  requires io.netty.handler;
  requires io.netty.transport;
  requires io.netty.transport.classes.epoll;
  requires io.netty.transport.unix.common;
  requires org.slf4j;

  exports dev.lodestar.server.datagram to
      dev.lodestar.http3;
  exports dev.lodestar.server.exchange to
      dev.lodestar.http3;
  exports dev.lodestar.server.tls to
      dev.lodestar.http3;

  uses dev.lodestar.server.datagram.DatagramProtocol;

  provides dev.lodestar.engine.Engine with
      dev.lodestar.server.NettyEngine;
}
