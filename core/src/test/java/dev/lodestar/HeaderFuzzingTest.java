package dev.lodestar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The properties of [HeaderFuzzing] for requests that were broken at random, and for those that
/// fuzzing begins with.
class HeaderFuzzingTest {
  private static final int CHANGED = 200;

  @ParameterizedTest
  @MethodSource("kept")
  void requests_are_answered(Path input) throws IOException {
    HeaderFuzzing.fuzzerTestOneInput(Files.readAllBytes(input));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void broken_requests_are_answered(long seed) throws Exception {
    var random = new Random(seed);
    for (var file : kept()) {
      var input = Files.readAllBytes(file);
      for (var i = 0; i < CHANGED; i++) {
        check(broken(input, random));
      }
    }
  }

  /// Seeds of the fuzzer, and whatever it found.
  static List<Path> kept() throws Exception {
    var folder = Path.of(HeaderFuzzingTest.class.getResource("corpus").toURI());
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static byte[] broken(byte[] input, Random random) {
    var broken = input.clone();
    for (var changes = 1 + random.nextInt(4); changes > 0; changes--) {
      var place = random.nextInt(broken.length);
      switch (random.nextInt(4)) {
        case 0 -> broken[place] = (byte) random.nextInt(256);
        case 1 -> broken[place] = (byte) " ,;=\"\\-*/".charAt(random.nextInt(9));
        case 2 -> broken[place] = broken[random.nextInt(broken.length)];
        default -> broken = Arrays.copyOf(broken, place + 1);
      }
    }
    return broken;
  }

  private static void check(byte[] input) {
    try {
      HeaderFuzzing.fuzzerTestOneInput(input);
    } catch (Throwable broken) {
      throw new AssertionError(HexFormat.of().formatHex(input), broken);
    }
  }
}
