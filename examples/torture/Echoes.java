package torture;

import dev.lodestar.Body;
import dev.lodestar.Get;
import dev.lodestar.Path;
import dev.lodestar.Post;
import dev.lodestar.Tags;
import dev.lodestar.model.RawJson;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Values of every kind of type, given back as they were sent.
@Path("/echo")
@Tags("types")
final class Echoes {
  @Post("/shape")
  Shape shape(Shape shape) {
    return shape;
  }

  @Post("/shapes")
  List<Shape> shapes(List<Shape> shapes) {
    return shapes;
  }

  @Post("/cost")
  Cost cost(Cost cost) {
    return cost;
  }

  @Post("/expression")
  Expression expression(Expression expression) {
    return expression;
  }

  @Post("/tree")
  Types.Tree<String> tree(Types.Tree<String> tree) {
    return tree;
  }

  @Post("/outcome")
  Types.Outcome<Types.Pair<String, Integer>> outcome(
      Types.Outcome<Types.Pair<String, Integer>> outcome) {
    return outcome;
  }

  @Post("/pair")
  Types.Pair<Types.Pair<Integer, Category>, List<Shape>> pair(
      Types.Pair<Types.Pair<Integer, Category>, List<Shape>> pair) {
    return pair;
  }

  @Post("/numbers")
  Types.Numbers numbers(Types.Numbers numbers) {
    return numbers;
  }

  @Post("/times")
  Types.Times times(Types.Times times) {
    return times;
  }

  @Post("/texts")
  Types.Texts texts(Types.Texts texts) {
    return texts;
  }

  @Post("/options")
  Types.Options options(Types.Options options) {
    return options;
  }

  @Post("/collections")
  Types.Collections collections(Types.Collections collections) {
    return collections;
  }

  @Post("/constraints")
  Types.Constrained constraints(Types.Constrained constrained) {
    return constrained;
  }

  @Post("/names")
  Types.Names names(Types.Names names) {
    return names;
  }

  @Post("/reserved")
  Types.Reserved reserved(Types.Reserved reserved) {
    return reserved;
  }

  @Post("/anything")
  Types.Anything anything(Types.Anything anything) {
    return anything;
  }

  @Post("/object")
  Map<String, Object> object(Map<String, Object> object) {
    return object;
  }

  @Post("/raw")
  RawJson raw(@Body RawJson raw) {
    return raw;
  }

  @Post("/bean")
  Bean bean(Bean bean) {
    return bean;
  }

  @Post("/money")
  Money money(Money money) {
    return money;
  }

  @Post("/prices")
  Map<Sku, Money> prices(Map<Sku, Money> prices) {
    return prices;
  }

  @Post("/categories")
  EnumSet<Category> categories(@Body EnumSet<Category> categories) {
    return categories;
  }

  @Post("/number")
  int number(@Body int number) {
    return number;
  }

  @Post("/maybe")
  Optional<Money> maybe(Optional<Money> money) {
    return money;
  }

  @Post("/nullable")
  List<@Nullable Integer> nullable(@Body List<@Nullable Integer> numbers) {
    return numbers;
  }

  @Get("/categories")
  List<Category> allCategories() {
    return List.of(Category.values());
  }

  @Post("/invoice-line")
  Invoices.Line invoiceLine(Invoices.Line line) {
    return line;
  }

  @Post("/order-line")
  Orders.Line orderLine(Orders.Line line) {
    return line;
  }
}
