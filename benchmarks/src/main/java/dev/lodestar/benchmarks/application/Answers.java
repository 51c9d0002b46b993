package dev.lodestar.benchmarks.application;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.ObjectMapper;

/// What the three routes have to answer. A server that answers anything else is not measured.
public final class Answers {
  /// One request and what it has to be answered with.
  ///
  /// @param target path and query
  /// @param status the status
  /// @param contentType what the media type starts with
  /// @param body the content, compared as JSON if it is JSON; empty if any content will do
  public record Answer(String target, int status, String contentType, String body) {}

  private static final String PRODUCT =
      """
      {"id":42,"name":"Pocket compass","price":12.5,"available":true,"tags":["navigation","brass"]}
      """;

  private static final List<Answer> ANSWERS =
      List.of(
          new Answer("/plaintext", 200, "text/plain", "Hello, World!"),
          new Answer("/json", 200, "application/json", PRODUCT),
          new Answer(
              "/users/42?page=3&active=true", 200, "text/plain", "user 42, page 3, active true"),
          new Answer("/users/42?active=true", 400, "", ""),
          new Answer("/users/42?page=3&active=yes", 400, "", ""),
          new Answer("/users/nobody?page=3&active=true", 404, "", ""),
          new Answer("/nothing", 404, "", ""));

  private Answers() {}

  /// Returns the requests that are worth measuring: those that are answered 200.
  ///
  /// @return their answers
  public static List<Answer> measured() {
    return ANSWERS.stream().filter(answer -> answer.status() == 200).toList();
  }

  /// Asks a server for everything.
  ///
  /// @param server where it listens
  /// @throws IOException if an answer does not come
  /// @throws InterruptedException if the thread is interrupted
  /// @throws IllegalStateException if an answer is wrong
  public static void check(URI server) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      for (var answer : ANSWERS) {
        var request =
            HttpRequest.newBuilder(server.resolve(answer.target()))
                .timeout(Duration.ofSeconds(10))
                .build();
        var response = client.send(request, BodyHandlers.ofString());
        var type = response.headers().firstValue("Content-Type").orElse("");
        check(answer, response.statusCode(), type, response.body());
      }
    }
  }

  /// Compares one answer.
  ///
  /// @param expected what it has to be
  /// @param status the status that came
  /// @param contentType the media type that came
  /// @param body the content that came
  /// @throws IllegalStateException if the answer is wrong
  public static void check(Answer expected, int status, String contentType, String body) {
    if (status != expected.status()
        || !contentType.startsWith(expected.contentType())
        || !(expected.body().isEmpty() || same(expected, body))) {
      throw new IllegalStateException(
          expected.target()
              + " has to be answered with "
              + expected
              + ", but the answer is "
              + status
              + ", "
              + contentType
              + ", "
              + body
              + ".");
    }
  }

  private static boolean same(Answer expected, String body) {
    if (!expected.contentType().equals("application/json")) {
      return expected.body().equals(body);
    }
    var json = new ObjectMapper();
    return json.readTree(expected.body()).equals(json.readTree(body));
  }
}
