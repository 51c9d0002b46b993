package dev.lodestar.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Tells the variants of a sealed type apart by their shape, without a tag.
///
/// ```java
/// @Untagged
/// sealed interface Price permits Amount, Offer, Unknown {}
/// record Amount(@Value BigDecimal amount) implements Price {}          // 9.50
/// record Offer(BigDecimal from, BigDecimal to) implements Price {}     // {"from":9,"to":12}
/// enum Unknown implements Price { ON_REQUEST }                         // "ON_REQUEST"
/// ```
///
/// Variants that are different kinds of values (texts, numbers, booleans, arrays, objects) are told
/// apart by that. Several objects are told apart by one of these:
///
/// - a required field that all of them have, of an enum type, with other constants in each;
/// - required fields that no other variant has, also not as an alias. One of the variants may do
///   without: an object that has none of these fields is that one. An object with the fields of two
///   variants is invalid.
///
/// Whatever is ambiguous is a problem when the type is described. Sealed types inside of this one
/// are told apart in the same way, whatever their own annotation says.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Untagged {}
