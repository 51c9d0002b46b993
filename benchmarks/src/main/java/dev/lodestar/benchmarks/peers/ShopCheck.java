package dev.lodestar.benchmarks.peers;

import dev.lodestar.benchmarks.application.Catalog;
import dev.lodestar.benchmarks.application.Product;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Asks a server good and bad questions about an endpoint. One that answers a question wrongly is
/// not measured on the endpoint.
final class ShopCheck {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Integer> OK = List.of(200);
  private static final List<Integer> REFUSED = List.of(400);

  /// A question and the answer to it.
  ///
  /// @param target path and query
  /// @param json the content of a `POST`, empty for a `GET`
  /// @param statuses those that are right
  /// @param type what the media type starts with; empty for any
  /// @param content what the content is, see [Content]
  record Question(
      String target, String json, List<Integer> statuses, String type, Content content) {
    static Question refused(Endpoint endpoint, String json, String... names) {
      return new Question(
          endpoint.target(), json, REFUSED, "", new Content.Mentions(List.of(names)));
    }

    private static Question refused(String target, Integer... statuses) {
      return new Question(target, "", List.of(statuses), "", new Content.Mentions(List.of()));
    }
  }

  /// What a content has to be.
  sealed interface Content {
    /// The text, byte for byte.
    record Text(String text) implements Content {}

    /// Equal JSON, whatever its layout and the order of its fields.
    record Json(JsonNode value) implements Content {}

    /// Anything that contains these names.
    record Mentions(List<String> names) implements Content {}
  }

  private final HttpClient client;
  private final URI server;

  ShopCheck(HttpClient client, URI server) {
    this.client = client;
    this.server = server;
  }

  /// Returns what is wrong with an endpoint; nothing if all is right.
  Optional<String> wrongWith(Endpoint endpoint) throws InterruptedException {
    for (var question : questions(endpoint)) {
      var wrong = wrongWith(question);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  static List<Question> questions(Endpoint endpoint) {
    var target = endpoint.target();
    return switch (endpoint) {
      case PLAINTEXT ->
          List.of(
              new Question(target, "", OK, "text/plain", new Content.Text("Hello, World!")),
              Question.refused("/nothing", 404));
      case JSON -> List.of(answeredWithJson(target, Product.sample()));
      case USERS ->
          List.of(
              new Question(
                  target, "", OK, "text/plain", new Content.Text("user 42, page 3, active true")),
              Question.refused("/users/42?active=true", 400),
              Question.refused("/users/42?page=x&active=true", 400),
              Question.refused("/users/42?page=3&active=maybe", 400),
              Question.refused("/users/nobody?page=3&active=true", 400, 404));
      case PRODUCTS -> List.of(answeredWithJson(target, Catalog.items()));
      case CREATE -> creation(endpoint);
    };
  }

  private static List<Question> creation(Endpoint endpoint) {
    var good = endpoint.json();
    return List.of(
        new Question(
            endpoint.target(),
            good,
            List.of(201),
            "application/json",
            new Content.Json(
                JSON.readTree("{\"id\":101,\"name\":\"Pocket compass\",\"price\":12.5}"))),
        Question.refused(
            endpoint,
            good.replace("Pocket compass", " ").replace("12.5", "-1").replace("@", "."),
            "name",
            "price",
            "contact"),
        Question.refused(endpoint, good.replace("7", "10001"), "stock"),
        Question.refused(endpoint, good.replace("navigation", "n".repeat(41)), "category"),
        Question.refused(endpoint, good.replace("12.5", "\"much\"")),
        Question.refused(endpoint, good.substring(0, 20)));
  }

  private static Question answeredWithJson(String target, Object value) {
    return new Question(
        target, "", OK, "application/json", new Content.Json(JSON.valueToTree(value)));
  }

  private Optional<String> wrongWith(Question question) throws InterruptedException {
    HttpResponse<String> answer;
    try {
      answer = client.send(request(question), BodyHandlers.ofString());
    } catch (IOException failure) {
      return Optional.of(described(question) + " is not answered: " + failure);
    }
    return wrongWith(
        question,
        answer.statusCode(),
        answer.headers().firstValue("Content-Type").orElse(""),
        answer.body());
  }

  static Optional<String> wrongWith(Question question, int status, String type, String content) {
    if (!question.statuses().contains(status)) {
      return Optional.of(described(question) + " is answered with " + status);
    }
    if (!type.startsWith(question.type())) {
      return Optional.of(described(question) + " is answered with the type '" + type + "'");
    }
    var right =
        switch (question.content()) {
          case Content.Text(var text) -> text.equals(content);
          case Content.Json(var value) -> same(value, content);
          case Content.Mentions(var names) -> names.stream().allMatch(content::contains);
        };
    return right
        ? Optional.empty()
        : Optional.of(described(question) + " is answered with " + shortened(content));
  }

  private static boolean same(JsonNode expected, String content) {
    try {
      return expected.equals(ShopCheck::compare, JSON.readTree(content));
    } catch (JacksonException noJson) {
      return false;
    }
  }

  /// `10` and `10.0` are one number.
  private static int compare(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return Double.compare(one.doubleValue(), other.doubleValue());
    }
    return one.equals(other) ? 0 : 1;
  }

  private HttpRequest request(Question question) {
    var request =
        HttpRequest.newBuilder(server.resolve(question.target())).timeout(Duration.ofSeconds(10));
    return question.json().isEmpty()
        ? request.build()
        : request
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(question.json()))
            .build();
  }

  private static String described(Question question) {
    return question.json().isEmpty()
        ? "GET " + question.target()
        : "POST " + question.target() + " of " + shortened(question.json());
  }

  private static String shortened(String text) {
    var line = text.replace('\n', ' ');
    return "`" + (line.length() > 120 ? line.substring(0, 120) + "…" : line) + "`";
  }
}
