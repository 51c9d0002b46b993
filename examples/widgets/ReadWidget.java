package widgets;

import dev.lodestar.dto.Dto;

/// What everybody sees of a widget.
final class ReadWidget extends Dto<Widget> {
  {
    exclude(Widget::id, Widget::cost, Widget::stock, Widget::note, Widget::published);
    exclude("maker.email");
    add("available", widget -> widget.stock() > 0);
  }
}
