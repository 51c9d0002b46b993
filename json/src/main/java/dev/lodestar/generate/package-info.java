/// Generates a class for the encoder and the decoder of an object, so that the just-in-time
/// compiler sees its fields as plain code.
package dev.lodestar.generate;
