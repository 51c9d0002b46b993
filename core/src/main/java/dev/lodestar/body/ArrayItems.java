package dev.lodestar.body;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The items of a JSON array. Finds where each ends by counting brackets outside of texts; whether
/// it is JSON in between, its decoder sees.
final class ArrayItems implements ItemSource {
  private final ItemInput in;
  private State state = State.BEGIN;
  private int index;

  private enum State {
    BEGIN,
    INSIDE,
    OVER
  }

  ArrayItems(ItemInput in) {
    this.in = in;
  }

  @Override
  public @Nullable Item next() throws IOException, BrokenItemsException {
    if (state == State.BEGIN && begins()) {
      return item();
    }
    if (state == State.INSIDE) {
      if (in.peek() == ',') {
        in.skip();
        skipSpace();
        return item();
      }
      in.skip(); // the closing bracket, with which the last item ended
      expectEnd();
    }
    return null;
  }

  /// Takes the opening bracket, and tells whether an item follows.
  private boolean begins() throws IOException, BrokenItemsException {
    skipSpace();
    var first = in.peek();
    if (first != '[') {
      var found = valueThatBegins(first);
      if (found.isPresent()) {
        state = State.OVER;
        throw BrokenItemsException.noArray(found.get(), in.line());
      }
      throw broken(
          first == ItemInput.END
              ? "Expected an array of items, but the body is empty."
              : "Expected an array of items.");
    }
    in.skip();
    skipSpace();
    if (in.peek() == ']') {
      in.skip();
      expectEnd();
      return false;
    }
    state = State.INSIDE;
    return true;
  }

  private static Optional<String> valueThatBegins(int first) {
    return switch (first) {
      case '{' -> Optional.of("an object");
      case '"' -> Optional.of("a string");
      case 't', 'f' -> Optional.of("a boolean");
      case 'n' -> Optional.of("null");
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Optional.of("a number");
      default -> Optional.empty();
    };
  }

  /// Reads up to the comma or bracket behind the item.
  private Item item() throws IOException, BrokenItemsException {
    in.begin();
    var line = in.line();
    var column = in.column();
    var depth = 0;
    var quoted = false;
    while (true) {
      var b = in.peek();
      if (b == ItemInput.END) {
        throw broken("The body ends within the array.");
      }
      if (quoted) {
        if (b == '\\') {
          keep();
          if (in.peek() == ItemInput.END) {
            throw broken("The body ends within the array.");
          }
        } else if (b == '"') {
          quoted = false;
        }
      } else if (b == '"') {
        quoted = true;
      } else if (b == '[' || b == '{') {
        depth++;
      } else if (depth == 0 && (b == ',' || b == ']')) {
        return new Item(in.item(), in.length(), index++, line, column);
      } else if (b == ']' || b == '}') {
        depth--;
      }
      keep();
    }
  }

  private void keep() throws BrokenItemsException {
    if (!in.keep()) {
      throw broken(in.tooLong());
    }
  }

  private void expectEnd() throws IOException, BrokenItemsException {
    state = State.OVER;
    skipSpace();
    if (in.peek() != ItemInput.END) {
      throw broken("Expected the end of the body behind the array.");
    }
  }

  private void skipSpace() throws IOException {
    while (ItemInput.isSpace(in.peek())) {
      in.skip();
    }
  }

  private BrokenItemsException broken(String message) {
    state = State.OVER;
    return new BrokenItemsException(message, index, in.line());
  }
}
