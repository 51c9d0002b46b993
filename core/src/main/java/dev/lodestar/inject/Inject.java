package dev.lodestar.inject;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// On a parameter: it is a dependency, and never takes anything that a client sent. Without a
/// provider the application does not start, unless the parameter is an `Optional`, which is empty
/// then, or a `List`. Not needed where the type alone says that it is a dependency.
///
/// On a constructor: objects of the class are made by this one. `jakarta.inject.Inject` says the
/// same there; it may not stand on a parameter.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.CONSTRUCTOR})
public @interface Inject {}
