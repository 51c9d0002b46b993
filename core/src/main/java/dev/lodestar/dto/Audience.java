package dev.lodestar.dto;

import dev.lodestar.codec.Decoded;
import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import org.jspecify.annotations.Nullable;

/// Who is told what is wrong with what was sent, and how. Immutable.
///
/// @param shape what clients may send, so that secrets among it are not repeated
/// @param settings where messages come from
/// @param request whose client is told; null where there is none, in a unit test for instance
record Audience(TypeModel shape, ConstraintSettings settings, @Nullable Request request) {

  /// The same for an object inside.
  ///
  /// @param name the Java name of the field that holds it
  Audience inside(String name) {
    if (shape instanceof ObjectModel object) {
      for (var field : object.fields()) {
        if (field.javaName().equals(name)) {
          return new Audience(OptionalModel.inside(field.use().model()), settings, request);
        }
      }
    }
    return this;
  }

  /// The value of a document, or else the 400.
  <V extends @Nullable Object> V orRefuse(Decoded<V> read) {
    if (read instanceof Decoded.Valid<V>(var value)) {
      return value;
    }
    throw refusal(read);
  }

  /// The 400 that lists everything, in the client's language.
  ///
  /// @param refused an invalid or malformed document
  HttpException refusal(Decoded<?> refused) {
    var errors = new InputErrors(request, settings);
    errors.document(refused, shape, "");
    return errors.refusal();
  }
}
