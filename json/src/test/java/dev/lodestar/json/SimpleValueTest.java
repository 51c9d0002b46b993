package dev.lodestar.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Simple values of documents, which are read from and written to bytes directly.
class SimpleValueTest {
  record Values(
      double ratio,
      float weight,
      BigDecimal price,
      BigInteger count,
      UUID id,
      LocalDate day,
      LocalTime time,
      OffsetDateTime moment) {}

  private static final Values SAMPLE =
      new Values(
          -1.7976931348623157e308,
          3.4028235e38f,
          new BigDecimal("-12.50"),
          new BigInteger("-9223372036854775809"),
          UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
          LocalDate.of(-5, 2, 28),
          LocalTime.of(7, 5),
          OffsetDateTime.of(12345, 1, 2, 3, 4, 5, 60_000, ZoneOffset.ofHours(-3)));

  private static final String DOCUMENT =
      "{\"ratio\":-1.7976931348623157E308,\"weight\":3.4028235E38,\"price\":-12.50,"
          + "\"count\":-9223372036854775809,\"id\":\"123e4567-e89b-12d3-a456-426614174000\","
          + "\"day\":\"-0005-02-28\",\"time\":\"07:05:00\","
          + "\"moment\":\"+12345-01-02T03:04:05.000060-03:00\"}";

  private final JsonCodec<Values> codec = Json.standard().codec(Values.class);

  @Test
  void values_are_written_as_they_are_read() {
    assertThat(new String(codec.encode(SAMPLE), UTF_8)).isEqualTo(DOCUMENT);
    assertThat(codec.decode(DOCUMENT.getBytes(UTF_8))).isEqualTo(new Decoded.Valid<>(SAMPLE));
  }

  @Test
  void escapes_in_a_value_make_no_difference() {
    var escaped = DOCUMENT.replace("-02-28", "\\u002d02-\\u00328").replace("123e", "\\u003123e");

    assertThat(codec.decode(escaped.getBytes(UTF_8))).isEqualTo(new Decoded.Valid<>(SAMPLE));
  }

  @Test
  void every_value_that_is_none_is_named_with_what_was_found() {
    var wrong =
        DOCUMENT
            .replace("E308", "E309")
            .replace("E38", "E39")
            .replace("-12.50", "1e1001")
            .replace("-9223372036854775809", "1.0")
            .replace("123e4567", "123e456\u00e9")
            .replace("-0005-02-28", "2023-02-29")
            .replace("07:05:00", "24:00")
            .replace("-03:00", "-18:01");

    assertThat(problems(codec.decode(wrong.getBytes(UTF_8))))
        .containsExactly(
            "/ratio range the number -1.7976931348623157E309",
            "/weight range the number 3.4028235E39",
            "/price range the number 1e1001",
            "/count type the number 1.0",
            "/id format the text \"123e456\u00e9-e89b-12d3-a456-426614174000\"",
            "/day format the text \"2023-02-29\"",
            "/time format the text \"24:00\"",
            "/moment format the text \"+12345-01-02T03:04:05.000060-18:01\"");
  }

  @Test
  void numbers_end_where_the_document_ends() {
    for (var text : List.of("1.5", "-0.0", "0.1e-1", "1E400", "123456789012345678901234567890")) {
      var number = Json.standard().codec(double.class).decode(text.getBytes(UTF_8));
      double expected = Double.parseDouble(text);
      if (Double.isFinite(expected)) {
        assertThat(number).isEqualTo(new Decoded.Valid<>(expected));
      } else {
        assertThat(number).isInstanceOf(Decoded.Invalid.class);
      }
    }
    for (var text : List.of("1.", "-", "1e", "1e+", "01", "1.5.1", ".5", "1.5e1.0")) {
      assertThat(Json.standard().codec(double.class).decode(text.getBytes(UTF_8)))
          .as(text)
          .isInstanceOf(Decoded.Malformed.class);
    }
  }

  private static List<String> problems(Decoded<Values> decoded) {
    return ((Decoded.Invalid<Values>) decoded)
        .problems().stream().map(SimpleValueTest::shortened).toList();
  }

  private static String shortened(DecodeProblem problem) {
    return problem.pointer() + " " + problem.code() + " " + problem.found();
  }
}
