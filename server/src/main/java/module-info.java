/// The HTTP engine on Netty. It exports nothing: it is found as a service.
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

  provides dev.lodestar.engine.Engine with
      dev.lodestar.server.NettyEngine;
}
