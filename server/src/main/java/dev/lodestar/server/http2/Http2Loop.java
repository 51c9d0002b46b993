package dev.lodestar.server.http2;

import dev.lodestar.http.HttpDate;
import dev.lodestar.http.Request;
import dev.lodestar.server.exchange.LoopContext;
import dev.lodestar.server.exchange.Peer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.nio.charset.StandardCharsets;

/// What the HTTP/2 connections of one event loop share. Used there only.
public final class Http2Loop {
  private final LoopContext loop;
  private final DecodedFields fields;
  private final HpackWriter.Shared heads = new HpackWriter.Shared();
  private final byte[] dateBytes = new byte[HttpDate.LENGTH];
  private String date = "";
  private long second = -1;

  /// Creates what is shared.
  public Http2Loop(LoopContext loop) {
    this.loop = loop;
    fields = new DecodedFields(loop.options());
  }

  /// Returns the handler of a connection whose client begins with the preface of HTTP/2, the last
  /// of its pipeline.
  ///
  /// @param peer what requests are told of the connection
  /// @param received what has come of it so far
  public ChannelHandler connection(Channel channel, Peer peer, byte[] received) {
    return new Http2Connection(this, channel, peer, received, null);
  }

  /// Returns the handler of a connection that has been upgraded from HTTP/1.1 (RFC 7540, section
  /// 3.2): the 101 has been sent, and the client sends its preface next.
  ///
  /// @param request what was asked with the upgrade, and is answered on stream 1
  /// @param settings the decoded field `HTTP2-Settings`
  /// @param received what has come after the request
  public ChannelHandler upgraded(
      Channel channel, Peer peer, Request request, byte[] settings, byte[] received) {
    return new Http2Connection(this, channel, peer, received, new Upgrade(request, settings));
  }

  /// What was said before a connection spoke HTTP/2.
  record Upgrade(Request request, byte[] settings) {}

  LoopContext loop() {
    return loop;
  }

  DecodedFields fields() {
    return fields;
  }

  HpackWriter.Shared heads() {
    return heads;
  }

  /// The value of the field `date`, the same text for a second.
  String date() {
    var now = System.currentTimeMillis() / 1000;
    if (now != second) {
      second = now;
      HttpDate.write(now, dateBytes, 0);
      date = new String(dateBytes, StandardCharsets.US_ASCII);
    }
    return date;
  }
}
