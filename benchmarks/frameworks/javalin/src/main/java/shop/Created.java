package shop;

/// The answer to a product that was accepted.
public record Created(long id, String name, double price) {}
