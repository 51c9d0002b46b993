package dev.lodestar.convert;

import dev.lodestar.secret.Secret;

/// Reads secrets, and refuses to write them.
record SecretConverter() implements Converter<Secret> {
  @Override
  public Secret parse(String text) {
    return Secret.of(text);
  }

  @Override
  public String format(Secret secret) {
    throw new IllegalArgumentException("A secret is read and never written.");
  }

  @Override
  public String expected() {
    return "a text";
  }
}
