package dev.lodestar.messagepack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.codec.Decoded;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every token of the specification, at the borders of its width.
class MessagePackTokensTest {
  private static final MessagePack MESSAGE_PACK = MessagePack.standard();

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static @Nullable Object any(String hex) {
    return MESSAGE_PACK.codec(Object.class).decode(bytes(hex)).orThrow();
  }

  private static String written(Object value) {
    @SuppressWarnings("unchecked") // given a value of its class
    var codec =
        (MessagePackCodec<Object>) (MessagePackCodec<?>) MESSAGE_PACK.codec(value.getClass());
    return HexFormat.of().formatHex(codec.encode(value));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "127, 7f",
    "128, cc80",
    "255, ccff",
    "256, cd0100",
    "65535, cdffff",
    "65536, ce00010000",
    "4294967295, ceffffffff",
    "4294967296, cf0000000100000000",
    "9223372036854775807, cf7fffffffffffffff",
    "-1, ff",
    "-32, e0",
    "-33, d0df",
    "-128, d080",
    "-129, d1ff7f",
    "-32768, d18000",
    "-32769, d2ffff7fff",
    "-2147483648, d280000000",
    "-2147483649, d3ffffffff7fffffff",
    "-9223372036854775808, d38000000000000000"
  })
  void integers_are_written_in_their_shortest_form(long value, String hex) {
    assertThat(written(value)).isEqualTo(hex);
    assertThat(MESSAGE_PACK.codec(long.class).decode(bytes(hex)).orThrow()).isEqualTo(value);
    assertThat(written(BigInteger.valueOf(value))).isEqualTo(hex);
    assertThat(any(hex)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "5, cc05",
    "5, cd0005",
    "5, ce00000005",
    "5, cf0000000000000005",
    "5, d005",
    "5, d10005",
    "5, d200000005",
    "5, d30000000000000005",
    "-5, d0fb",
    "-5, d1fffb",
    "-5, d2fffffffb",
    "-5, d3fffffffffffffffb"
  })
  void integers_are_read_in_every_form(int value, String hex) {
    assertThat(MESSAGE_PACK.codec(int.class).decode(bytes(hex)).orThrow()).isEqualTo(value);
    assertThat(MESSAGE_PACK.codec(double.class).decode(bytes(hex)).orThrow())
        .isEqualTo((double) value);
    assertThat(MESSAGE_PACK.codec(float.class).decode(bytes(hex)).orThrow())
        .isEqualTo((float) value);
    assertThat(MESSAGE_PACK.codec(BigDecimal.class).decode(bytes(hex)).orThrow())
        .isEqualTo(BigDecimal.valueOf(value));
  }

  @Test
  void an_integer_of_64_bits_without_sign_is_never_negative() {
    var greatest = new BigInteger("18446744073709551615");

    assertThat(written(greatest)).isEqualTo("cfffffffffffffffff");
    assertThat(any("cfffffffffffffffff")).isEqualTo(greatest);
    assertThat(MESSAGE_PACK.codec(double.class).decode(bytes("cfffffffffffffffff")).orThrow())
        .isEqualTo(0x1p64);
    assertThat(MESSAGE_PACK.codec(float.class).decode(bytes("cfffffffffffffffff")).orThrow())
        .isEqualTo(0x1p64f);
    assertThat(problem(long.class, "cfffffffffffffffff"))
        .isEqualTo(
            "(document): Expected an integer between -9223372036854775808 and"
                + " 9223372036854775807, found the number 18446744073709551615.");
  }

  @Test
  void integers_beyond_64_bits_are_texts() {
    var beyond = new BigInteger("18446744073709551616");
    assertThat(written(beyond))
        .isEqualTo("b4" + HexFormat.of().formatHex(ascii(beyond.toString())));
    assertThat(MESSAGE_PACK.codec(BigInteger.class).decode(bytes(written(beyond))).orThrow())
        .isEqualTo(beyond);
    assertThat(written(new BigInteger("-9223372036854775809"))).startsWith("b4");
  }

  @Test
  void floats_keep_their_width() {
    assertThat(written(1.5f)).isEqualTo("ca3fc00000");
    assertThat(written(1.5)).isEqualTo("cb3ff8000000000000");
    assertThat(MESSAGE_PACK.codec(double.class).decode(bytes("ca3fc00000")).orThrow())
        .isEqualTo(1.5);
    assertThat(MESSAGE_PACK.codec(float.class).decode(bytes("cb3ff8000000000000")).orThrow())
        .isEqualTo(1.5f);
    assertThat(MESSAGE_PACK.codec(BigDecimal.class).decode(bytes("ca3dcccccd")).orThrow())
        .isEqualTo(new BigDecimal("0.1"));
    assertThat(any("cb3fb999999999999a")).isEqualTo(new BigDecimal("0.1"));
    assertThat(written(-0.0)).isEqualTo("cb8000000000000000");
  }

  @Test
  void nothing_and_booleans_are_one_byte() {
    assertThat(any("c0")).isNull();
    assertThat(any("c2")).isEqualTo(false);
    assertThat(any("c3")).isEqualTo(true);
    assertThat(written(true)).isEqualTo("c3");
    assertThat(written(false)).isEqualTo("c2");
    assertThat(MESSAGE_PACK.codec(Object[].class).encode(new @Nullable Object[] {null}))
        .isEqualTo(bytes("91c0"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, a0",
    "31, bf",
    "32, d920",
    "255, d9ff",
    "256, da0100",
    "65535, daffff",
    "65536, db00010000"
  })
  void texts_have_the_shortest_header(int length, String header) {
    for (var character : List.of("a", "é", "指", "🧭")) {
      int size = character.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
      if (length % size == 0) {
        var text = character.repeat(length / size);
        assertThat(written(text)).startsWith(header).hasSize(header.length() + 2 * length);
        assertThat(any(written(text))).isEqualTo(text);
      }
    }
  }

  @Test
  void texts_are_read_in_every_form() {
    for (var hex : List.of("a161", "d90161", "da000161", "db0000000161")) {
      assertThat(any(hex)).isEqualTo("a");
      assertThat(MESSAGE_PACK.codec(String.class).decode(bytes(hex)).orThrow()).isEqualTo("a");
    }
  }

  @ParameterizedTest
  @CsvSource({"0, c400", "255, c4ff", "256, c50100", "65535, c5ffff", "65536, c600010000"})
  void bytes_have_the_shortest_header(int length, String header) {
    var value = new byte[length];
    Arrays.fill(value, (byte) 0xC1);

    var hex = written(value);

    assertThat(hex).startsWith(header).hasSize(header.length() + 2 * length);
    assertThat(any(hex)).isEqualTo(value);
    assertThat(MESSAGE_PACK.codec(byte[].class).decode(bytes(hex)).orThrow()).isEqualTo(value);
  }

  @Test
  void bytes_are_read_in_every_form() {
    for (var hex : List.of("c401ff", "c50001ff", "c600000001ff")) {
      assertThat(any(hex)).isEqualTo(new byte[] {-1});
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 90", "15, 9f", "16, dc0010", "65535, dcffff", "65536, dd00010000"})
  void arrays_have_the_shortest_header(int size, String header) {
    var list = Collections.nCopies(size, 1L);

    var hex = HexFormat.of().formatHex(MESSAGE_PACK.codec(Object.class).encode(list));

    assertThat(hex).isEqualTo(header + "01".repeat(size));
    assertThat(any(hex)).isEqualTo(list);
    assertThat(written(new int[size])).isEqualTo(header + "00".repeat(size));
  }

  @ParameterizedTest
  @CsvSource({"0, 80", "15, 8f", "16, de0010", "65535, deffff", "65536, df00010000"})
  void maps_have_the_shortest_header(int size, String header) {
    var map = new LinkedHashMap<String, Long>();
    for (int i = 0; i < size; i++) {
      map.put(Integer.toString(i), 1L);
    }

    var hex = HexFormat.of().formatHex(MESSAGE_PACK.codec(Object.class).encode(map));

    assertThat(hex).startsWith(header);
    assertThat(any(hex)).isEqualTo(map);
  }

  @Test
  void arrays_and_maps_are_read_in_every_form() {
    for (var hex : List.of("91a161", "dc0001a161", "dd00000001a161")) {
      assertThat(any(hex)).isEqualTo(List.of("a"));
    }
    for (var hex : List.of("81a16101", "de0001a16101", "df00000001a16101")) {
      assertThat(any(hex)).isEqualTo(Map.of("a", 1L));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, d6ff00000000",
    "2106-02-07T06:28:15Z, d6ffffffffff",
    "2106-02-07T06:28:16Z, d7ff0000000100000000",
    "1970-01-01T00:00:00.000000001Z, d7ff0000000400000000",
    "2514-05-30T01:53:03.999999999Z, d7ffee6b27ffffffffff",
    "2514-05-30T01:53:04Z, c70cff000000000000000400000000",
    "1969-12-31T23:59:59.5Z, c70cff1dcd6500ffffffffffffffff",
    "-1000000000-01-01T00:00:00Z, c70cff00000000ff8fe31014641400",
    "+1000000000-12-31T23:59:59.999999999Z, c70cff3b9ac9ff00701cd2fa9578ff"
  })
  void instants_are_timestamps_in_their_shortest_form(Instant time, String hex) {
    assertThat(written(time)).isEqualTo(hex);
    assertThat(MESSAGE_PACK.codec(Instant.class).decode(bytes(hex)).orThrow()).isEqualTo(time);
    assertThat(any(hex)).isEqualTo(time);
  }

  @Test
  void timestamps_beyond_an_instant_are_refused() {
    var tooManyNanos = "d7ffee6b280000000000";
    var tooFar = "c70cff000000007fffffffffffffff";

    assertThat(problem(Instant.class, tooManyNanos)).contains("found an extension of type -1.");
    assertThat(problem(Instant.class, tooFar)).contains("found an extension of type -1.");
    assertThat(problem(Object.class, tooFar))
        .isEqualTo("(document): Expected a value, found an extension of type -1.");
  }

  @Test
  void extensions_of_other_types_are_refused_unless_they_are_skipped() {
    var extensions =
        List.of(
            "d40500",
            "d5050000",
            "d60500000000",
            "d7050000000000000000",
            "d80500000000000000000000000000000000",
            "c70005",
            "c7010500",
            "c800010500",
            "c9000000010500");
    for (var extension : extensions) {
      assertThat(problem(Object.class, extension))
          .isEqualTo("(document): Expected a value, found an extension of type 5.");
      assertThat(problem(int.class, extension)).endsWith("found an extension of type 5.");
      assertThat(problem(byte[].class, extension))
          .isEqualTo("(document): Expected bytes, found an extension of type 5.");
      var point = MESSAGE_PACK.codec(Point.class);
      assertThat(point.decode(bytes("82a178" + extension.replaceFirst(".*", "$0") + "a17801")))
          .isInstanceOf(Decoded.Invalid.class);
      assertThat(point.decode(bytes("82a17a" + extension + "a17801")).orThrow())
          .isEqualTo(new Point(1));
    }
    assertThat(problem(Object.class, "d4ff00"))
        .isEqualTo("(document): Expected a value, found an extension of type -1.");
  }

  record Point(int x) {}

  @Test
  void the_byte_that_is_never_used_is_malformed_wherever_it_stands() {
    for (var hex : List.of("c1", "91c1", "81a178c1", "81a17ac1", "81c101", "92c0c1")) {
      for (var type : List.of(Object.class, int.class, Point.class, String.class, List.class)) {
        assertThat(MESSAGE_PACK.codec(type).decode(bytes(hex)))
            .as("%s as %s", hex, type)
            .isInstanceOf(Decoded.Malformed.class);
      }
    }
    assertThat(MESSAGE_PACK.codec(Object.class).decode(bytes("92c0c1")))
        .isEqualTo(new Decoded.Malformed<>("The byte 0xc1 is never used in MessagePack.", 2, 0, 0));
  }

  @Test
  void every_first_byte_is_read_or_refused() {
    var codec = MESSAGE_PACK.codec(Object.class);
    for (int first = 0; first < 0x100; first++) {
      var document = new byte[40];
      Arrays.fill(document, (byte) 0);
      document[0] = (byte) first;
      assertThat(codec.decode(document)).as("%x", first).isNotNull();
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  private static String problem(Class<?> type, String hex) {
    var result = MESSAGE_PACK.codec(type).decode(bytes(hex));
    return ((Decoded.Invalid<?>) result).problems().getFirst().toString();
  }
}
