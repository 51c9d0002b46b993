package dev.lodestar.benchmarks.dto.mapstruct;

/// What everybody sees of a part.
///
/// @param sku what it is called in the catalogue
/// @param name what it is called
/// @param price what it costs
/// @param amount how many of it are in the article
public record PartView(String sku, String name, double price, int amount) {}
