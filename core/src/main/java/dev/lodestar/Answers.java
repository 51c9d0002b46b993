package dev.lodestar;

import dev.lodestar.http.Problem;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Declares a response for the description of the API, besides those that the framework knows of by
/// itself; see [Layer#answers(dev.lodestar.openapi.DeclaredAnswer...)]. It changes nothing of what
/// is sent.
///
/// It counts for a handler or all handlers of a controller, and also where something stands that
/// may answer in their place: on the class of a guard, of middleware, of a hook, on a method that
/// provides something, and on the class of an exception that one of these methods declares to
/// throw. May stand on an annotation of your own, which then carries it.
///
/// ```java
/// @Answers(status = 409, description = "The order has been shipped.")
/// final class ShippedException extends HttpException { … }
///
/// @Delete("/orders/{id}")
/// void cancel(long id) throws ShippedException { … }
/// ```
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.CONSTRUCTOR})
@Repeatable(Answers.All.class)
public @interface Answers {

  /// The status.
  ///
  /// @return the code, 100 to 599
  int status();

  /// The type of the content.
  ///
  /// @return the class; by default a problem document (RFC 9457), `void.class` for no content
  Class<?> value() default Problem.class;

  /// What it means.
  ///
  /// @return CommonMark; empty for the usual words for the status
  String description() default "";

  /// The media type of the content.
  ///
  /// @return a media type; empty for `application/problem+json` of a problem document, and for JSON
  ///   otherwise
  String mediaType() default "";

  /// Several responses.
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.METHOD, ElementType.TYPE, ElementType.CONSTRUCTOR})
  @interface All {

    /// The responses.
    ///
    /// @return the responses
    Answers[] value();
  }
}
