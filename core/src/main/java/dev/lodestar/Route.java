package dev.lodestar;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Makes a method the handler of requests of one or more methods, for those that have no annotation
/// of their own and for handlers of several.
///
/// ```java
/// @Route(method = "PURGE", value = "/cache/{key}")
/// void purge(String key) { … }
/// ```
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Route {

  /// The request methods; names are case-sensitive tokens.
  ///
  /// @return one or more methods, for instance `PROPFIND`
  String[] method();

  /// The paths, below those of the controller and its routers; several make several routes.
  ///
  /// A path template consists of literal segments and parameters, each a whole segment:
  ///
  /// - `{name}` takes one segment; the type is the handler parameter's;
  /// - `{name:slot}` takes one segment of a named form: `str`, `int`, `long`, `double`, `decimal`,
  ///   `uuid`, `bool`, `date`, `datetime`, `time`, `duration` or one that the application adds;
  /// - `{name:path}` takes all remaining segments, at least one, and stands last.
  ///
  /// Literals are written decoded (`/café`) and are case-sensitive. A trailing slash means nothing.
  ///
  /// @return the path templates; the path of the controller itself by default
  String[] value() default "";

  /// The status of a successful response.
  ///
  /// @return the code; by default 204 if the handler returns nothing, else 201 if POST is among the
  ///   methods, else 200
  int status() default 0;

  /// The media types that the response can have, the preferred one first. With several of them, the
  /// header `Accept` of the request decides.
  ///
  /// @return for instance `text/html`; none by default: the return type decides
  String[] produces() default {};

  /// The media types that the body of a request may have; others are answered 415.
  ///
  /// @return for instance `application/json`; none by default: the type of the body decides
  String[] consumes() default {};

  /// The name of the route for reverse URLs, unique in the application.
  ///
  /// @return the name; by default the route has none and is found by its method reference
  String name() default "";
}
