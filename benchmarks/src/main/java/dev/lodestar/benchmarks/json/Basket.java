package dev.lodestar.benchmarks.json;

import io.avaje.jsonb.Json;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.time.LocalDate;
import java.util.List;

/// An order with its lines, about 885 bytes as JSON.
///
/// @param id the number of the order
/// @param customer who ordered
/// @param state how far it got
/// @param placed when it was ordered
/// @param lines what was ordered
@Json
public record Basket(
    @Positive long id,
    @NotBlank String customer,
    OrderState state,
    LocalDate placed,
    @NotEmpty List<@Valid BasketLine> lines) {}
