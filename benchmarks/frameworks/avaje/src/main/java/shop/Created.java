package shop;

import io.avaje.jsonb.Json;

/// The answer to a product that was accepted.
@Json
record Created(long id, String name, double price) {}
