package dev.lodestar.benchmarks.json;

import io.avaje.jsonb.Json;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

/// One line of a basket.
///
/// @param sku what was ordered
/// @param title its name
/// @param price what one of them costs
/// @param items how many of them
@Json
public record BasketLine(
    @Size(min = 3, max = 20) String sku,
    @Size(min = 1, max = 100) String title,
    @DecimalMin("0") double price,
    @PositiveOrZero int items) {}
