package dev.lodestar.json;

import dev.lodestar.codec.DocumentBuffer;

/// Turns a document into one for people. White space that it has, in a `RawJson`, is replaced.
final class JsonIndent {
  private static final int STEP = 2;

  private final byte[] source;
  private final int end;
  private byte[] target;
  private int length;

  private JsonIndent(DocumentBuffer document, int start) {
    source = document.array();
    end = document.length();
    target = new byte[start + (end - start) * 2 + 64];
    System.arraycopy(source, 0, target, 0, start);
    length = start;
  }

  /// Indents what a buffer contains from a position on.
  static void indent(DocumentBuffer document, int start) {
    var indent = new JsonIndent(document, start);
    indent.copy(start);
    document.replace(indent.target, indent.length);
  }

  private void copy(int start) {
    int depth = 0;
    boolean inText = false;
    for (int i = start; i < end; i++) {
      byte b = source[i];
      if (inText) {
        write(b);
        if (b == '\\') {
          write(source[++i]);
        } else if (b == '"') {
          inText = false;
        }
        continue;
      }
      if (b == '"') {
        inText = true;
        write(b);
      } else if (b == '{' || b == '[') {
        write(b);
        int next = afterSpace(i + 1);
        if (source[next] == '}' || source[next] == ']') {
          write(source[next]);
          i = next;
        } else {
          line(++depth);
        }
      } else if (b == '}' || b == ']') {
        line(--depth);
        write(b);
      } else if (!isSpace(b)) {
        write(b);
        if (b == ',') {
          line(depth);
        } else if (b == ':') {
          write((byte) ' ');
        }
      }
    }
  }

  private int afterSpace(int at) {
    int i = at;
    while (isSpace(source[i])) {
      i++;
    }
    return i;
  }

  private static boolean isSpace(byte b) {
    return b <= ' ' && b >= 0;
  }

  private void line(int depth) {
    write((byte) '\n');
    for (int i = 0; i < depth * STEP; i++) {
      write((byte) ' ');
    }
  }

  private void write(byte b) {
    if (length == target.length) {
      target = java.util.Arrays.copyOf(target, target.length * 2);
    }
    target[length++] = b;
  }
}
