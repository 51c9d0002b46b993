package widgets;

import dev.lodestar.dto.Dto;

/// What the staff may change of a widget.
final class PatchWidget extends Dto<Widget> {
  {
    exclude(Widget::id, Widget::sku);
    forbidUnknown();
  }
}
