/// HTTP/3 over QUIC. It exports nothing: the server finds it as a service.
@SuppressWarnings("module") // HTTP/3 ends with a digit.
@org.jspecify.annotations.NullMarked
module dev.lodestar.http3 {
  requires dev.lodestar.core;
  requires dev.lodestar.server;
  requires io.netty.buffer;
  requires io.netty.codec;
  requires io.netty.codec.classes.quic;
  requires io.netty.codec.http3;
  requires io.netty.common;
  requires io.netty.handler;
  requires io.netty.transport;
  requires org.slf4j;

  provides dev.lodestar.server.datagram.DatagramProtocol with
      dev.lodestar.http3.Http3Protocol;
}
