package widgets;

import dev.lodestar.dto.Dto;

/// What the staff sends to create a widget.
final class WriteWidget extends Dto<Widget> {
  {
    exclude(Widget::id);
    forbidUnknown();
  }
}
