package dev.lodestar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.http.CacheControl;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Link;
import dev.lodestar.http.Location;
import dev.lodestar.http.Response;
import dev.lodestar.http.SetCookie;
import dev.lodestar.http.Status;
import dev.lodestar.test.TestClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Responses that send the client elsewhere, and the headers that responses have.
class RedirectTest {

  @SuppressWarnings("unused")
  static final class Handlers {
    @Get("/widgets/{sku}")
    String widget(String sku) {
      return sku;
    }

    @Get("/undeclared")
    Response<Void> undeclared() {
      return Response.redirect("/grüße");
    }

    @Post("/undeclared")
    Response<Void> afterPost() {
      return Response.redirect("/done");
    }

    @Delete("/undeclared")
    Response<Void> afterDelete() {
      return Response.redirect("/done");
    }

    @Get(value = "/declared", status = 307)
    Response<Void> declared() {
      return Response.redirect("/there");
    }

    @Post(value = "/accepted", status = 202)
    Response<Void> declaredOtherwise() {
      return Response.redirect("/there");
    }

    @Get(value = "/own", status = 307)
    Response<Void> own() {
      return Response.redirect(Status.PERMANENT_REDIRECT, Location.of("/there"));
    }

    @Get("/code/{code}")
    Response<Void> code(int code) {
      return Response.redirect(Status.of(code), Location.of("https://other.example/"));
    }

    @Get("/next")
    Response<Void> next(@Query String to) {
      return Response.redirect(Location.fromClient(to, "/home"));
    }

    @Get("/strict")
    Response<Void> strict(@Query String to) {
      return Response.redirect(Location.fromClient(to));
    }
  }

  private final App app = Lodestar.app().routes(Handlers.class).build();
  private final TestClient client = TestClient.of(app).followRedirects(false);

  @ParameterizedTest
  @CsvSource({
    "GET,/undeclared,302,/gr%C3%BC%C3%9Fe",
    "HEAD,/undeclared,302,/gr%C3%BC%C3%9Fe",
    "POST,/undeclared,303,/done",
    "DELETE,/undeclared,303,/done",
    "GET,/declared,307,/there",
    "POST,/accepted,303,/there",
    "GET,/own,308,/there",
    "GET,/code/301,301,https://other.example/",
    "GET,/code/302,302,https://other.example/",
    "GET,/code/303,303,https://other.example/",
    "GET,/code/307,307,https://other.example/",
    "GET,/code/308,308,https://other.example/"
  })
  void a_redirect_has_the_status_that_it_or_its_route_declares(
      String method, String path, int status, String location) {
    var response = client.request(HttpMethod.of(method), path).send().expectStatus(status);

    assertThat(response.header("Location")).contains(location);
    assertThat(response.bytes()).isEmpty();
  }

  @Test
  void other_statuses_are_refused() {
    for (var code : new int[] {200, 300, 304, 400}) {
      assertThatThrownBy(() -> Response.redirect(Status.of(code), Location.of("/")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("use 301, 302, 303, 307 or 308");
    }
  }

  @Test
  void a_reverse_route_is_a_target() {
    var target = Location.of(app.url(Handlers::widget, "a b/ü")).query("tab", "stock");

    assertThat(target).hasToString("/widgets/a%20b%2F%C3%BC?tab=stock");
  }

  @Test
  void a_client_cannot_choose_another_site() {
    var request = client.request(HttpMethod.GET, "/next").query("to", "//evil.example").send();

    assertThat(request.header("Location")).contains("/home");
    client
        .request(HttpMethod.GET, "/strict")
        .query("to", "/\t/evil.example")
        .send()
        .expectStatus(400);
    assertThat(
            client.request(HttpMethod.GET, "/next").query("to", "/a?b=c").send().header("Location"))
        .contains("/a?b=c");
  }

  @Test
  void headers_have_methods_of_their_own() {
    var headers =
        Response.empty()
            .vary("Accept")
            .vary("Cookie", "accept")
            .location(Location.of("/a"))
            .contentLocation(Location.of("/b"))
            .link(Link.to("/2", "next"))
            .link(Link.to("/0", "prev"))
            .retryAfter(Duration.ofMillis(1500))
            .allow(HttpMethod.GET, HttpMethod.HEAD)
            .contentLanguage(Locale.GERMANY, Locale.ENGLISH)
            .cacheControl(CacheControl.noStore())
            .expires(Instant.EPOCH)
            .headers();

    assertThat(headers)
        .hasToString(
            """
            Vary: Accept, Cookie
            Location: /a
            Content-Location: /b
            Link: </2>; rel="next"
            Link: </0>; rel="prev"
            Retry-After: 2
            Allow: GET, HEAD
            Content-Language: de-DE, en
            Cache-Control: no-store
            Expires: Thu, 01 Jan 1970 00:00:00 GMT
            """);
    assertThat(Response.empty().retryAfter(Instant.EPOCH).headers().first("Retry-After"))
        .contains("Thu, 01 Jan 1970 00:00:00 GMT");
    assertThat(Response.empty().vary("*").vary("Accept").headers().first("Vary")).contains("*");
  }

  @Test
  void headers_that_say_nothing_are_refused() {
    assertThatThrownBy(() -> Response.empty().retryAfter(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Response.empty().contentLanguage())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Response.empty().vary("a b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_cookie_is_set_once() {
    var cookies =
        Response.empty()
            .cookie(SetCookie.of("a", "1"))
            .cookie(SetCookie.of("b", "1"))
            .cookie(SetCookie.of("a", "1").path("/below"))
            .cookie(SetCookie.of("a", "2"))
            .headers()
            .all("Set-Cookie");

    assertThat(cookies)
        .containsExactly(
            "b=1; Path=/; HttpOnly; SameSite=Lax",
            "a=1; Path=/below; HttpOnly; SameSite=Lax",
            "a=2; Path=/; HttpOnly; SameSite=Lax");
  }

  @Test
  void removing_a_cookie_takes_the_place_of_setting_it_and_keeps_its_attributes() {
    var cookie =
        SetCookie.of("a", "1").path("/p").domain("example.org").secure(true).httpOnly(false);

    assertThat(Response.empty().cookie(cookie).removeCookie(cookie).headers().all("Set-Cookie"))
        .containsExactly(
            "a=; Path=/p; Domain=example.org; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT;"
                + " Secure; SameSite=Lax");
  }
}
