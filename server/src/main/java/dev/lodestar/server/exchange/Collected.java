package dev.lodestar.server.exchange;

import java.util.Arrays;

/// The bytes of a body that is received whole, as they come. They count as kept in memory as soon
/// as they wait for others; a body that comes at once costs no counting. Used on the event loop
/// only.
public final class Collected {
  private static final byte[] NONE = {};
  private static final int FIRST_SIZE = 1 << 12;

  /// What is added at once without having been counted before.
  private static final int SMALL = 1 << 14;

  private final BodyMemory memory;

  /// The most bytes that there can be.
  private final long most;

  private byte[] bytes = NONE;
  private int size;
  private long kept;

  /// Creates a body of which nothing has come.
  ///
  /// @param most the most bytes that are added, announced or allowed
  public Collected(BodyMemory memory, long most) {
    this.memory = memory;
    this.most = most;
  }

  /// Makes room. Memory is taken as bytes come, since announcing costs a client nothing.
  ///
  /// @param count how many bytes come
  /// @return the array to put them into, from [#size()] on, before [#added] is called
  /// @throws dev.lodestar.http.HttpException if bodies have no more memory
  public byte[] room(int count) {
    var needed = size + count;
    if (needed > bytes.length) {
      var doubled = Math.max(FIRST_SIZE, 2L * bytes.length);
      var grown = (int) Math.max(needed, Math.min(most, doubled));
      if (grown > SMALL) {
        keep(grown);
      }
      try {
        bytes = Arrays.copyOf(bytes, grown);
      } catch (OutOfMemoryError full) {
        throw memory.hasRunOut();
      }
    }
    return bytes;
  }

  public void added(int count) {
    size += count;
  }

  /// Takes note that the rest of the body has not come yet.
  ///
  /// @throws dev.lodestar.http.HttpException if bodies have no more memory
  public void await() {
    if (bytes.length > kept) {
      keep(bytes.length);
    }
  }

  private void keep(int all) {
    memory.keep(all - kept, kept);
    kept = all;
  }

  public int size() {
    return size;
  }

  /// How many bytes count as kept in memory.
  public long kept() {
    return kept;
  }

  /// Hands over the count of what is kept in memory.
  public long takeKept() {
    var taken = kept;
    kept = 0;
    return taken;
  }

  /// Lets go of what has come.
  public void drop() {
    bytes = NONE;
    size = 0;
    memory.letGo(takeKept());
  }

  /// Returns the whole body.
  public byte[] content() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }
}
