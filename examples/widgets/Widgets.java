package widgets;

import dev.lodestar.Delete;
import dev.lodestar.Get;
import dev.lodestar.Patch;
import dev.lodestar.Path;
import dev.lodestar.Post;
import dev.lodestar.event.Events;
import dev.lodestar.http.HttpException;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;

/// The widgets of the repository that the layers around provide.
@Path("/widgets")
final class Widgets {

  /// What may be changed of a widget; what is left out stays.
  record Changes(
      Optional<@NotBlank @Size(max = 100) String> name,
      Optional<@Min(0) Integer> stock,
      Optional<Boolean> published) {

    Widget of(Widget widget) {
      return new Widget(
          widget.sku(),
          name.orElse(widget.name()),
          stock.orElse(widget.stock()),
          published.orElse(widget.published()));
    }
  }

  @Get
  List<Widget> list(WidgetRepository widgets) {
    return widgets.list();
  }

  @Get("/{sku}")
  Optional<Widget> get(String sku, WidgetRepository widgets) {
    return widgets.find(sku);
  }

  @Post
  Widget create(Widget widget, WidgetRepository widgets) {
    if (!widgets.add(widget)) {
      throw HttpException.conflict("There is a widget '" + widget.sku() + "' already.");
    }
    return widget;
  }

  @Patch("/{sku}")
  Optional<Widget> update(String sku, Changes changes, WidgetRepository widgets) {
    return widgets.update(sku, changes::of);
  }

  @Delete("/{sku}")
  void delete(String sku, WidgetRepository widgets) {
    if (!widgets.remove(sku)) {
      throw HttpException.notFound("There is no widget '" + sku + "'.");
    }
  }

  @Post(value = "/{sku}/sales", status = 200)
  Optional<Widget> sell(String sku, @Min(1) int amount, WidgetRepository widgets, Events events) {
    var sold = widgets.update(sku, widget -> without(widget, amount));
    sold.ifPresent(widget -> {
      events.publish(new WidgetEvent.Sold(sku, amount));
      if (widget.stock() == 0) {
        events.publish(new WidgetEvent.SoldOut(sku));
      }
    });
    return sold;
  }

  private static Widget without(Widget widget, int amount) {
    if (widget.stock() < amount) {
      throw new OutOfStock(widget.sku(), widget.stock());
    }
    return new Widget(widget.sku(), widget.name(), widget.stock() - amount, widget.published());
  }
}
