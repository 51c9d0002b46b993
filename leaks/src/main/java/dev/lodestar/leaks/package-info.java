/// What tests that use Netty's buffers share: whether one was forgotten.
@org.jspecify.annotations.NullMarked
package dev.lodestar.leaks;
