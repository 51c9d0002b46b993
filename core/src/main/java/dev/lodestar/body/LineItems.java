package dev.lodestar.body;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The items of NDJSON: each line that is not blank.
final class LineItems implements ItemSource {
  private final ItemInput in;
  private int index;
  private boolean over;

  LineItems(ItemInput in) {
    this.in = in;
  }

  @Override
  public @Nullable Item next() throws IOException, BrokenItemsException {
    while (!over && ItemInput.isSpace(in.peek())) {
      in.skip();
    }
    if (over || in.peek() == ItemInput.END) {
      return null;
    }
    in.begin();
    var line = in.line();
    var column = in.column();
    for (var b = in.peek(); b != '\n' && b != ItemInput.END; b = in.peek()) {
      if (!in.keep()) {
        over = true;
        throw new BrokenItemsException(in.tooLong(), index, line);
      }
    }
    return new Item(in.item(), in.length(), index++, line, column);
  }
}
