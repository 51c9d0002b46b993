package dev.lodestar.inject;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Makes a method of a controller a provider of its return type, or of `T` if it returns a
/// [Resource] of `T`, for the handlers of that controller.
///
/// Its parameters are resolved like those of a handler. `jakarta.inject.Singleton`, `Named` and
/// other qualifiers may stand beside it.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Provides {}
