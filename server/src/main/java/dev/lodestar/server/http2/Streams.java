package dev.lodestar.server.http2;

import io.netty.util.collection.IntObjectHashMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The streams of one connection by their numbers, and what has become of those that were closed
/// lately. Used on the event loop only.
final class Streams {
  private static final int MOST_REMEMBERED = 256;

  private final IntObjectHashMap<Http2Stream> open = new IntObjectHashMap<>(8);

  /// The numbers of streams that were closed lately; negative if this side has reset them, so that
  /// frames for them may still be on their way.
  private final int[] remembered = new int[MOST_REMEMBERED];

  private int next;
  private int last;

  @Nullable Http2Stream get(int id) {
    return open.get(id);
  }

  int size() {
    return open.size();
  }

  /// The highest number that a client has opened.
  int last() {
    return last;
  }

  Http2Stream open(int id, Http2Connection connection, int receiveWindow, int sendWindow) {
    last = id;
    var stream = new Http2Stream(connection, id, receiveWindow, sendWindow);
    open.put(id, stream);
    return stream;
  }

  /// Takes note of a stream that is reset at once.
  void skip(int id) {
    last = id;
    remember(-id);
  }

  void close(Http2Stream stream, boolean reset) {
    if (open.remove(stream.id()) != null) {
      remember(reset ? -stream.id() : stream.id());
    }
  }

  private void remember(int entry) {
    remembered[next] = entry;
    next = (next + 1) % MOST_REMEMBERED;
  }

  /// Tells whether this side has reset a stream lately.
  boolean wasReset(int id) {
    return contains(-id);
  }

  /// Tells whether a stream has come to its end lately, or the client has reset it.
  boolean wasClosed(int id) {
    return contains(id);
  }

  private boolean contains(int entry) {
    for (var known : remembered) {
      if (known == entry) {
        return true;
      }
    }
    return false;
  }

  /// Returns the open streams as they are now.
  List<Http2Stream> all() {
    return open.isEmpty() ? List.of() : new ArrayList<>(open.values());
  }

  /// Forgets the open streams.
  ///
  /// @return them
  List<Http2Stream> clear() {
    var all = all();
    open.clear();
    return all;
  }
}
