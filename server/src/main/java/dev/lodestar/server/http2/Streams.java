package dev.lodestar.server.http2;

import io.netty.util.collection.IntObjectHashMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The streams of one connection by their numbers and by their age, and what has become of those
/// that were closed lately. Used on the event loop only.
final class Streams {
  private static final int MOST_REMEMBERED = 256;

  private final IntObjectHashMap<Http2Stream> open = new IntObjectHashMap<>(8);

  /// The numbers of streams that were closed lately; negative if this side has reset them, so that
  /// frames for them may still be on their way.
  private final int[] remembered = new int[MOST_REMEMBERED];

  private int next;
  private int last;

  /// The one that was opened last. It knows the one before.
  private @Nullable Http2Stream newest;

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
    link(stream);
    return stream;
  }

  /// Takes note of a stream that is reset at once.
  void skip(int id) {
    last = id;
    remember(-id);
  }

  void close(Http2Stream stream, boolean reset) {
    if (open.remove(stream.id()) != null) {
      unlink(stream);
      remember(reset ? -stream.id() : stream.id());
    }
  }

  private void link(Http2Stream stream) {
    stream.older = newest;
    if (newest != null) {
      newest.newer = stream;
    }
    newest = stream;
  }

  private void unlink(Http2Stream stream) {
    var older = stream.older;
    var newer = stream.newer;
    if (older != null) {
      older.newer = newer;
    }
    if (newer != null) {
      newer.older = older;
    } else {
      newest = older;
    }
    stream.older = null;
    stream.newer = null;
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

  /// Has each open stream let go of what has come of a request. Takes no memory.
  void relieve() {
    for (var stream = newest; stream != null; stream = stream.older) {
      stream.relieve();
    }
  }

  /// Forgets the open streams.
  ///
  /// @return them
  List<Http2Stream> clear() {
    var all = all();
    open.clear();
    newest = null;
    return all;
  }
}
