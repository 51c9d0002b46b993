package torture;

import dev.lodestar.model.Doc;
import dev.lodestar.model.Name;

/// What a product is; the constants have names of their own in documents.
enum Category {
  @Doc("To be eaten.")
  @Name("food")
  FOOD,
  /// To be read.
  @Name("books")
  BOOKS,
  @Name("garden-and-house")
  GARDEN
}
