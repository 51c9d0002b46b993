package dev.lodestar.server.http2;

import dev.lodestar.engine.ServerOptions;
import dev.lodestar.server.exchange.FieldBlock;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;

/// Where Netty's decoder puts the fields of a head. It hands them to a map of its own kind; only
/// [#add(CharSequence, CharSequence)] is called. One serves an event loop.
final class DecodedFields extends DefaultHttp2Headers {
  private final FieldBlock block;

  DecodedFields(ServerOptions options) {
    super(false, 2);
    block = new FieldBlock(options);
  }

  @Override
  public Http2Headers add(CharSequence name, CharSequence value) {
    block.add((AsciiString) name, (AsciiString) value);
    return this;
  }

  FieldBlock block() {
    return block;
  }
}
