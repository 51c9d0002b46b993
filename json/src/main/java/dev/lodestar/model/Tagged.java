package dev.lodestar.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Names the property that tells the variants of a sealed type apart. Without this annotation it is
/// `type`.
///
/// ```java
/// @Tagged("kind")
/// sealed interface Shape permits Circle, Square {}
/// record Circle(double radius) implements Shape {}   // {"kind":"Circle","radius":1.0}
/// @Name("square")
/// record Square(double side) implements Shape {}     // {"kind":"square","side":2.0}
/// ```
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Tagged {

  /// The name of the property that holds the variant's name.
  ///
  /// @return the property name
  String value();
}
