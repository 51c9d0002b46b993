package dev.lodestar.format;

/// MessagePack.
public record MessagePackFormat() implements Format {
  private static final int MAX_HEADER = 5;

  @Override
  public Class<? extends Input> input() {
    return MessagePackInput.class;
  }

  @Override
  public Class<? extends Output> output() {
    return MessagePackOutput.class;
  }

  @Override
  public byte[] text(String text) {
    var out = new MessagePackOutput(text.length() + MAX_HEADER, 1);
    out.text(text);
    return out.toByteArray();
  }

  @Override
  public byte[] name(String name) {
    return text(name);
  }

  @Override
  public byte[] usualName(String name) {
    return text(name);
  }

  @Override
  public boolean hasNativeForms() {
    return true;
  }
}
