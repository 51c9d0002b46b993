package dev.lodestar;

import dev.lodestar.dto.Dto;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Shapes what clients may send: for a handler, for all handlers of a controller, or for one
/// parameter, as [Layer#accepts(Class...)] does. On a parameter it counts for what that parameter
/// takes of the request, and wins over all layers. May stand on an annotation of your own for
/// handlers and controllers, which then carries it.
///
/// ```java
/// @Post
/// Widget create(@Accepts(WriteWidget.class) Widget widget) { … }
/// ```
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
public @interface Accepts {

  /// The DTOs, each for another class; the application makes one instance of each.
  ///
  /// @return the classes of the DTOs
  Class<? extends Dto<?>>[] value() default {};

  /// The classes whose values are read as they are, whatever the layers around say.
  ///
  /// @return the classes that DTOs of layers around are for
  Class<?>[] without() default {};
}
