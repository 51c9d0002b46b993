package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.codec.Codec;
import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.messagepack.MessagePack;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WholeDecimalTest {
  record Numbers(byte b, short s, int i, long l, BigInteger big, Integer boxed) {}

  private final Json strict = Json.standard();
  private final Json lenient = Json.builder().acceptWholeDecimals(true).build();

  private static <T> Decoded<T> decode(Codec<T> codec, String document) {
    return codec.decode(document.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> codes(Decoded<?> result) {
    return ((Decoded.Invalid<?>) result).problems().stream().map(DecodeProblem::code).toList();
  }

  @Test
  void a_decimal_is_no_integer_unless_that_is_accepted() {
    for (var type : List.of(int.class, long.class, BigInteger.class)) {
      assertThat(codes(decode(strict.codec(type), "1.0"))).containsExactly("type");
      assertThat(codes(decode(strict.codec(type), "1e0"))).containsExactly("type");
    }
    assertThat(lenient.toBuilder().build().acceptsWholeDecimals()).isTrue();
    assertThat(decode(lenient.codec(int.class), "1.0").orThrow()).isEqualTo(1);
  }

  @Test
  void whole_decimals_are_accepted_for_every_integer() {
    var document =
        """
        {"b": 1.0, "s": -2.00, "i": 3e3, "l": 9223372036854775807.0, "big": 1.5E1, "boxed": -0.0}
        """;

    assertThat(decode(lenient.codec(Numbers.class), document).orThrow())
        .isEqualTo(
            new Numbers((byte) 1, (short) -2, 3000, Long.MAX_VALUE, BigInteger.valueOf(15), 0));
    assertThat(decode(lenient.codec(long.class), "-12").orThrow()).isEqualTo(-12);
  }

  @Test
  void what_is_no_integer_or_too_great_stays_a_problem() {
    var ints = lenient.codec(int.class);
    var bigs = lenient.codec(BigInteger.class);

    assertThat(codes(decode(ints, "1.5"))).containsExactly("type");
    assertThat(codes(decode(ints, "1e-1"))).containsExactly("type");
    assertThat(codes(decode(ints, "1e-1000000000"))).containsExactly("type");
    assertThat(codes(decode(ints, "2147483648.0"))).containsExactly("range");
    assertThat(codes(decode(ints, "1e1000000000"))).containsExactly("range");
    assertThat(codes(decode(ints, "1e99999999999"))).containsExactly("range");
    assertThat(codes(decode(ints, "\"1.0\""))).containsExactly("type");
    assertThat(codes(decode(ints, "null"))).containsExactly("null");
    assertThat(codes(decode(bigs, "0.1"))).containsExactly("type");
    assertThat(codes(decode(bigs, "1e1000000000"))).containsExactly("range");
  }

  @Test
  void
      an_exponent_makes_no_integer_of_more_than_forty_digits_which_would_cost_more_than_its_text() {
    var bigs = lenient.codec(BigInteger.class);

    assertThat(decode(bigs, "1e39").orThrow()).isEqualTo(BigInteger.TEN.pow(39));
    assertThat(codes(decode(bigs, "1e40"))).containsExactly("range");
    assertThat(decode(bigs, "1" + "0".repeat(900) + ".0").orThrow())
        .isEqualTo(BigInteger.TEN.pow(900));
  }

  @Test
  void whole_floats_of_message_pack_are_accepted_without_loss() {
    var pack = MessagePack.of(lenient);
    double beyondDigits = 1152921504606847232L;
    var written = MessagePack.standard().codec(double.class);

    assertThat(pack.codec(int.class).decode(written.encode(3d)).orThrow()).isEqualTo(3);
    assertThat(pack.codec(long.class).decode(written.encode(beyondDigits)).orThrow())
        .isEqualTo(1152921504606847232L);
    assertThat(pack.codec(BigInteger.class).decode(written.encode(beyondDigits)).orThrow())
        .isEqualTo(BigInteger.valueOf(1152921504606847232L));
    assertThat(codes(pack.codec(int.class).decode(written.encode(0.5)))).containsExactly("type");
    assertThat(codes(pack.codec(int.class).decode(written.encode(1e300)))).containsExactly("range");
    var infinite = new byte[] {(byte) 0xca, 0x7f, (byte) 0x80, 0, 0};
    assertThat(codes(pack.codec(int.class).decode(infinite))).containsExactly("type");
    assertThat(codes(MessagePack.of(strict).codec(int.class).decode(written.encode(3d))))
        .containsExactly("type");
    var text = MessagePack.standard().codec(String.class).encode("3");
    assertThat(codes(pack.codec(int.class).decode(text))).containsExactly("type");
  }

  @Test
  void numbers_without_a_declared_type_stay_what_they_are() {
    assertThat(decode(lenient.codec(Object.class), "{\"a\":1.0}").orThrow())
        .isEqualTo(Map.of("a", new java.math.BigDecimal("1.0")));
  }
}
