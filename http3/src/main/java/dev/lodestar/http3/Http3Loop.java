package dev.lodestar.http3;

import dev.lodestar.engine.Http3Options;
import dev.lodestar.http.HttpDate;
import dev.lodestar.server.exchange.FieldBlock;
import dev.lodestar.server.exchange.LoopContext;
import io.netty.util.AsciiString;

/// What the HTTP/3 connections of one event loop share. Used there only.
final class Http3Loop {
  private final LoopContext context;
  private final Http3Options options;
  private final FieldBlock fields;
  private AsciiString date = AsciiString.EMPTY_STRING;
  private long second = -1;

  Http3Loop(LoopContext context, Http3Options options) {
    this.context = context;
    this.options = options;
    fields = new FieldBlock(context.options());
  }

  LoopContext context() {
    return context;
  }

  Http3Options options() {
    return options;
  }

  /// Where the fields of a head are checked.
  FieldBlock fields() {
    return fields;
  }

  /// The largest head that is read, as HTTP/3 counts it: more than is accepted, so that what is too
  /// large by a little can be answered. Beyond it the connection ends.
  long mostHead() {
    return FieldBlock.mostSection(context.options());
  }

  /// The value of the field `date`, the same text for a second.
  AsciiString date() {
    var now = System.currentTimeMillis() / 1000;
    if (now != second) {
      second = now;
      var bytes = new byte[HttpDate.LENGTH];
      HttpDate.write(now, bytes, 0);
      date = new AsciiString(bytes, false);
    }
    return date;
  }
}
