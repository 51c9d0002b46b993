package dev.lodestar.benchmarks.application;

import dev.lodestar.Get;
import dev.lodestar.Path;
import dev.lodestar.Post;
import java.util.List;

/// A list of a hundred products, and validated new ones, in Lodestar.
@Path("/products")
public final class Products {
  /// Answers with JSON of 29 KB.
  ///
  /// @return new objects, as if they had been read from a database
  @Get
  public List<Item> list() {
    return Catalog.items();
  }

  /// Takes a product.
  ///
  /// @param product what was sent, already checked
  /// @return a small record, sent with 201
  @Post
  public Created create(NewProduct product) {
    return Created.of(product);
  }
}
