package dev.lodestar.openapi.diff;

import dev.lodestar.openapi.document.ApiDocument;
import dev.lodestar.openapi.document.ApiOperation;
import dev.lodestar.openapi.document.ApiOperation.Answer;
import dev.lodestar.openapi.document.ApiOperation.Body;
import dev.lodestar.openapi.document.ApiOperation.Parameter;
import dev.lodestar.openapi.document.Node;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Compares two states of one operation.
final class OperationComparison {
  private final ApiDocument before;
  private final ApiDocument after;
  private final SchemaComparison schemas;
  private final List<ApiChange> changes;
  private final boolean webhook;
  private final Direction sent;
  private final Direction received;

  /// @param webhook whether the application sends the requests
  OperationComparison(
      ApiDocument before,
      ApiDocument after,
      SchemaComparison schemas,
      List<ApiChange> changes,
      boolean webhook) {
    this.before = before;
    this.after = after;
    this.schemas = schemas;
    this.changes = changes;
    this.webhook = webhook;
    this.sent = webhook ? Direction.RESPONSE : Direction.REQUEST;
    this.received = webhook ? Direction.REQUEST : Direction.RESPONSE;
  }

  private Spot spot(ApiOperation operation) {
    return new Spot(changes, (webhook ? "webhook " : "") + operation.title(), "", sent);
  }

  void removed(ApiOperation operation) {
    spot(operation).breaking("The operation is gone.");
  }

  void added(ApiOperation operation) {
    spot(operation).compatible("The operation is new.");
  }

  void compare(ApiOperation older, ApiOperation newer) {
    var spot = spot(newer);
    compareNames(older, newer, spot);
    compareParameters(older, newer, spot);
    compareBodies(older, newer, spot);
    compareAnswers(older, newer, spot);
    compareSecurity(older, newer, spot);
    compareProse(older.node(), newer.node(), spot);
    compareCallbacks(older, newer, spot);
  }

  private static void compareNames(ApiOperation older, ApiOperation newer, Spot spot) {
    if (!older.id().equals(newer.id())) {
      spot.compatible(
          "It is called '"
              + newer.id()
              + "' instead of '"
              + older.id()
              + "'; clients that were generated call it by that name.");
    }
    if (newer.node().get("deprecated").isTrue() && !older.node().get("deprecated").isTrue()) {
      spot.compatible("The operation is deprecated now.");
    }
  }

  private void compareParameters(ApiOperation older, ApiOperation newer, Spot spot) {
    var rest = byName(newer);
    byName(older)
        .forEach((name, parameter) -> {
          var match = rest.remove(name);
          if (match == null) {
            spot.at(told(parameter)).breaking("It is gone.");
          } else {
            compare(parameter, match, spot.at(told(match)));
          }
        });
    rest.values()
        .forEach(parameter -> {
          var at = spot.at(told(parameter));
          if (parameter.required()) {
            at.narrower("It is new, and required.");
          } else {
            at.wider("It is new.");
          }
        });
  }

  /// Path parameters by their position: their names are no part of a request.
  private static Map<String, Parameter> byName(ApiOperation operation) {
    var parameters = new LinkedHashMap<String, Parameter>();
    for (var parameter : operation.parameters()) {
      var name =
          switch (parameter.in()) {
            case "path" -> "" + operation.path().indexOf("{" + parameter.name() + "}");
            case "header" -> parameter.name().toLowerCase(Locale.ROOT);
            default -> parameter.name();
          };
      var position =
          parameter.in().equals("path")
              ? DocumentComparison.shape(
                      operation.path().substring(0, Math.max(0, Integer.parseInt(name))))
                  .length()
              : -1;
      parameters.put(parameter.in() + ' ' + (position < 0 ? name : "" + position), parameter);
    }
    return parameters;
  }

  private static String told(Parameter parameter) {
    return parameter.in() + " parameter '" + parameter.name() + "'";
  }

  private void compare(Parameter older, Parameter newer, Spot spot) {
    if (newer.required() && !older.required()) {
      spot.narrower("It is required now.");
    }
    if (older.required() && !newer.required()) {
      spot.wider("It is no longer required.");
    }
    if (!older.style().equals(newer.style())
        || older.explode() != newer.explode()
        || !older.mediaType().equals(newer.mediaType())) {
      spot.breaking("Its value is written in another style.");
    }
    if (newer.node().get("deprecated").isTrue() && !older.node().get("deprecated").isTrue()) {
      spot.compatible("It is deprecated now.");
    }
    schemas.compare(older.schema(), newer.schema(), spot);
    compareProse(older.node(), newer.node(), spot);
  }

  private void compareBodies(ApiOperation older, ApiOperation newer, Spot spot) {
    var at = spot.at("body");
    var olderBody = older.body().orElse(null);
    var newerBody = newer.body().orElse(null);
    if (olderBody != null && newerBody != null) {
      compare(olderBody, newerBody, at);
    } else if (olderBody != null) {
      at.breaking("There is none anymore.");
    } else if (newerBody != null && newerBody.required()) {
      at.narrower("There is one now, and it is required.");
    } else if (newerBody != null) {
      at.wider("There is one now.");
    }
  }

  private void compare(Body older, Body newer, Spot spot) {
    if (newer.required() && !older.required()) {
      spot.narrower("It is required now.");
    }
    if (older.required() && !newer.required()) {
      spot.wider("It is no longer required.");
    }
    compareContents(older.contents(), newer.contents(), spot, true);
    compareProse(older.node(), newer.node(), spot);
  }

