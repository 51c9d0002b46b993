package dev.lodestar.document;

import dev.lodestar.http.MediaType;
import dev.lodestar.input.SecretNames;
import dev.lodestar.json.Json;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.TypeUse;
import dev.lodestar.operation.Content;
import dev.lodestar.operation.ParameterPlan;
import dev.lodestar.operation.Shape;
import dev.lodestar.schema.Schema;
import dev.lodestar.schema.Schemas;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The content of requests and responses as schemas, by media type.
final class Contents {
  private static final Schema BINARY =
      Schema.string().format("binary").with("contentMediaType", "application/octet-stream");

  private final Schemas schemas;
  private final Prose prose;

  Contents(Schemas schemas, Prose prose) {
    this.schemas = schemas;
    this.prose = prose;
  }

  /// Which way content travels.
  enum Direction {
    REQUEST,
    RESPONSE
  }

  /// The media type objects of content. What one media type may contain in several ways, is one of
  /// them.
  ///
  /// @param strict whether forms must not have fields that nobody takes
  Map<String, @Nullable Object> of(List<Content> contents, Direction direction, boolean strict) {
    Map<String, List<Schema>> byMediaType = new LinkedHashMap<>();
    for (var content : contents) {
      var alternatives =
          byMediaType.computeIfAbsent(content.mediaType().toString(), _ -> new ArrayList<>());
      var schema = schema(content.shape(), content.mediaType(), direction, strict);
      if (!alternatives.contains(schema)) {
        alternatives.add(schema);
      }
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    byMediaType.forEach((mediaType, alternatives) ->
        tree.put(mediaType, Trees.object("schema", anyOf(alternatives))));
    return tree;
  }

  static Schema anyOf(List<Schema> alternatives) {
    return alternatives.size() == 1
        ? alternatives.getFirst()
        : Schema.anyOf(alternatives.toArray(Schema[]::new));
  }

  private Schema schema(Shape shape, MediaType mediaType, Direction direction, boolean strict) {
    return switch (shape) {
      case Shape.Typed(var json, var use) -> typed(json, use, direction);
      case Shape.MergePatch(var json, var use) -> schemas.partial(json, use);
      case Shape.Draft(var json, var use) -> schemas.input(json, use);
      case Shape.JsonPatch _ -> Schema.ref(FrameworkComponents.JSON_PATCH);
      case Shape.Items(var item) -> {
        var one = schema(item, mediaType, direction, strict);
        yield mediaType.isJson() && !mediaType.isNdjson() ? Schema.array(one) : one;
      }
      case Shape.Form form -> form(form, strict);
      case Shape.Text(var use) -> use.map(this::text).orElse(Schema.string());
      case Shape.Binary _ -> BINARY;
      case Shape.Events(var data) -> schema(data, mediaType, direction, strict);
      case Shape.ProblemDocument _ -> Schema.ref(FrameworkComponents.PROBLEM);
      case Shape.Every(var shapes) ->
          Schema.allOf(
              shapes.stream()
                  .map(each -> schema(each, mediaType, direction, strict))
                  .toArray(Schema[]::new));
      case Shape.Foreign _, Shape.Any _ -> Schema.any();
    };
  }

  private Schema typed(Json json, TypeUse use, Direction direction) {
    return direction == Direction.REQUEST ? schemas.input(json, use) : schemas.output(json, use);
  }

  private Schema text(TypeUse use) {
    return schemas.parameter(Json.standard(), use);
  }

  private Schema form(Shape.Form form, boolean strict) {
    var schema = Schema.object();
    for (var field : form.fields()) {
      schema = schema.property(field.name(), field(field), field.required());
    }
    return strict && !form.open() ? schema.with("additionalProperties", false) : schema;
  }

  private Schema field(ParameterPlan field) {
    var schema = value(field);
    var description = prose.of(field);
    var described = description.isEmpty() ? schema : schema.description(description);
    return prose.isDeprecated(field) ? described.deprecated() : described;
  }

  /// The schema of a parameter or of the field of a form.
  Schema value(ParameterPlan parameter) {
    if (parameter.file()) {
      return parameter.repeated() ? Schema.array(BINARY) : BINARY;
    }
    var schema = schemas.parameter(parameter.json(), parameter.use());
    var alternatives = new ArrayList<Schema>();
    alternatives.add(schema);
    for (var also : parameter.also()) {
      var other = schemas.parameter(parameter.json(), also);
      if (!alternatives.contains(other)) {
        alternatives.add(other);
      }
    }
    if (alternatives.size() > 1) {
      return Schema.allOf(alternatives.toArray(Schema[]::new));
    }
    // A default that takes the place of a secret is one itself.
    var shown =
        parameter.secret() || SecretNames.isSecret(parameter.name())
            ? schema.without("default")
            : schema;
    return parameter.secret() && isFreeText(parameter.use()) ? shown.format("password") : shown;
  }

  private static boolean isFreeText(TypeUse use) {
    return use.type() == String.class || use.type() == char[].class;
  }

  /// The schema of what is written as a type that was named somewhere; anything if the type cannot
  /// be described.
  Schema written(Json json, Type type) {
    try {
      return schemas.output(json, type);
    } catch (ModelException unsupported) {
      return Schema.any().description("A value of " + type.getTypeName() + ".");
    }
  }
}
