package dev.lodestar.test.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.Post;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.test.ContractFinding;
import dev.lodestar.test.ContractFinding.Kind;
import dev.lodestar.test.ContractOptions;
import dev.lodestar.test.ContractViolation;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which requests an application may accept so that it keeps to the document.
class ContractOfRequestsTest {
  static class Widgets {
    @Get("/widgets/{id}")
    void get(Request request) {}

    @Get("/files/{name:path}")
    void file(Request request) {}

    @Post("/widgets")
    void create(Request request) {
      if (request.headers().contains("Refuse")) {
        throw HttpException.badRequest("No.");
      }
    }
  }

  private static final String DOCUMENT =
      Documents.withPaths(
          """
          "/widgets/{sku}": {
            "parameters": [
              {"name": "sku", "in": "path", "required": true, "schema": {"type": "integer"}}
            ],
            "get": {
              "parameters": [
                {"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 10}},
                {"name": "tag", "in": "query", "schema": {"type": "array", "items": {"enum": ["a", "b"]}}},
                {"name": "X-Key", "in": "header", "required": true, "schema": {"type": "string"}},
                {"name": "theme", "in": "cookie", "schema": {"enum": ["dark", "light"]}}
              ],
              "responses": {"204": {"description": "OK"}}
            }
          },
          "/files/{path}": {
            "get": {
              "parameters": [
                {"name": "path", "in": "path", "required": true, "schema": {"type": "string", "maxLength": 8}}
              ],
              "responses": {"204": {"description": "OK"}}
            }
          },
          "/widgets": {
            "post": {
              "requestBody": {
                "required": true,
                "content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/Widget"}},
                  "application/x-www-form-urlencoded": {"schema": {"$ref": "#/components/schemas/Widget"}},
                  "multipart/form-data": {
                    "schema": {
                      "type": "object",
                      "properties": {
                        "stock": {"type": "integer"},
                        "photos": {"type": "array", "items": {"type": "string"}, "maxItems": 1}
                      },
                      "required": ["photos"]
                    }
                  }
                }
              },
              "responses": {"204": {"description": "OK"}, "400": {"description": "No", "content": {"*/*": {}}}}
            }
          }
          """);

  private static TestClient client(ContractOptions options) {
    return TestClient.of(Lodestar.app().routes(Widgets.class).build()).checkingContract(options);
  }

  private static TestRequest request(HttpMethod method, String target) {
    return client(Documents.options(DOCUMENT)).request(method, target);
  }

  private static TestRequest get(String target) {
    return request(HttpMethod.GET, target).header("X-Key", "k");
  }

  private static List<ContractFinding> findings(TestRequest request) {
    return catchThrowableOfType(ContractViolation.class, request::send).findings();
  }

  private static List<String> messages(TestRequest request) {
    return findings(request).stream().map(ContractFinding::message).toList();
  }

  @Test
  void what_the_document_allows_passes() {
    var request = get("/widgets/7?limit=10&tag=a&tag=b").cookie("theme", "dark");

    assertThat(request.send().statusCode()).isEqualTo(204);
  }

  @Test
  void a_parameter_that_is_required_and_missing_is_found() {
    assertThat(findings(request(HttpMethod.GET, "/widgets/7")))
        .containsExactly(
            new ContractFinding(
                Kind.ACCEPTED_REQUEST,
                "/paths/~1widgets~1{sku}/get/parameters/2",
                "The request was accepted without the header parameter X-Key, which the document"
                    + " requires."));
  }

  @Test
  void values_that_their_schemas_do_not_allow_are_found_wherever_they_are_sent() {
    assertThat(messages(get("/widgets/x?limit=11&tag=c").cookie("theme", "red")))
        .containsExactlyInAnyOrder(
            "The request was accepted though the path parameter sku is 'x': string found, integer"
                + " expected",
            "The request was accepted though the query parameter limit is '11': must have a maximum"
                + " value of 10",
            "The request was accepted though the query parameter tag is 'c': /0 does not have a"
                + " value in the enumeration [\"a\", \"b\"]",
            "The request was accepted though the cookie parameter theme is 'red': does not have a"
                + " value in the enumeration [\"dark\", \"light\"]");
  }

