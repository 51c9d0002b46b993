package dev.lodestar;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says what the operation of a handler is called in the OpenAPI document, where its own name does
/// not do. Generated clients call their methods so.
///
/// If the handler answers several methods or paths, the one with the shortest path has this id, and
/// the others a longer one. Two handlers with the same id are a start-up problem.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OperationId {

  /// The id.
  ///
  /// @return an identifier, such as `listWidgets`
  String value();
}
