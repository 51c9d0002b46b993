package widgets;

import dev.lodestar.Accepts;
import dev.lodestar.Answers;
import dev.lodestar.Delete;
import dev.lodestar.Get;
import dev.lodestar.Patch;
import dev.lodestar.Path;
import dev.lodestar.Post;
import dev.lodestar.dto.Draft;
import dev.lodestar.dto.MergePatch;
import dev.lodestar.event.Events;
import dev.lodestar.http.HttpException;
import dev.lodestar.pagination.Page;
import dev.lodestar.pagination.PageRequest;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/// The widgets of the repository that the layers around provide.
@Path("/widgets")
final class Widgets {
  @Get
  Page<Widget> list(PageRequest page, WidgetRepository widgets) {
    return page.slice(widgets.list());
  }

  @Get("/{sku}")
  Optional<Widget> get(String sku, WidgetRepository widgets) {
    return widgets.find(sku);
  }

  @Post
  @Answers(status = 409, description = "There is a widget of that number already.")
  Widget create(@Accepts(WriteWidget.class) Draft<Widget> draft, WidgetRepository widgets) {
    var widget = draft.with(Widget::id, widgets.nextId()).create();
    if (!widgets.add(widget)) {
      throw HttpException.conflict("There is a widget '" + widget.sku() + "' already.");
    }
    return widget;
  }

  @Patch("/{sku}")
  Optional<Widget> update(
      String sku, @Accepts(PatchWidget.class) MergePatch<Widget> patch, WidgetRepository widgets) {
    return widgets.update(sku, patch::applyTo);
  }

  @Delete("/{sku}")
  @Answers(status = 404, description = "There is no such widget.")
  void delete(String sku, WidgetRepository widgets) {
    if (!widgets.remove(sku)) {
      throw HttpException.notFound("There is no widget '" + sku + "'.");
    }
  }

  @Post(value = "/{sku}/sales", status = 200)
  @Answers(status = 409, description = "There are not so many left.")
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
    return widget.withStock(widget.stock() - amount);
  }
}
