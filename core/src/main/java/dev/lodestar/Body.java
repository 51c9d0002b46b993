package dev.lodestar;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Takes the value of a handler parameter from the body of the request. The type decides how:
///
/// | type | content types | value |
/// |---|---|---|
/// | a record, bean, collection, map, sealed type | JSON, MessagePack | decoded and validated |
/// | `String` | `text/…`, JSON | the text |
/// | `byte[]`, `ByteBuffer` | any | the bytes |
/// | `InputStream` | any | the bytes as they arrive |
/// | `Iterator<T>`, `Stream<T>` | NDJSON, an array in JSON | items, decoded and validated one by one as they arrive |
///
/// Needed only where the type is a simple one, or for a second look: the one parameter of a type
/// that is not simple is the body anyway, on methods that have one.
///
/// ```java
/// @Post
/// Widget create(@Body Widget widget) { … }
/// ```
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Body {}
