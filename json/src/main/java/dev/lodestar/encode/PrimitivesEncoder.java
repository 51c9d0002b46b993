package dev.lodestar.encode;

import dev.lodestar.format.Output;
import java.lang.reflect.Array;

/// Writes arrays of primitive values.
record PrimitivesEncoder(Encoder element) implements Encoder {

  @Override
  public void write(Output out, Object value) {
    if (value instanceof int[] ints) {
      write(out, ints);
    } else if (value instanceof long[] longs) {
      write(out, longs);
    } else if (value instanceof double[] doubles) {
      write(out, doubles);
    } else if (value instanceof float[] floats) {
      write(out, floats);
    } else {
      int length = Array.getLength(value);
      int mark = out.enterArray(length);
      for (int i = 0; i < length; i++) {
        out.element();
        element.write(out, Array.get(value, i));
      }
      out.leaveArray(mark);
    }
  }

  private static void write(Output out, int[] values) {
    int mark = out.enterArray(values.length);
    for (int value : values) {
      out.element();
      out.number(value);
    }
    out.leaveArray(mark);
  }

  private static void write(Output out, long[] values) {
    int mark = out.enterArray(values.length);
    for (long value : values) {
      out.element();
      out.number(value);
    }
    out.leaveArray(mark);
  }

  private static void write(Output out, double[] values) {
    int mark = out.enterArray(values.length);
    for (double value : values) {
      out.element();
      out.number(value);
    }
    out.leaveArray(mark);
  }

  private static void write(Output out, float[] values) {
    int mark = out.enterArray(values.length);
    for (float value : values) {
      out.element();
      out.number(value);
    }
    out.leaveArray(mark);
  }
}
