package dev.lodestar.pagination;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says how many items a page has: on the parameter that takes the page request, on a handler, or
/// on a controller for all its handlers; the nearest counts. As [dev.lodestar.Layer#pageSize(int,
/// int)] does. May stand on an annotation of your own, which then carries it.
///
/// ```java
/// @Get("/widgets")
/// Page<Widget> list(@PageSize(value = 50, max = 500) PageRequest page) { … }
/// ```
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface PageSize {

  /// How many items there are if the client does not say it, 1 or more.
  ///
  /// @return the number
  int value() default PageLimits.STANDARD_SIZE;

  /// The most that a client may ask for, at least [#value()] and at most [PageLimits#MAX_OFFSET].
  /// More is a 400.
  ///
  /// @return the number
  int max() default PageLimits.MAX_SIZE;
}
