package dev.lodestar;

import dev.lodestar.dto.Dto;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Shapes what clients see: for a handler or for all handlers of a controller, as
/// [Layer#returns(Class...)] does. May stand on an annotation of your own, which then carries it.
///
/// ```java
/// @Get("/{sku}")
/// @Returns(ReadWidget.class)
/// Widget get(String sku) { … }
/// ```
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface Returns {

  /// The DTOs, each for another class; the application makes one instance of each.
  ///
  /// @return the classes of the DTOs
  Class<? extends Dto<?>>[] value() default {};

  /// The classes whose values are written as they are, whatever the layers around say.
  ///
  /// @return the classes that DTOs of layers around are for
  Class<?>[] without() default {};
}
