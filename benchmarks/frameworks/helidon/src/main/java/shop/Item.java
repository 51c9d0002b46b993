package shop;

import java.util.List;

/// One of the products of the list.
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
