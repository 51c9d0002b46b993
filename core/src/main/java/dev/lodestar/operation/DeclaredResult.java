package dev.lodestar.operation;

import dev.lodestar.json.Json;
import dev.lodestar.model.TypeUse;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The declared type of what a handler returns. Codecs are of types without annotations, since they
/// write null wherever it is; who reads the document wants to know where that may be. Used by one
/// thread.
final class DeclaredResult {
  private final @Nullable AnnotatedType type;
  private final Map<TypeUse, TypeUse> known = new HashMap<>();

  private DeclaredResult(@Nullable AnnotatedType type) {
    this.type = type;
  }

  /// A result of which nothing is known but what its codec tells.
  static DeclaredResult unknown() {
    return new DeclaredResult(null);
  }

  /// A result whose annotations tell more, if there are any.
  static DeclaredResult of(AnnotatedType type) {
    return saysSomething(type) ? new DeclaredResult(type) : unknown();
  }

  private static boolean saysSomething(AnnotatedType type) {
    if (type.getAnnotations().length > 0) {
      return true;
    }
    return switch (type) {
      case AnnotatedParameterizedType generic -> anySays(generic.getAnnotatedActualTypeArguments());
      case AnnotatedArrayType array -> saysSomething(array.getAnnotatedGenericComponentType());
      case AnnotatedWildcardType wildcard -> anySays(wildcard.getAnnotatedUpperBounds());
      default -> false;
    };
  }

  private static boolean anySays(AnnotatedType[] types) {
    for (var type : types) {
      if (saysSomething(type)) {
        return true;
      }
    }
    return false;
  }

  /// The answer with what the declared type tells of its contents.
  AnswerPlan in(AnswerPlan answer) {
    if (type == null || answer.contents().isEmpty()) {
      return answer;
    }
    var contents = new ArrayList<Content>();
    for (var content : answer.contents()) {
      contents.add(new Content(content.mediaType(), in(content.shape())));
    }
    return new AnswerPlan(
        answer.status(), answer.description(), contents, answer.headers(), answer.cookies());
  }

  private Shape in(Shape shape) {
    return switch (shape) {
      // a result that is null has no content
      case Shape.Typed(var json, var use) -> new Shape.Typed(json, in(json, use).withoutNull());
      case Shape.Items(Shape.Typed(var json, var use)) ->
          new Shape.Items(new Shape.Typed(json, in(json, use)));
      case Shape.Events(Shape.Typed(var json, var use)) ->
          new Shape.Events(new Shape.Typed(json, in(json, use)));
      default -> shape;
    };
  }

  private TypeUse in(Json json, TypeUse use) {
    var found = known.get(use);
    if (found == null) {
      var place = placeOf(use);
      found = place == null ? use : json.models().use(place, List.of(), use.path());
      known.put(use, found);
    }
    return found;
  }

  /// Where the declared type has the type of what is written: what stands around it is a response,
  /// an optional or a stream. Null if nowhere.
  private @Nullable AnnotatedType placeOf(TypeUse use) {
    for (var place = type; place != null; place = argumentOf(place)) {
      if (place.getType().equals(use.type())) {
        return place;
      }
    }
    return null;
  }

  private static @Nullable AnnotatedType argumentOf(AnnotatedType type) {
    return switch (type) {
      case AnnotatedParameterizedType generic -> generic.getAnnotatedActualTypeArguments()[0];
      case AnnotatedWildcardType wildcard -> wildcard.getAnnotatedUpperBounds()[0];
      default -> null;
    };
  }
}
