package dev.lodestar.body;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Finds the items of a body while it arrives. Used by one thread.
interface ItemSource {

  /// Reads the next item; null if there is none.
  ///
  /// @throws BrokenItemsException if no more items can be found, because the content is malformed
  ///   or an item too long
  @Nullable Item next() throws IOException, BrokenItemsException;
}
