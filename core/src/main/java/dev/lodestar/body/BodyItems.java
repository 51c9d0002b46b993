package dev.lodestar.body;

import dev.lodestar.codec.Codec;
import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The items of a body, each decoded and validated when it is asked for. Used by one thread.
final class BodyItems implements Iterator<@Nullable Object> {
  private final Request request;
  private final ItemSource source;
  private final Codec<@Nullable Object> codec;
  private final ConstraintSettings settings;

  private @Nullable Item item;
  private @Nullable HttpException failure;
  private boolean looked;
  private volatile boolean closed;

  BodyItems(
      Request request,
      ItemSource source,
      Codec<@Nullable Object> codec,
      ConstraintSettings settings) {
    this.request = request;
    this.source = source;
    this.codec = codec;
    this.settings = settings;
  }

  /// No more items are read from now on.
  void close() {
    closed = true;
  }

  /// Waits for the next item to arrive.
  ///
  /// @return `true` also if what arrives is wrong, which [#next()] then tells
  @Override
  public boolean hasNext() {
    if (!looked) {
      look();
      looked = true;
    }
    return item != null || failure != null;
  }

  private void look() {
    if (closed) {
      throw new IllegalStateException("The request is over, so no more of its body can be read.");
    }
    try {
      item = source.next();
    } catch (BrokenItemsException broken) {
      failure = failure(broken);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public @Nullable Object next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The body has no more items.");
    }
    looked = false;
    var next = item;
    item = null;
    if (next == null) {
      throw taken();
    }
    var decoded = codec.decode(next.bytes(), 0, next.length());
    if (decoded instanceof Decoded.Valid<?>(var value)) {
      return value;
    }
    throw failure(next, decoded);
  }

  private HttpException taken() {
    var broken = failure;
    failure = null;
    return broken == null ? HttpException.badRequest("The body is malformed.") : broken;
  }

  private HttpException failure(Item item, Decoded<?> decoded) {
    var errors = new InputErrors(request, settings);
    errors.document(placed(item, decoded), codec.use().model(), "/" + item.index());
    return located(errors, item.index(), item.line());
  }

  /// Counts lines and columns from the beginning of the body.
  private static Decoded<?> placed(Item item, Decoded<?> decoded) {
    return decoded instanceof Decoded.Malformed<?>(var message, var offset, var line, var column)
        ? new Decoded.Malformed<>(
            message,
            offset,
            item.line() + line - 1,
            line == 1 ? item.column() + column - 1 : column)
        : decoded;
  }

  private HttpException failure(BrokenItemsException broken) {
    var errors = new InputErrors(request, settings);
    if (broken.found().isPresent()) {
      var problem =
          new DecodeProblem(
              "", "type", "an array", broken.found().get(), String.valueOf(broken.getMessage()));
      errors.document(new Decoded.Invalid<>(List.of(problem), 0), codec.use().model(), "");
      return errors.refusal();
    }
    errors.malformed("/" + broken.index(), String.valueOf(broken.getMessage()), broken.line());
    return located(errors, broken.index(), broken.line());
  }

  private static HttpException located(InputErrors errors, int index, int line) {
    var found = errors.refusal();
    return new HttpException(
        found.problem().with("item", index).with("line", line), found.headers(), null);
  }
}
