package shop;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/// One of the products of the list.
@Serdeable
record Item(
    long id,
    String sku,
    String name,
    String description,
    double price,
    int stock,
    boolean available,
    String category,
    List<String> tags) {}
