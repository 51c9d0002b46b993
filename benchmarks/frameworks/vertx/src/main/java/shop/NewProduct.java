package shop;

import java.util.List;

/// What is sent to make a product.
record NewProduct(
    String name,
    double price,
    int stock,
    String contact,
    String category,
    List<String> tags) {}
