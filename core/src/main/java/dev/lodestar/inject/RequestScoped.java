package dev.lodestar.inject;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Makes one instance of a controller class for each request instead of one for each registration,
/// so that its constructor may take what belongs to the request.
///
/// The constructor runs with the providers, before the handler. An instance that is an
/// `AutoCloseable` is closed like the value of a provider.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RequestScoped {}
