package dev.lodestar.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks the constructor or static factory that makes instances of a class from its fields.
///
/// ```java
/// final class Money {
///   @Creator
///   static Money of(BigDecimal amount, @Default("EUR") Currency currency) { ... }
///
///   public BigDecimal getAmount() { ... }
///   public Currency getCurrency() { ... }
/// }
/// ```
///
/// Each parameter takes the field of its name. A parameter without a getter is a field that is only
/// read from documents; a getter without a parameter or setter is one that is only written. The
/// names of parameters are in the class file if it was compiled with `-parameters` or `-g`, as
/// Maven and Gradle do; otherwise [Name] gives them.
///
/// Records need no such mark for their canonical constructor. Neither does a class with a single
/// public constructor, none without parameters, whose parameters all have the name and type of a
/// property that can be read.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.CONSTRUCTOR, ElementType.METHOD})
public @interface Creator {}
