package dev.lodestar;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Takes the value of a handler parameter from the form in the body of the request:
/// `application/x-www-form-urlencoded` or `multipart/form-data`.
///
/// On a parameter of a simple type it is one field. On a record it is the whole form, each
/// component a field or file of its name. Parameters of the types of forms need no annotation:
/// [dev.lodestar.form.Upload] and lists of it, [dev.lodestar.form.FormData] and
/// [dev.lodestar.form.Multipart].
///
/// ```java
/// record NewPhoto(@NotBlank String title, List<String> tags, Upload photo) {}
///
/// @Post("/photos")
/// Photo add(@Form NewPhoto photo) { … }
///
/// @Post("/login")
/// Response<?> login(@Form String name, @Form String password) { … }
/// ```
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Form {

  /// The name of the field; case-sensitive. On a record, what stands before the names of its
  /// components, with a dot between.
  ///
  /// @return the name; by default the name of the handler parameter, and on a record nothing
  String value() default "";
}
