package widgets;

import dev.lodestar.dto.Dto;

/// What the staff sees.
final class StaffWidget extends Dto<Widget> {
  {
    exclude(Widget::id);
    add("margin", widget -> widget.price() - widget.cost());
  }
}
