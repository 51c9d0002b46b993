package dev.lodestar.format;

/// A format of documents: how texts are spelled in it, and who reads and writes it.
public interface Format {

  /// The class that reads it. Generated code is made for one, so that no call has to choose.
  Class<? extends Input> input();

  /// The class that writes it.
  Class<? extends Output> output();

  /// A text as it is written.
  byte[] text(String text);

  /// The name of a field as it is written, with all that stands between it and what is around it.
  byte[] name(String name);

  /// The name of a field as it stands in most documents; empty if there is none such form.
  byte[] usualName(String name);

  /// Whether instants, UUIDs and bytes have forms of their own, besides texts.
  boolean hasNativeForms();
}
