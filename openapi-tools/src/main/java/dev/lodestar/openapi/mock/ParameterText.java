package dev.lodestar.openapi.mock;

import dev.lodestar.codec.Decoded;
import dev.lodestar.json.Json;
import dev.lodestar.openapi.document.ApiDocument;
import dev.lodestar.openapi.document.ApiOperation.Parameter;
import dev.lodestar.openapi.document.Node;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Texts of parameters and forms as the values that schemas speak of.
final class ParameterText {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]{0,200})(\\.[0-9]{1,200})?([eE][+-]?[0-9]{1,3})?");

  private ParameterText() {}

  static @Nullable Object value(List<String> texts, Parameter parameter, ApiDocument document) {
    if (parameter.mediaType().isPresent()) {
      return json(texts.getFirst());
    }
    var separator =
        switch (parameter.style()) {
          case "spaceDelimited" -> " ";
          case "pipeDelimited" -> "|";
          default -> ",";
        };
    var split =
        parameter.in().equals("query") && parameter.explode()
            ? texts
            : texts.stream()
                .flatMap(text -> List.of(text.split(Pattern.quote(separator), -1)).stream())
                .map(String::strip)
                .toList();
    return kinds(parameter.schema(), document, 0).contains("array")
        ? items(split, parameter.schema(), document)
        : simple(texts.getFirst(), parameter.schema(), document);
  }

  static @Nullable Object value(List<String> texts, Node schema, ApiDocument document) {
    return kinds(schema, document, 0).contains("array")
        ? items(texts, schema, document)
        : simple(texts.getFirst(), schema, document);
  }

  private static List<@Nullable Object> items(
      List<String> texts, Node schema, ApiDocument document) {
    var items = new ArrayList<@Nullable Object>();
    var item = document.resolve(schema).get("items");
    texts.forEach(text -> items.add(simple(text, item, document)));
    return items;
  }

  private static @Nullable Object json(String text) {
    return Json.standard().codec(Object.class).decode(text.getBytes(StandardCharsets.UTF_8))
            instanceof Decoded.Valid(var value)
        ? value
        : text;
  }

  private static Object simple(String text, Node schema, ApiDocument document) {
    var kinds = kinds(schema, document, 0);
    if ((kinds.contains("integer") || kinds.contains("number")) && NUMBER.matcher(text).matches()) {
      return new BigDecimal(text);
    }
    if (kinds.contains("boolean") && (text.equals("true") || text.equals("false"))) {
      return text.equals("true");
    }
    return text;
  }

  /// The types that a schema allows, alternatives included.
  private static Set<String> kinds(Node schema, ApiDocument document, int depth) {
    var kinds = new LinkedHashSet<String>();
    var resolved = document.resolve(schema);
    resolved.get("type").text().ifPresent(kinds::add);
    kinds.addAll(resolved.get("type").texts());
    if (depth < 5) {
      for (var keyword : List.of("oneOf", "anyOf", "allOf")) {
        resolved
            .get(keyword)
            .items()
            .forEach(each -> kinds.addAll(kinds(each, document, depth + 1)));
      }
    }
    return kinds;
  }
}
