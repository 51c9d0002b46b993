package dev.lodestar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.constraint.MessageSource;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.model.WriteOnly;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients are told about bad input.
class ValidationAnswerTest {

  record Account(String owner, @WriteOnly int pin, List<Card> cards) {}

  record Card(@WriteOnly Locale number, int limit) {}

  @SuppressWarnings("unused")
  static final class Handlers {
    @Put("/things/{id}")
    String put(
        @Min(10) int id,
        @Header LocalDate since,
        @Body Map<String, @Min(1) Integer> counts,
        boolean force,
        @Cookie int visits) {
      return "";
    }

    @Post("/accounts")
    String account(Account account) {
      return "";
    }

    @Post("/settings")
    String settings(Map<String, Integer> settings) {
      return "";
    }

    @Get("/login")
    String login(int token, int number, @Header int xApiKey) {
      return "";
    }

    @Get("/number")
    String number(int number) {
      return "";
    }

    @Get("/least")
    String least(@Min(3) int number) {
      return "";
    }
  }

  private final TestClient client = TestClient.of(Lodestar.app().routes(Handlers.class).build());

  private TestResponse post(String path, String json) {
    return client.request(HttpMethod.POST, path).body(MediaType.JSON, json).send();
  }

  private TestResponse get(String path, String languages) {
    return client
        .request(HttpMethod.GET, path)
        .header("Accept-Language", languages)
        .send()
        .expectStatus(400);
  }

  @Test
  void all_errors_of_all_sources_are_told_in_the_order_of_the_parameters() {
    var response =
        client
            .request(HttpMethod.PUT, "/things/7?force=perhaps")
            .header("Since", "yesterday")
            .body(MediaType.JSON, "{\"a\":0,\"b\":\"x\"}")
            .send()
            .expectStatus(400);

    assertThat(ProblemDocuments.errorsOf(response))
        .containsExactly(
            "path id Min",
            "header Since format",
            "body /a Min",
            "body /b type",
            "query force format",
            "cookie visits required");
  }

  @Test
  void a_malformed_body_does_not_hide_errors_of_parameters() {
    var response =
        client
            .request(HttpMethod.PUT, "/things/17?force=true")
            .header("Since", "2026-01-01")
            .body(MediaType.JSON, "{")
            .send()
            .expectStatus(400);

    assertThat(ProblemDocuments.errorsOf(response))
        .containsExactly("body  malformed", "cookie visits required");
    assertThat(ProblemDocuments.of(response).get("type"))
        .isEqualTo("tag:lodestar.dev,2026:malformed-input");
  }

  @Test
  void a_malformed_query_is_told_with_everything_else() {
    var response =
        client
            .request(HttpMethod.PUT, "/things/17?force=%zz")
            .header("Since", "2026-01-01")
            .body(MediaType.JSON, "{}")
            .send()
            .expectStatus(400);

    assertThat(ProblemDocuments.errorsOf(response))
        .containsExactly("query  malformed", "cookie visits required");
  }

