package shop;

/// The answer to a product that was accepted.
record Created(long id, String name, double price) {}
