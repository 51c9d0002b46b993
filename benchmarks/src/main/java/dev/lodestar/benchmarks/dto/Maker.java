package dev.lodestar.benchmarks.dto;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/// Who makes an article.
///
/// @param id the key of the database
/// @param name what they are called
/// @param country where they are, two letters
public record Maker(
    long id, @NotBlank @Size(max = 100) String name, @Size(min = 2, max = 2) String country) {}
