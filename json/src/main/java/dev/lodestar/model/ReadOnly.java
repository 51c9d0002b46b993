package dev.lodestar.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a field that clients can see and not set: it is written, and ignored when a document is
/// read.
///
/// ```java
/// record Account(@ReadOnly @Nullable Long id, String email) {}
/// ```
///
/// A document that has the field is read as if it had not, without a problem. An instance that is
/// made of a document then needs a value in its place: the [Default], the empty `Optional`, null if
/// the field is `@Nullable`, or what the constructor of a bean left there. A constructor that takes
/// the field and has none of these is an [ObjectModel#obstacle()]: such a type can be written, but
/// not be read as a whole.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD})
public @interface ReadOnly {}
