package dev.lodestar.server.http2;

import dev.lodestar.server.exchange.ConnectionError;
import dev.lodestar.server.exchange.FieldBlock;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;

/// Decodes the heads of one connection with Netty's HPACK.
final class HeadDecoder extends DefaultHttp2HeadersDecoder {
  private final DecodedFields fields;

  HeadDecoder(DecodedFields fields) {
    super(false, Http2CodecUtil.MAX_HEADER_LIST_SIZE);
    this.fields = fields;
  }

  /// @return the fields, until the next head is decoded
  /// @throws ConnectionError if the head cannot be decoded, and so no other either
  FieldBlock decode(int stream, ByteBuf block) {
    try {
      decodeHeaders(stream, block);
      return fields.block();
    } catch (Http2Exception undecodable) {
      throw new ConnectionError(
          ErrorCode.COMPRESSION_ERROR, "The fields of a head cannot be decoded.");
    }
  }

  @Override
  protected Http2Headers newHeaders() {
    fields.block().reset();
    return fields;
  }
}
