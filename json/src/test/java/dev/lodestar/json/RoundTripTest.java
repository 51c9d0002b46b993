package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.model.NamingStrategy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoundTripTest {
  enum Level {
    LOW,
    HIGH
  }

  sealed interface Part {}

  record Leaf(String name, double weight) implements Part {}

  record Branch(List<Part> parts, Map<Level, Long> levels) implements Part {}

  record Thing(
      int number,
      long big,
      float single,
      double real,
      boolean flag,
      String text,
      @Nullable String maybe,
      Optional<Instant> time,
      OptionalLong count,
      BigInteger integer,
      BigDecimal decimal,
      Level level,
      Part part) {}

  private final Random random = new Random(11);

  @Test
  void every_value_reads_back_as_itself() {
    for (var naming : NamingStrategy.values()) {
      var codec = Json.builder().naming(naming).build().codec(Thing.class);
      for (int i = 0; i < 500; i++) {
        var thing = thing();
        assertThat(codec.decode(codec.encode(thing)).orThrow()).isEqualTo(thing);
      }
    }
  }

  @Test
  void every_tree_of_unknown_values_reads_back_as_itself() {
    var codec = Json.standard().codec(Object.class);
    for (int i = 0; i < 2000; i++) {
      var value = new ArrayList<@Nullable Object>(Collections.singletonList(tree(5)));
      assertThat(codec.decode(codec.encode(value)).orThrow()).isEqualTo(value);
    }
  }

  @Test
  void every_double_reads_back_as_itself_and_as_the_jdk_reads_it() {
    var doubles = Json.standard().codec(double.class);
    var floats = Json.standard().codec(float.class);
    for (int i = 0; i < 50_000; i++) {
      double value = real();
      assertThat(doubles.decode(doubles.encode(value)).orThrow()).isEqualTo(value);
      float single = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(single)) {
        assertThat(floats.decode(floats.encode(single)).orThrow()).isEqualTo(single);
      }
      var text =
          (random.nextBoolean() ? "-" : "")
              + random.nextLong(1L << random.nextInt(1, 62))
              + "."
              + random.nextLong(1L << random.nextInt(1, 40));
      assertThat(doubles.decode(text.getBytes(StandardCharsets.UTF_8)).orThrow())
          .as(text)
          .isEqualTo(Double.parseDouble(text));
    }
  }

  @Test
  void many_threads_may_ask_for_the_same_codec_at_the_same_time() throws Exception {
    int threads = 8;
    var thing = thing();
    for (int round = 0; round < 10; round++) {
      var json = Json.standard();
      var barrier = new CyclicBarrier(threads);
      Callable<Boolean> task =
          () -> {
            barrier.await();
            var codec = json.codec(Thing.class);
            return codec.decode(codec.encode(thing)).orThrow().equals(thing)
                && json.codec(Object.class).encode(thing).length > 0;
          };
      try (var executor = Executors.newFixedThreadPool(threads)) {
        for (var result : executor.invokeAll(Collections.nCopies(threads, task))) {
          assertThat(result.get()).isTrue();
        }
      }
    }
  }

  private Thing thing() {
    return new Thing(
        random.nextInt(),
        random.nextLong() >> random.nextInt(64),
        random.nextFloat(),
        real(),
        random.nextBoolean(),
        text(),
        random.nextBoolean() ? null : text(),
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(Instant.ofEpochMilli(random.nextLong() >> 16)),
        random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong()),
        new BigInteger(random.nextInt(200), random),
        new BigDecimal(new BigInteger(random.nextInt(200), random), random.nextInt(-50, 50)),
        Level.values()[random.nextInt(2)],
        part(4));
  }

  private Part part(int depth) {
    if (depth == 0 || random.nextBoolean()) {
      return new Leaf(text(), real());
    }
    return new Branch(
        List.of(part(depth - 1), part(depth - 1)), Map.of(Level.LOW, random.nextLong()));
  }

  private double real() {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) ? value : 0.5;
  }

  private String text() {
    var text = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      int point =
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(0x80);
            case 1 -> random.nextInt(0x800);
            case 2 -> random.nextInt(0xD800);
            default -> 0x10000 + random.nextInt(0x100000);
          };
      text.appendCodePoint(point);
    }
    return text.toString();
  }

  private @Nullable Object tree(int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 7)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextLong();
      case 3 -> new BigDecimal(BigInteger.valueOf(random.nextLong()), 3);
      case 4 -> text();
      case 5 -> {
        var list = new ArrayList<@Nullable Object>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(tree(depth - 1));
        }
        yield list;
      }
      default -> {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put(text(), tree(depth - 1));
        }
        yield map;
      }
    };
  }
}
