package dev.lodestar;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Adds a security scheme to the description of a handler or of all handlers of a controller, as
/// [Layer#security(String, String...)] does: it enforces nothing. May stand on an annotation of
/// your own, which then carries it.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Repeatable(Security.All.class)
public @interface Security {

  /// The name of the scheme.
  ///
  /// @return the name
  String value();

  /// The scopes that are needed.
  ///
  /// @return the scopes; empty for none
  String[] scopes() default {};

  /// Several requirements, alternatives of each other.
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
  @interface All {

    /// The requirements.
    ///
    /// @return the requirements
    Security[] value();
  }
}
