package torture;

import dev.lodestar.Delete;
import dev.lodestar.Get;
import dev.lodestar.Patch;
import dev.lodestar.Path;
import dev.lodestar.Post;
import dev.lodestar.Put;
import dev.lodestar.Query;
import dev.lodestar.Tags;
import dev.lodestar.dto.Changes;
import dev.lodestar.dto.Draft;
import dev.lodestar.dto.JsonPatch;
import dev.lodestar.dto.MergePatch;
import dev.lodestar.http.EntityTag;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Preconditions;
import dev.lodestar.http.Response;
import dev.lodestar.model.Default;
import dev.lodestar.pagination.CursorPage;
import dev.lodestar.pagination.CursorRequest;
import dev.lodestar.pagination.OffsetPage;
import dev.lodestar.pagination.OffsetRequest;
import dev.lodestar.pagination.Page;
import dev.lodestar.pagination.PageRequest;
import dev.lodestar.pagination.PageSize;
import jakarta.validation.constraints.DecimalMin;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Products: pages of each kind, drafts, patches of each kind, groups of parameters.
@Path("/products")
@Tags("products")
final class Products {
  /// What to look for.
  ///
  /// @param category none: all of them
  /// @param maxPrice the highest price
  record Search(
      @Default({}) List<Category> category,
      @DecimalMin("0") Optional<BigDecimal> maxPrice,
      @Default("true") boolean inStock) {}

  private final Warehouse warehouse;

  Products(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /// Lists products.
  ///
  /// The order is that of the article numbers.
  ///
  /// @param name a part of the name
  @Get
  @PageSize(value = 10, max = 50)
  Page<Product> list(PageRequest page, Optional<String> name, @Query Search search) {
    return page.slice(found(name, search));
  }

  private List<Product> found(Optional<String> name, Search search) {
    return warehouse.all().stream()
        .filter(product -> product.name().contains(name.orElse("")))
        .filter(product ->
            search.category().isEmpty() || search.category().contains(product.category()))
        .filter(product ->
            search.maxPrice().map(price -> product.price().compareTo(price) <= 0).orElse(true))
        .filter(product -> !search.inStock() || product.stock() > 0)
        .toList();
  }

  @Get("/feed")
  Response<CursorPage<Product>> feed(CursorRequest<String> cursor) {
    var page =
        cursor.slice(warehouse.all(), product -> product.sku().code(), Comparator.naturalOrder());
    return page.linked(cursor);
  }

  @Get("/window")
  OffsetPage<Product> window(OffsetRequest part) {
    return part.slice(warehouse.all());
  }

  @Get("/by-category")
  Map<Category, List<Product>> byCategory() {
    return warehouse.all().stream()
        .collect(Collectors.groupingBy(Product::category, TreeMap::new, Collectors.toList()));
  }

  @Get("/{sku}")
  Optional<Product> get(Sku sku) {
    return warehouse.find(sku);
  }

  @Post
  Response<Product> create(Draft<Product> draft) {
    var product = draft.with(Product::id, warehouse.nextId()).with(Product::version, 1).create();
    if (!warehouse.add(product)) {
      throw HttpException.conflict("There is a product '" + product.sku().code() + "' already.");
    }
    return Response.created(URI.create("/products/" + product.sku().code()), product);
  }

  @Put("/{sku}")
  Product replace(Sku sku, Draft<Product> draft) {
    var product =
        draft
            .with(Product::id, warehouse.find(sku).map(Product::id).orElseGet(warehouse::nextId))
            .with(Product::version, 1)
            .create();
    return warehouse.put(sku, product);
  }

  /// Changes what the document has, and leaves the rest as it is.
  @Patch("/{sku}")
  Response<Product> update(Sku sku, MergePatch<Product> patch, Preconditions preconditions) {
    var product = warehouse.find(sku).orElseThrow(() -> HttpException.notFound("No product."));
    preconditions.require(EntityTag.strong("v" + product.version()));
    var changed = patch.with(Product::version, product.version() + 1).applyTo(product);
    return Response.of(warehouse.put(sku, changed))
        .entityTag(EntityTag.strong("v" + changed.version()));
  }

  @Patch("/{sku}/operations")
  Optional<Product> operate(Sku sku, JsonPatch<Product> patch) {
    return warehouse.find(sku).map(patch::applyTo);
  }

  @Patch("/{sku}/changes")
  Optional<Product> change(Sku sku, Changes<Product> changes) {
    return warehouse.find(sku).map(changes::applyTo);
  }

  @Delete("/{sku}")
  void delete(Sku sku) {
    warehouse.remove(sku);
  }
}
