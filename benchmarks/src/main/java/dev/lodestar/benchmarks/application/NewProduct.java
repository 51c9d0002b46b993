package dev.lodestar.benchmarks.application;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;

/// What is sent to make a product.
///
/// @param name at most 80 characters, and not blank
/// @param price from 0 to 100,000
/// @param stock from 0 to 10,000
/// @param contact an e-mail address
/// @param category at most 40 characters, and not blank
/// @param tags at most 10
public record NewProduct(
    @NotBlank @Size(max = 80) String name,
    @PositiveOrZero @Max(100_000) double price,
    @Min(0) @Max(10_000) int stock,
    @NotNull @Email String contact,
    @NotBlank @Size(max = 40) String category,
    @NotNull @Size(max = 10) List<String> tags) {}
