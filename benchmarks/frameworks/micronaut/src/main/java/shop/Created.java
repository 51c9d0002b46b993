package shop;

import io.micronaut.serde.annotation.Serdeable;

/// The answer to a product that was accepted.
@Serdeable
record Created(long id, String name, double price) {}
