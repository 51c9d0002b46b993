package dev.lodestar.result;

import dev.lodestar.codec.DocumentBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;

/// The content of a sequence, written item by item while they are produced.
final class ItemStream implements OpenSource {
  /// How many bytes are collected before they are handed on.
  private static final int PIECE = 1 << 14;

  /// What was produced so long ago is sent along with the next item.
  private static final long LONGEST_WAIT_NANOS = 200_000_000;

  private final Iterator<?> items;
  private final AutoCloseable source;
  private final ItemLayout layout;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final DocumentBuffer buffer = new DocumentBuffer();
  private boolean begun;

  /// Creates the content.
  ///
  /// @param source what is closed when nothing is read any more
  ItemStream(Iterator<?> items, AutoCloseable source, ItemLayout layout) {
    this.items = items;
    this.source = source;
    this.layout = layout;
  }

  @Override
  public void begin() {
    begun = true;
    ItemLayout.append(layout.start(), buffer);
    if (items.hasNext()) {
      layout.write(items.next(), true, buffer);
    }
  }

  @Override
  public void writeTo(OutputStream out) throws Exception {
    try {
      if (!begun) {
        begin();
      }
      writeItems(out);
      ItemLayout.append(layout.end(), buffer);
      handOn(out);
    } finally {
      close();
    }
  }

  private void writeItems(OutputStream out) throws IOException {
    if (layout.flushesItems()) {
      flush(out);
    }
    var flushed = System.nanoTime();
    while (items.hasNext()) {
      layout.write(items.next(), false, buffer);
      if (layout.flushesItems() || System.nanoTime() - flushed > LONGEST_WAIT_NANOS) {
        flush(out);
        flushed = System.nanoTime();
      } else if (buffer.length() >= PIECE) {
        handOn(out);
      }
    }
  }

  private void flush(OutputStream out) throws IOException {
    handOn(out);
    out.flush();
  }

  private void handOn(OutputStream out) throws IOException {
    if (buffer.length() > 0) {
      buffer.writeTo(out);
      buffer.clear();
    }
  }

  @Override
  public void close() throws Exception {
    if (closed.compareAndSet(false, true)) {
      source.close();
    }
  }
}
