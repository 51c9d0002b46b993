package dev.lodestar.event;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Makes a method a listener. Its one parameter says to which events: those of its type and of all
/// subtypes. What it returns is ignored. The object or class is made known with
/// `Lodestar.app().listeners(…)`.
///
/// ```java
/// final class Mails {
///   @Listens
///   void confirm(OrderPlaced event) { … }
/// }
/// ```
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Listens {

  /// When it hears of an event.
  ///
  /// @return the phase; [Phase#AFTER_RESPONSE] by default
  Phase value() default Phase.AFTER_RESPONSE;
}
