package shop;

import io.avaje.jsonb.Json;
import java.util.List;

/// What is wrong with a product.
@Json
record Errors(List<Error> errors) {}