  private void compareContents(
      Map<String, Node> older, Map<String, Node> newer, Spot spot, boolean taken) {
    older.forEach((mediaType, content) -> {
      var match = newer.get(mediaType);
      if (match == null) {
        spot.breaking("It is no longer " + (taken ? "taken" : "sent") + " as " + mediaType + ".");
      } else {
        var at =
            older.size() == 1 && newer.size() == 1
                ? spot
                : spot.at(spot.place() + " as " + mediaType);
        schemas.compare(content.get("schema"), match.get("schema"), at);
        if (!content.get("example").equals(match.get("example"))
            || !content.get("examples").equals(match.get("examples"))) {
          at.prose("The examples are others.");
        }
      }
    });
    newer.keySet().stream()
        .filter(mediaType -> !older.containsKey(mediaType))
        .forEach(mediaType ->
            spot.compatible("It is " + (taken ? "taken" : "sent") + " as " + mediaType + ", too."));
  }

  private void compareAnswers(ApiOperation older, ApiOperation newer, Spot spot) {
    older
        .answers()
        .forEach((status, answer) -> {
          var at = spot.at("response " + status).in(received);
          var match = newer.answers().get(status);
          if (match != null) {
            compare(answer, match, at);
          } else if (status.startsWith("2") || status.startsWith("3")) {
            at.breaking("It is gone.");
          } else {
            at.compatible("It is gone.");
          }
        });
    newer.answers().keySet().stream()
        .filter(status -> !older.answers().containsKey(status))
        .forEach(status -> spot.at("response " + status).compatible("It is new."));
  }

  private void compare(Answer older, Answer newer, Spot spot) {
    compareContents(older.contents(), newer.contents(), spot, false);
    older
        .headers()
        .forEach((name, header) -> {
          var at = spot.at(spot.place() + ", header " + name);
          var match = newer.headers().get(name);
          if (match == null) {
            at.breaking("It is gone.");
            return;
          }
          if (header.get("required").isTrue() && !match.get("required").isTrue()) {
            at.breaking("It is no longer always there.");
          }
          schemas.compare(header.get("schema"), match.get("schema"), at);
          compareProse(header, match, at);
        });
    newer.headers().keySet().stream()
        .filter(name -> !older.headers().containsKey(name))
        .forEach(name -> spot.at(spot.place() + ", header " + name).compatible("It is new."));
    compareProse(older.node(), newer.node(), spot);
  }

  private static void compareSecurity(ApiOperation older, ApiOperation newer, Spot spot) {
    var at = spot.at("security");
    var olderWays = ways(older);
    var newerWays = ways(newer);
    for (var way : olderWays) {
      if (newerWays.stream().noneMatch(each -> isCovered(each, way))) {
        at.breaking(
            "Clients that send "
                + told(way)
                + " are refused; it needs "
                + String.join(", or ", newerWays.stream().map(OperationComparison::told).toList())
                + ".");
      }
    }
    for (var way : newerWays) {
      if (olderWays.stream().noneMatch(each -> isCovered(each, way))) {
        at.compatible("Clients may send " + told(way) + ".");
      }
    }
  }

  private static List<Map<String, List<String>>> ways(ApiOperation operation) {
    return operation.security().isEmpty() ? List.of(Map.of()) : operation.security();
  }

  /// Whether who fulfils `given` fulfils `needed`.
  private static boolean isCovered(
      Map<String, List<String>> needed, Map<String, List<String>> given) {
    return needed.entrySet().stream()
        .allMatch(scheme ->
            given.containsKey(scheme.getKey())
                && new HashSet<>(Objects.requireNonNull(given.get(scheme.getKey())))
                    .containsAll(scheme.getValue()));
  }

  private static String told(Map<String, List<String>> way) {
    return way.isEmpty()
        ? "nothing"
        : String.join(
            " and ",
            way.entrySet().stream()
                .map(scheme ->
                    "'"
                        + scheme.getKey()
                        + "'"
                        + (scheme.getValue().isEmpty()
                            ? ""
                            : " with " + String.join(", ", scheme.getValue())))
                .toList());
  }

  private static void compareProse(Node older, Node newer, Spot spot) {
    for (var keyword :
        List.of("summary", "description", "tags", "externalDocs", "example", "examples")) {
      if (!older.get(keyword).equals(newer.get(keyword))) {
        spot.prose(Prose.changed(keyword));
      }
    }
  }

  private void compareCallbacks(ApiOperation older, ApiOperation newer, Spot spot) {
    var comparison = new OperationComparison(before, after, schemas, changes, true);
    var olderCallbacks = callbacks(before, older);
    var newerCallbacks = callbacks(after, newer);
    olderCallbacks.forEach((name, operation) -> {
      var match = newerCallbacks.get(name);
      if (match == null) {
        spot.at("callback " + name).breaking("It is gone.");
      } else {
        comparison.compare(operation, match);
      }
    });
    newerCallbacks.keySet().stream()
        .filter(name -> !olderCallbacks.containsKey(name))
        .forEach(name -> spot.at("callback " + name).compatible("It is new."));
  }

  private static Map<String, ApiOperation> callbacks(ApiDocument document, ApiOperation operation) {
    var callbacks = new LinkedHashMap<String, ApiOperation>();
    operation
        .node()
        .get("callbacks")
        .fields()
        .forEach((name, callback) ->
            document
                .resolve(callback)
                .fields()
                .forEach((expression, item) ->
                    document
                        .operations(operation.title() + " " + expression, document.resolve(item))
                        .forEach(each ->
                            callbacks.put(name + ' ' + each.method() + ' ' + expression, each))));
    return callbacks;
  }
}
