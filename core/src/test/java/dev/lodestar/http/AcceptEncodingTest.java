package dev.lodestar.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptEncodingTest {
  private static String preferred(Headers headers) {
    return AcceptEncoding.of(headers).preferred(List.of("br", "gzip")).orElse("none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gzip                     | gzip
          gzip, br                 | br
          gzip, br;q=0.999         | gzip
          GZIP;Q=.5                | gzip
          x-gzip                   | gzip
          gzip;q=0, x-gzip         | gzip
          *                        | br
          *, br;q=0                | gzip
          *;q=0                    | none
          identity, br;q=0.5       | none
          identity;q=0.5, br;q=0.5 | br
          br;q=1.001, gzip;q=0.001 | gzip
          br;level=9, gzip;q=0.1   | gzip
          deflate                  | none
          ,;q=1,                   | none
          """)
  void the_coding_with_the_highest_weight_is_preferred(String header, String expected) {
    assertThat(preferred(Headers.of("Accept-Encoding", header))).isEqualTo(expected);
  }

  @Test
  void several_fields_are_one_list() {
    var headers = Headers.of("Accept-Encoding", "br;q=0.2").withAdded("Accept-Encoding", "gzip");

    assertThat(preferred(headers)).isEqualTo("gzip");
  }

  @Test
  void without_the_header_no_coding_is_taken() {
    assertThat(preferred(Headers.empty())).isEqualTo("none");
  }

  @Test
  void elements_after_the_most_that_are_read_are_ignored() {
    var header = "deflate,".repeat(AcceptEncoding.MAX_ELEMENTS) + "gzip";

    assertThat(preferred(Headers.of("Accept-Encoding", header))).isEqualTo("none");
  }
}
