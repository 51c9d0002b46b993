package dev.lodestar.http3;

import dev.lodestar.engine.RenderedResponse;
import io.netty.handler.codec.http3.DefaultHttp3Headers;
import io.netty.handler.codec.http3.DefaultHttp3HeadersFrame;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.util.AsciiString;
import java.util.Locale;

/// The heads of responses as QPACK takes them.
final class ResponseHead {
  private static final AsciiString DATE = AsciiString.cached("date");
  private static final AsciiString CONTENT_TYPE = AsciiString.cached("content-type");
  private static final AsciiString CONTENT_LENGTH = AsciiString.cached("content-length");

  private ResponseHead() {}

  /// Returns the head of a response.
  ///
  /// @param length the announced length, negative for none
  static Http3HeadersFrame of(RenderedResponse response, long length, AsciiString date) {
    var fields = new DefaultHttp3Headers(false);
    fields.status(Integer.toString(response.status().code()));
    fields.add(DATE, date);
    var type = response.contentType();
    if (type.isPresent()) {
      fields.add(CONTENT_TYPE, new AsciiString(type.get().toString()));
    }
    var headers = response.headers();
    for (var i = 0; i < headers.size(); i++) {
      var name = headers.name(i).toLowerCase(Locale.ROOT);
      if (!isOfConnection(name)) {
        // As bytes of Latin-1, whatever is in it, as over HTTP/1.1.
        fields.add(new AsciiString(name), new AsciiString(headers.value(i)));
      }
    }
    if (length >= 0) {
      fields.add(CONTENT_LENGTH, new AsciiString(Long.toString(length)));
    }
    return new DefaultHttp3HeadersFrame(fields);
  }

  /// RFC 9114, section 4.2.
  private static boolean isOfConnection(String name) {
    return switch (name) {
      case "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade" -> true;
      default -> false;
    };
  }

  /// Returns the head that tells a client to send the body.
  static Http3HeadersFrame proceed() {
    var fields = new DefaultHttp3Headers(false);
    fields.status("100");
    return new DefaultHttp3HeadersFrame(fields);
  }
}
