package dev.lodestar.benchmarks.json;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Makes values whose documents have the wanted sizes; equal ones at every call.
final class Samples {
  private static final int SEED = 270;
  private static final int LINES = 10;
  private static final int ADDRESS_BYTES = 34;
  private static final int COMMENT_BYTES = 44;
  private static final int TITLE_BYTES = 23;

  private final Alphabet alphabet;
  private final Random random = new Random(SEED);

  private Samples(Alphabet alphabet) {
    this.alphabet = alphabet;
  }

  /// One value, or a list of them if the size is one of a list.
  static Object value(Size size, Alphabet alphabet) {
    var samples = new Samples(alphabet);
    if (!size.isList()) {
      return samples.element(size);
    }
    var list = new ArrayList<Object>(size.elements());
    for (int i = 0; i < size.elements(); i++) {
      list.add(samples.element(size));
    }
    return list;
  }

  private Object element(Size size) {
    return size.type() == Order.class ? order() : basket();
  }

  private Order order() {
    return new Order(
        1_000_000_000_000L + random.nextInt(1_000_000_000),
        pick(alphabet.names()),
        "customer" + random.nextInt(1000, 10_000) + "@example.org",
        state(),
        price(),
        random.nextBoolean(),
        day(),
        text(ADDRESS_BYTES),
        text(COMMENT_BYTES),
        random.nextInt(1, 100));
  }

  private Basket basket() {
    var lines = new ArrayList<BasketLine>(LINES);
    for (int i = 0; i < LINES; i++) {
      lines.add(line());
    }
    return new Basket(
        1_000_000_000_000L + random.nextInt(1_000_000_000),
        pick(alphabet.names()),
        state(),
        day(),
        lines);
  }

  private BasketLine line() {
    return new BasketLine(
        (char) ('A' + random.nextInt(26)) + "-" + random.nextInt(10_000, 100_000),
        text(TITLE_BYTES),
        price(),
        random.nextInt(1, 100));
  }

  /// Words up to the given number of bytes; at least one.
  private String text(int bytes) {
    var text = new StringBuilder(pick(alphabet.words()));
    int length = bytesOf(text.toString());
    while (true) {
      var word = pick(alphabet.words());
      length += 1 + bytesOf(word);
      if (length > bytes) {
        return text.toString();
      }
      text.append(' ').append(word);
    }
  }

  private static int bytesOf(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private OrderState state() {
    return pick(List.of(OrderState.values()));
  }

  private double price() {
    return random.nextInt(100, 100_000) / 100.0;
  }

  private LocalDate day() {
    return LocalDate.of(2026, 1, 1).plusDays(random.nextInt(365));
  }
}
