package dev.lodestar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class ResponseTest {

  @Test
  void short_forms_have_their_status_and_media_type() {
    assertThat(Response.of("x").status()).isEmpty();
    assertThat(Response.of("x").mediaType()).isEmpty();
    assertThat(Response.text("x").mediaType()).hasValue(MediaType.TEXT);
    assertThat(Response.html("x").mediaType()).hasValue(MediaType.HTML);
    assertThat(Response.json("x").mediaType()).hasValue(MediaType.JSON);
    assertThat(Response.bytes(MediaType.OCTET_STREAM, new byte[1]).mediaType())
        .hasValue(MediaType.OCTET_STREAM);
    assertThat(Response.stream(MediaType.TEXT, out -> {}).mediaType()).hasValue(MediaType.TEXT);
    assertThat(Response.noContent().status()).hasValue(Status.NO_CONTENT);
    assertThat(Response.noContent().entity()).isEmpty();
    assertThat(Response.of(Status.GONE).status()).hasValue(Status.GONE);
  }

  @Test
  void created_and_redirects_say_where() {
    var created = Response.created(URI.create("/widgets/ü"), "x");

    assertThat(created.status()).hasValue(Status.CREATED);
    assertThat(created.headers().first("Location")).hasValue("/widgets/%C3%BC");
    assertThat(created.entity()).hasValue("x");
    assertThat(Response.seeOther(URI.create("/x")).status()).hasValue(Status.SEE_OTHER);
    assertThat(Response.seeOther(URI.create("/x")).headers().first("Location")).hasValue("/x");
  }

  @Test
  void a_problem_is_sent_with_its_status() {
    var response = Response.problem(Problem.of(Status.CONFLICT));

    assertThat(response.status()).hasValue(Status.CONFLICT);
    assertThat(response.mediaType()).hasValue(MediaType.PROBLEM_JSON);
  }

  @Test
  void changes_make_new_responses_and_keep_the_rest() {
    var plain = Response.of("x");
    var response =
        plain
            .header("X", "1")
            .header("X", "2")
            .cookie(SetCookie.of("a", "b"))
            .mediaType(MediaType.HTML)
            .status(Status.ACCEPTED);

    assertThat(response.headers().all("X")).containsExactly("1", "2");
    assertThat(response.headers().all("Set-Cookie"))
        .containsExactly("a=b; Path=/; HttpOnly; SameSite=Lax");
    assertThat(response.mediaType()).hasValue(MediaType.HTML);
    assertThat(response.status()).hasValue(Status.ACCEPTED);
    assertThat(response.entity()).hasValue("x");
    assertThat(plain.headers().isEmpty()).isTrue();
    assertThat(plain.status()).isEmpty();
  }

  @Test
  void headers_that_the_framework_writes_are_refused_in_any_case() {
    for (var name :
        new String[] {
          "Content-Type",
          "SET-COOKIE",
          "content-length",
          "Transfer-Encoding",
          "Connection",
          "keep-alive",
          "Upgrade",
          "Trailer",
          "TE",
          "Date"
        }) {
      assertThatThrownBy(() -> Response.of("x").header(name, "y"))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + name + "'");
    }
  }

  @Test
  void nothing_breaks_out_of_a_header() {
    for (var attack : new String[] {"a\r\nSet-Cookie: x=y", "a\n", "\r\n\r\n<html>", "\0"}) {
      assertThatThrownBy(() -> Response.of("x").header("X", attack))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Response.of("x").header(attack, "x"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_status_is_final() {
    for (var code : new int[] {100, 101, 199}) {
      assertThatThrownBy(() -> Response.of("x").status(code))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("200 or above");
      assertThatThrownBy(() -> Response.of(Status.of(code)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Response.of("x").status(Status.of(code)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Response.of("x").status(1000))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Response.of("x").status(200).status()).hasValue(Status.OK);
    assertThat(Response.of("x").status(999).status()).hasValue(Status.of(999));
  }

  @Test
  void the_entity_is_not_printed() {
    assertThat(Response.of("s3cret").header("X", "y"))
        .hasToString("Response[default status, 1 headers, String]");
    assertThat(Response.noContent()).hasToString("Response[204 No Content, 0 headers, no content]");
  }
}
