package dev.lodestar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestBodyTest {

  @Test
  void the_content_can_be_read_in_every_form_and_again() throws IOException {
    var content = "Grüße".getBytes(StandardCharsets.UTF_8);
    var body = RequestBody.of(content);

    for (var i = 0; i < 2; i++) {
      assertThat(body.bytes()).isEqualTo(content);
      assertThat(body.stream().readAllBytes()).isEqualTo(content);
      assertThat(body.text(StandardCharsets.UTF_8)).isEqualTo("Grüße");
      assertThat(StandardCharsets.UTF_8.decode(body.buffer()).toString()).isEqualTo("Grüße");
    }
    assertThat(body.length()).isEqualTo(7);
    assertThat(body.isEmpty()).isFalse();
  }

  @Test
  void an_empty_body_is_empty_in_every_form() throws IOException {
    for (var body : new RequestBody[] {RequestBody.empty(), RequestBody.of(new byte[0])}) {
      assertThat(body.isEmpty()).isTrue();
      assertThat(body.length()).isZero();
      assertThat(body.bytes()).isEmpty();
      assertThat(body.stream().readAllBytes()).isEmpty();
      assertThat(body.text(StandardCharsets.UTF_8)).isEmpty();
    }
  }

  @Test
  void what_is_read_does_not_change_the_content() {
    var body = RequestBody.of(new byte[] {1, 2});
    body.bytes()[0] = 9;
    body.buffer().get();

    assertThat(body.bytes()).containsExactly(1, 2);
    assertThatThrownBy(() -> body.buffer().put((byte) 9))
        .isInstanceOf(ReadOnlyBufferException.class);
  }

  @Test
  void text_that_is_not_in_its_character_set_is_a_400() {
    for (var content :
        new byte[][] {{(byte) 0xC3}, {(byte) 0xFF}, {(byte) 0xC0, (byte) 0xAF}, {(byte) 0x80}}) {
      assertThatThrownBy(() -> RequestBody.of(content).text(StandardCharsets.UTF_8))
          .isInstanceOfSatisfying(
              HttpException.class,
              exception -> {
                assertThat(exception.status()).isEqualTo(Status.BAD_REQUEST);
                assertThat(exception.problem().detail())
                    .hasValue("The body is not valid UTF-8 text.");
              });
    }
    assertThatThrownBy(
            () -> RequestBody.of(new byte[] {(byte) 0xE9}).text(StandardCharsets.US_ASCII))
        .isInstanceOf(HttpException.class);
    assertThat(RequestBody.of(new byte[] {(byte) 0xE9}).text(StandardCharsets.ISO_8859_1))
        .isEqualTo("é");
  }
}