  @Test
  void values_of_write_only_fields_are_not_repeated() {
    var response =
        post(
                "/accounts",
                "{\"owner\":4711,\"pin\":\"hunter2\",\"cards\":[{\"number\":12345,\"limit\":\"all\"}]}")
            .expectStatus(400);

    assertThat(response.text()).doesNotContain("hunter2").doesNotContain("12345");
    assertThat(ProblemDocuments.messagesOf(response))
        .containsExactly(
            "Expected a text, found the number 4711.",
            "Expected an integer between -2147483648 and 2147483647.",
            "Expected a language tag such as en-GB.",
            "Expected an integer between -2147483648 and 2147483647, found the text \"all\".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "newPassword", "accessToken", "client_secret", "apiKey"})
  void values_whose_names_sound_like_secrets_are_not_repeated(String name) {
    assertThat(post("/settings", "{\"" + name + "\":\"hunter2\"}").expectStatus(400).text())
        .contains("/" + name)
        .doesNotContain("hunter2");
  }

  @Test
  void parameters_that_sound_like_secrets_are_not_repeated() {
    var response =
        client
            .request(HttpMethod.GET, "/login?token=hunter2&number=four")
            .header("X-Api-Key", "hunter3")
            .send()
            .expectStatus(400);

    assertThat(response.text()).contains("four").doesNotContain("hunter");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          de         | de | Der Abfrageparameter „number“ fehlt.
          de-CH      | de | Der Abfrageparameter „number“ fehlt.
          fr, de     | fr | Le paramètre de requête « number » est obligatoire.
          es;q=0.5   | es | El parámetro de consulta «number» es obligatorio.
          en, de     | en | The query parameter 'number' is required.
          it, de;q=0.1, en;q=0.5 | en | The query parameter 'number' is required.
          it, ja     | en | The query parameter 'number' is required.
          *          | en | The query parameter 'number' is required.
          ~~~        | en | The query parameter 'number' is required.
          """)
  void messages_are_in_the_language_that_the_client_prefers_of_those_there_are(
      String wanted, String told, String message) {
    var response = get("/number", wanted);

    assertThat(ProblemDocuments.messagesOf(response)).containsExactly(message);
    assertThat(response.header("Content-Language")).contains(told);
    assertThat(response.headers().elements("Vary")).contains("Accept-Language", "Accept");
  }

  @Test
  void title_and_detail_are_in_the_same_language() {
    var problem = get("/number", "de").problem();

    assertThat(problem.title()).isEqualTo("Ungültige Eingabe");
    assertThat(problem.detail()).contains("Ein Wert der Anfrage fehlt oder ist nicht zulässig.");
  }

  @Test
  void messages_of_constraints_and_of_the_body_are_translated_too() {
    assertThat(ProblemDocuments.messagesOf(get("/least?number=1", "de")))
        .containsExactly("muss mindestens 3 sein");

    var response =
        client
            .request(HttpMethod.POST, "/accounts")
            .header("Accept-Language", "de")
            .body(MediaType.JSON, "{\"owner\":null,\"pin\":1}")
            .send();
    assertThat(ProblemDocuments.messagesOf(response))
        .containsExactly("Der Wert darf nicht null sein.", "Das Feld fehlt.");
  }

  @Test
  void a_malformed_body_is_told_in_the_language_with_its_place() {
    var response =
        client
            .request(HttpMethod.POST, "/accounts")
            .header("Accept-Language", "fr")
            .body(MediaType.JSON, "{")
            .send();

    assertThat(ProblemDocuments.messagesOf(response))
        .containsExactly("Le contenu est mal formé (ligne 1, colonne 2).");
  }

  /// A source of the application, which speaks a language that the framework does not.
  private static final class Esperanto implements MessageSource {
    @Override
    public Optional<String> find(String key, Locale locale) {
      return locale.getLanguage().equals("eo") && key.equals("dev.lodestar.input.required.query")
          ? Optional.of("Mankas {name}, {other}.")
          : Optional.empty();
    }

    @Override
    public boolean speaks(Locale locale) {
      return Set.of("eo").contains(locale.getLanguage());
    }
  }

  @Test
  void an_application_can_add_languages() {
    var app =
        Lodestar.app()
            .codecs(
                json -> json.constraints(json.build().constraints().withMessages(new Esperanto())))
            .routes(Handlers.class)
            .build();

    var response =
        TestClient.of(app)
            .request(HttpMethod.GET, "/number")
            .header("Accept-Language", "eo, de")
            .send();

    assertThat(ProblemDocuments.messagesOf(response)).containsExactly("Mankas number, {other}.");
    assertThat(response.header("Content-Language")).contains("eo");
  }

  @Test
  void requests_without_errors_say_nothing_of_languages() {
    var response =
        client.request(HttpMethod.GET, "/number?number=1").header("Accept-Language", "de").send();

    assertThat(response.header("Content-Language")).isEmpty();
    assertThat(response.headers().elements("Vary")).doesNotContain("Accept-Language");
  }
}
