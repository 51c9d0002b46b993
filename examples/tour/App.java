import dev.lodestar.*;
import dev.lodestar.http.*;
import dev.lodestar.model.*;
import jakarta.validation.constraints.*;

record Widget(@Size(min = 2, max = 10) String sku, @Min(0) int stock) {}

final Map<String, Widget> widgets = new ConcurrentSkipListMap<>();

@Get("/widgets")
List<Widget> list(@Default("0") int minStock) {
  return widgets.values().stream().filter(widget -> widget.stock() >= minStock).toList();
}

@Get("/widgets/{sku}")
Optional<Widget> get(String sku) {
  return Optional.ofNullable(widgets.get(sku));
}

@Post("/widgets")
Widget create(Widget widget) {
  if (widgets.putIfAbsent(widget.sku(), widget) != null) {
    throw HttpException.conflict("There is a widget '" + widget.sku() + "' already.");
  }
  return widget;
}

@Delete("/widgets/{sku}")
void delete(String sku) {
  widgets.remove(sku);
}

void main(String... args) {
  Lodestar.run(this, args);
}
