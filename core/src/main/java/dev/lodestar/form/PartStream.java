package dev.lodestar.form;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The content of one part, straight from the buffer of the form. It counts what it gives.
final class PartStream extends InputStream {
  private final MultipartInput input;
  private final PartHead head;
  private final FormLimits limits;
  private final @Nullable Bytes charset;
  private long count;
  private boolean over;

  PartStream(MultipartInput input, PartHead head, FormLimits limits) {
    this.input = input;
    this.head = head;
    this.limits = limits;
    this.charset =
        head.fileName().isEmpty() && head.name().equals(Charsets.FIELD) ? new Bytes() : null;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    var ready = ready();
    if (ready == 0) {
      return -1;
    }
    var taken = Math.min(ready, length);
    System.arraycopy(input.buffer(), input.position(), target, offset, taken);
    take(taken);
    return taken;
  }

  @Override
  public long transferTo(OutputStream target) throws IOException {
    var before = count;
    for (var ready = ready(); ready > 0; ready = ready()) {
      count(ready);
      target.write(input.buffer(), input.position(), ready);
      pass(ready);
    }
    return count - before;
  }

  /// Copies the rest as a text, which has to fit into memory whatever the part is.
  void copyText(Bytes target) throws IOException {
    for (var ready = ready(); ready > 0; ready = ready()) {
      count(ready);
      if (target.length() + (long) ready > limits.fieldSize()) {
        throw textTooLarge();
      }
      target.write(input.buffer(), input.position(), ready);
      pass(ready);
    }
  }

  @Override
  public long skip(long most) throws IOException {
    var ready = most <= 0 ? 0 : (int) Math.min(ready(), most);
    take(ready);
    return ready;
  }

  /// Skips what is left, and gives nothing from then on.
  void end() throws IOException {
    while (skip(Long.MAX_VALUE) > 0) {
      // on to the end
    }
    over = true;
  }

  private int ready() throws IOException {
    if (over) {
      throw new IOException(
          "Part "
              + head.number()
              + " of the form is over; read it before the next part is asked"
              + " for.");
    }
    return input.ready();
  }

  private void take(int taken) {
    count(taken);
    pass(taken);
  }

  private void pass(int taken) {
    if (charset != null) {
      charset.write(input.buffer(), input.position(), taken);
    }
    input.take(taken);
  }

  /// The character set that this part names for others, if it is the one that does, once it is
  /// over. Browsers fill it in, so an empty one names nothing.
  Optional<Charset> namedCharset() {
    if (charset == null || charset.length() == 0) {
      return Optional.empty();
    }
    var name = new String(charset.take(), StandardCharsets.ISO_8859_1);
    return Optional.of(Charsets.named(head.number(), head.name(), name));
  }

  private void count(int taken) {
    count += taken;
    if (head.fileName().isEmpty()) {
      if (count > limits.fieldSize()) {
        throw textTooLarge();
      }
    } else if (count > limits.fileSize()) {
      throw Problems.tooLarge(
          head.number(),
          head.name(),
          "The file is larger than the " + limits.fileSize() + " bytes that are accepted here.");
    }
  }

  private RuntimeException textTooLarge() {
    return Problems.tooLarge(
        head.number(), head.name(), "The text is larger than " + limits.fieldSize() + " bytes.");
  }
}
