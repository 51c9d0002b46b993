package dev.lodestar.handler;

import java.lang.reflect.Method;
import java.util.Optional;

/// The method that a method reference names.
///
/// @param method the method
/// @param receiverClass the class the method is called on, or through if it is static
/// @param boundReceiver the object of a reference such as `widgets::get`; empty for `Widgets::get`
public record ResolvedReference(
    Method method, Class<?> receiverClass, Optional<Object> boundReceiver) {}
