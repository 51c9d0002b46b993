package dev.lodestar.encode;

import dev.lodestar.format.Output;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;

/// Writes collections and arrays of objects.
record ListEncoder(Encoder element) implements Encoder {

  @Override
  public void write(Output out, Object value) {
    if (value instanceof List<?> list && list instanceof RandomAccess) {
      random(out, list);
    } else if (value instanceof Object[] array) {
      array(out, array);
    } else if (value instanceof Collection<?> collection) {
      elements(out, collection, collection.size());
    } else {
      elements(out, (Iterable<?>) value, -1);
    }
  }

  private void random(Output out, List<?> list) {
    int size = list.size();
    int mark = out.enterArray(size);
    for (int i = 0; i < size; i++) {
      out.element();
      element.writeNullable(out, list.get(i));
    }
    out.leaveArray(mark);
  }

  private void array(Output out, Object[] array) {
    int mark = out.enterArray(array.length);
    for (var each : array) {
      out.element();
      element.writeNullable(out, each);
    }
    out.leaveArray(mark);
  }

  private void elements(Output out, Iterable<?> elements, int size) {
    int mark = out.enterArray(size);
    for (var each : elements) {
      out.element();
      element.writeNullable(out, each);
    }
    out.leaveArray(mark);
  }
}
