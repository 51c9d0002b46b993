package dev.lodestar.benchmarks.json;

import io.avaje.jsonb.Json;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;

/// A small object with ten fields of mixed types, about 270 bytes as JSON.
///
/// @param id the number of the order
/// @param customer who ordered
/// @param email where the bill goes
/// @param state how far it got
/// @param total what it costs
/// @param express whether it is urgent
/// @param placed when it was ordered
/// @param address where it goes
/// @param comment what the customer had to say
/// @param items how many things there are
@Json
public record Order(
    @Positive long id,
    @NotBlank @Size(max = 100) String customer,
    @Email String email,
    OrderState state,
    @DecimalMin("0") double total,
    boolean express,
    LocalDate placed,
    @Size(min = 5, max = 200) String address,
    @Size(max = 1000) String comment,
    @PositiveOrZero int items) {}
