package dev.lodestar.server.http2;

import dev.lodestar.engine.RenderedResponse;

/// Writes the heads of the responses of one connection. Used on the event loop only.
final class ResponseHeads {
  private final Http2Loop shared;
  private final FrameOutput output;
  private final HpackWriter fields;

  ResponseHeads(Http2Loop shared, FrameOutput output) {
    this.shared = shared;
    this.output = output;
    fields = new HpackWriter(shared.heads());
  }

  /// Takes note of the size of the table that the client has for fields.
  void limit(long tableSize) {
    fields.limit(tableSize);
  }

  /// Writes the head of a response.
  ///
  /// @param length the announced length, negative for none
  void write(int id, RenderedResponse response, long length, boolean end) {
    fields.start();
    fields.status(response.status().code());
    fields.repeated(HpackWriter.DATE, "date", shared.date());
    var type = response.contentType();
    if (type.isPresent()) {
      fields.repeated(HpackWriter.CONTENT_TYPE, "content-type", type.get().toString());
    }
    var more = response.headers();
    for (var i = 0; i < more.size(); i++) {
      fields.field(more.name(i), more.value(i));
    }
    if (length >= 0) {
      fields.contentLength(length);
    }
    output.head(id, shared.heads().out(), end);
  }

  /// Tells the client to send the body.
  void proceed(int id) {
    fields.start();
    fields.status(100);
    output.head(id, shared.heads().out(), false);
  }
}