  @Test
  void a_query_parameter_that_the_document_does_not_have_is_found() {
    assertThat(findings(get("/widgets/7?page=2")))
        .extracting(ContractFinding::kind)
        .containsExactly(Kind.UNDOCUMENTED_PARAMETER);
  }

  @Test
  void a_parameter_that_takes_the_rest_of_the_path_is_one_value() {
    assertThat(request(HttpMethod.GET, "/files/a/b%20c").send().statusCode()).isEqualTo(204);
    assertThat(messages(request(HttpMethod.GET, "/files/a/b/c/d/e")))
        .containsExactly(
            "The request was accepted though the path parameter path is 'a/b/c/d/e': must be at most"
                + " 8 characters long");
  }

  @Test
  void content_that_its_schema_does_not_allow_is_found() {
    var request = request(HttpMethod.POST, "/widgets");

    assertThat(request.body(MediaType.JSON, "{\"sku\": \"x\"}").send().statusCode()).isEqualTo(204);
    assertThat(messages(request.body(MediaType.JSON, "{\"sku\": 5}")))
        .containsExactly(
            "The request was accepted though its content is not valid: /sku integer found, string"
                + " expected");
    assertThat(messages(request.body(MediaType.JSON, "{")))
        .containsExactly("The request was accepted though its content is not JSON.");
  }

  @Test
  void content_that_is_required_and_missing_is_found() {
    assertThat(findings(request(HttpMethod.POST, "/widgets")))
        .extracting(ContractFinding::place)
        .containsExactly("/paths/~1widgets/post/requestBody");
  }

  @Test
  void content_of_a_media_type_that_the_document_does_not_have_is_found() {
    assertThat(messages(request(HttpMethod.POST, "/widgets").text("x")))
        .containsExactly(
            "The request was accepted with content of the media type text/plain;charset=utf-8, which"
                + " the document does not have.");
  }

  @Test
  void fields_of_a_form_are_the_values_that_they_stand_for() {
    var request = request(HttpMethod.POST, "/widgets").form("sku", "12").form("stock", "3");

    assertThat(request.send().statusCode()).isEqualTo(204);
    assertThat(messages(request.form("stock", "many")))
        .containsExactly(
            "The request was accepted though its content is not valid: /stock array found, integer"
                + " expected");
  }

  @Test
  void files_of_a_form_are_texts() {
    var photo = new byte[] {1, 2};
    var request =
        request(HttpMethod.POST, "/widgets")
            .form("stock", 3)
            .file("photos", "a.png", MediaType.OCTET_STREAM, photo);

    assertThat(request.send().statusCode()).isEqualTo(204);
    assertThat(messages(request.file("photos", "b.png", MediaType.OCTET_STREAM, photo)))
        .containsExactly(
            "The request was accepted though its content is not valid: /photos must have at most 1"
                + " items but found 2");
  }

  @Test
  void what_the_application_refuses_is_no_finding_unless_asked_for() {
    var allowed = "{\"sku\": \"x\"}";
    var options = Documents.options(DOCUMENT);

    var request = client(options).request(HttpMethod.POST, "/widgets").header("Refuse", "yes");
    assertThat(request.body(MediaType.JSON, allowed).send().statusCode()).isEqualTo(400);

    var strict =
        client(options.withRefusedRequests(true))
            .request(HttpMethod.POST, "/widgets")
            .header("Refuse", "yes");
    assertThat(strict.body(MediaType.JSON, "{\"sku\": 1}").send().statusCode()).isEqualTo(400);
    assertThat(findings(strict.body(MediaType.JSON, allowed)))
        .containsExactly(
            new ContractFinding(
                Kind.REFUSED_REQUEST,
                "/paths/~1widgets/post",
                "The request was refused with the status 400 Bad Request, but the document allows it."));
  }
}
