package dev.lodestar.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Sets how the Java names of the fields of a type become names outside of Java, whatever the
/// strategy of [Models] is. It also holds for the subclasses of a class and for the classes that
/// implement an interface, unless they have one of their own. [Name] takes precedence.
///
/// ```java
/// @Naming(NamingStrategy.SNAKE_CASE)
/// record Line(String sku, int unitPrice) {}   // {"sku":"x","unit_price":3}
/// ```
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Naming {

  /// The strategy.
  ///
  /// @return how Java names become names outside of Java
  NamingStrategy value();
}
