package dev.lodestar.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.EncodeException;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonType;
import dev.lodestar.messagepack.MessagePack;
import dev.lodestar.schema.Schemas;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretTest {
  record Login(String user, @Size(min = 8) Secret password) {}

  record Keys(List<Secret> all, Map<String, Secret> named, Optional<Secret> last) {}

  private static final Json JSON = Json.standard();

  @Test
  void is_never_shown_by_itself_nor_by_a_record_that_holds_it() {
    var secret = Secret.of("open sesame");

    assertThat(secret).hasToString("******");
    assertThat(new Login("ali", secret).toString()).doesNotContain("sesame");
    assertThat(String.valueOf(List.of(secret))).isEqualTo("[******]");
  }

  @Test
  void shows_no_length() {
    assertThat(Secret.of("a")).hasToString(Secret.of("a much longer one").toString());
  }

  @Test
  void gives_text_and_bytes_to_whoever_asks() {
    var secret = Secret.of("Grüße");

    assertThat(secret.text()).isEqualTo("Grüße");
    assertThat(secret.bytes()).isEqualTo("Grüße".getBytes(StandardCharsets.UTF_8));
    assertThat(Secret.of(secret.bytes())).isEqualTo(secret).hasSameHashCodeAs(secret);
    assertThat(secret).isNotEqualTo(Secret.of("Grüsse"));
  }

  @Test
  void cannot_be_changed_through_its_arrays() {
    var bytes = new byte[] {1, 2};
    var secret = Secret.of(bytes);
    bytes[0] = 9;
    secret.bytes()[1] = 9;

    assertThat(secret.bytes()).containsExactly(1, 2);
  }

  @Test
  void decodes_both_kinds_of_base64() {
    assertThat(Secret.of("+/8=").decodeBase64()).containsExactly(0xFB, 0xFF);
    assertThat(Secret.of("-_8").decodeBase64()).containsExactly(0xFB, 0xFF);
  }

  @Test
  void tells_nothing_of_itself_when_it_is_not_what_somebody_takes_it_for() {
    assertThatThrownBy(() -> Secret.of("p@ssword").decodeBase64())
        .hasMessage("The secret is not Base64.")
        .hasNoCause();
    assertThatThrownBy(() -> Secret.of(new byte[] {(byte) 0xFF}).text())
        .hasMessage("The secret is no text; take its bytes.")
        .hasNoCause();
  }

  @Test
  void is_read_from_json_and_left_out_when_its_object_is_written() {
    var codec = JSON.codec(Login.class);
    var login = codec.decode(utf8("{\"user\":\"ali\",\"password\":\"open sesame\"}")).orThrow();

    assertThat(login.password().text()).isEqualTo("open sesame");
    assertThat(new String(codec.encode(login), StandardCharsets.UTF_8))
        .isEqualTo("{\"user\":\"ali\"}");
    assertThat(MessagePack.of(JSON).codec(Login.class).encode(login))
        .isEqualTo(
            new byte[] {(byte) 0x81, (byte) 0xA4, 'u', 's', 'e', 'r', (byte) 0xA3, 'a', 'l', 'i'});
  }

  @Test
  void is_left_out_in_collections_and_optionals_too() {
    var keys =
        new Keys(List.of(Secret.of("a")), Map.of("b", Secret.of("b")), Optional.of(Secret.of("c")));

    assertThat(new String(JSON.codec(Keys.class).encode(keys), StandardCharsets.UTF_8))
        .isEqualTo("{}");
  }

  @Test
  void is_refused_where_it_would_have_to_be_written() {
    assertThatThrownBy(() -> JSON.codec(Secret.class).encode(Secret.of("a")))
        .isInstanceOf(EncodeException.class)
        .hasMessageContaining("A secret is read and never written.");
    assertThatThrownBy(() -> JSON.codec(Object.class).encode(Map.of("x", Secret.of("a"))))
        .isInstanceOf(EncodeException.class);
    assertThatThrownBy(() ->
            JSON.codec(new JsonType<Map<Secret, String>>() {}).encode(Map.of(Secret.of("a"), "b")))
        .isInstanceOf(EncodeException.class);
  }

  @Test
  void is_not_repeated_by_a_constraint_that_it_violates() {
    var decoded =
        JSON.codec(Login.class).decode(utf8("{\"user\":\"ali\",\"password\":\"sesame\"}"));

    assertThat(decoded).isInstanceOf(Decoded.Invalid.class);
    assertThat(decoded.toString()).contains("/password").doesNotContain("sesame");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void is_a_write_only_password_in_json_schema() {
    var schema = Schemas.document(JSON, Login.class).toString();

    assertThat(schema).contains("password").contains("minLength").contains("writeOnly");
  }
}
