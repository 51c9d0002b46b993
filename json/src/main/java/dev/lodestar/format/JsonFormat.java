package dev.lodestar.format;

import java.nio.charset.StandardCharsets;

/// JSON: a name is written with a comma before it and a colon behind it.
public record JsonFormat() implements Format {
  private static final int PUNCTUATION = 4;

  @Override
  public Class<? extends Input> input() {
    return JsonInput.class;
  }

  @Override
  public Class<? extends Output> output() {
    return JsonOutput.class;
  }

  @Override
  public byte[] text(String text) {
    var out = new JsonOutput(text.length() + 2, 1);
    out.text(text);
    return out.toByteArray();
  }

  @Override
  public byte[] name(String name) {
    var utf8 = name.getBytes(StandardCharsets.UTF_8);
    if (isPlain(utf8)) {
      var json = new byte[utf8.length + PUNCTUATION];
      json[0] = ',';
      json[1] = '"';
      System.arraycopy(utf8, 0, json, 2, utf8.length);
      json[json.length - 2] = '"';
      json[json.length - 1] = ':';
      return json;
    }
    var out = new JsonOutput(name.length() + PUNCTUATION, 1);
    out.name(name);
    return out.toByteArray();
  }

  /// Whether a name needs no escapes, as nearly all of them: then an output takes longer.
  private static boolean isPlain(byte[] name) {
    for (byte b : name) {
      if (b < ' ' || b == '"' || b == '\\') {
        return false;
      }
    }
    return true;
  }

  @Override
  public byte[] usualName(String name) {
    var json = name(name);
    // With escapes there is more than one way to write it.
    int plain = name.getBytes(StandardCharsets.UTF_8).length + PUNCTUATION;
    return json.length == plain ? json : new byte[0];
  }

  @Override
  public boolean hasNativeForms() {
    return false;
  }
}
