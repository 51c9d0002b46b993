package dev.lodestar.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Sets the name that a field has outside of Java, or the name of a variant in a tagged union.
///
/// ```java
/// record Account(@Name("account_no") String number, @Name(aliases = "mail") String email) {}
/// ```
///
/// On a parameter of a [Creator] it also says which field the parameter takes, where the class file
/// does not.
///
/// The name replaces the Java name completely and is exempt from the [NamingStrategy]. Aliases are
/// accepted when reading and never written. Two fields of one type that share a name or an alias
/// are a start-up error.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({
  ElementType.RECORD_COMPONENT,
  ElementType.FIELD,
  ElementType.METHOD,
  ElementType.PARAMETER,
  ElementType.TYPE
})
public @interface Name {

  /// The name outside of Java.
  ///
  /// @return the name; empty means the Java name as the naming strategy writes it
  String value() default "";

  /// Further names that are accepted when reading.
  ///
  /// @return the aliases; not used on a type
  String[] aliases() default {};
}
