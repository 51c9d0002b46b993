package dev.lodestar.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks what stands for the whole object: it is written as this value, and made from it.
///
/// ```java
/// record Sku(@Value @Pattern(regexp = "[A-Z]-[0-9]+") String text) {}
/// ```
///
/// A `Sku` is the text `"A-12"` in a document, not an object with one field, and can be the key of
/// a map. The instance is made by the [Creator] with one parameter of the same type, or else by the
/// only constructor that has one; without any, it can only be written. On a method or field of an
/// enum that gives a `String`, these are the names of its constants; one that gives an `int`,
/// `long`, `short` or `byte` makes them integers in documents, and their digits where a value is a
/// text, as in a query or in the key of a map.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD})
public @interface Value {}
