package shop;

import io.avaje.jsonb.Json;

/// What is wrong with a field of a product.
@Json
record Error(String field, String message) {}
