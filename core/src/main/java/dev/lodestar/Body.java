package dev.lodestar;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Takes the value of a handler parameter from the body of the request, which is decoded from JSON
/// and validated.
///
/// Needed only where the type is a simple one, or for a second look: the one parameter of a type
/// that is not simple is the body anyway, on methods that have one.
///
/// ```java
/// @Post
/// Widget create(@Body Widget widget) { … }
/// ```
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Body {}
