package dev.lodestar.benchmarks.application;

import java.util.List;

/// One of the products of the list, about 290 bytes long as JSON.
///
/// @param id a number
/// @param sku the number of the article
/// @param name a text
/// @param description a text of about 130 characters
/// @param price a number with a fraction
/// @param stock how many there are
/// @param available whether it is sold
/// @param category a text
/// @param tags a list of two texts
public record Item(
    long id,
    String sku,
    String name,
    String description,
    double price,
    int stock,
    boolean available,
    String category,
    List<String> tags) {}
