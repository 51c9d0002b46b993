package dev.lodestar.form;

import java.io.IOException;
import java.util.ArrayList;

/// Collects the parts of a multipart form.
final class FormCollector {

  /// A text whose character set may be named by a later part.
  private record Text(PartHead head, byte[] content) {}

  private FormCollector() {}

  /// Reads all parts.
  ///
  /// @param parts the form, before its first part
  /// @param store where the files go
  static FormData collect(Multipart parts, FormLimits limits, UploadStore store)
      throws IOException {
    var form = new FormData.Builder();
    var texts = new ArrayList<Text>();
    var textSize = 0L;
    for (var next = parts.next(); next.isPresent(); next = parts.next()) {
      var part = next.get();
      if (part.isFile()) {
        form.add(store.store(part));
      } else {
        var content = part.textBytes();
        textSize += content.length;
        if (textSize > limits.textSize()) {
          throw Problems.tooLarge(
              part.number(),
              part.name(),
              "The texts of the form are larger than " + limits.textSize() + " bytes together.");
        }
        texts.add(new Text(part.head(), content));
      }
    }
    for (var text : texts) {
      form.add(text.head().name(), Part.decode(text.head(), text.content(), parts.charset()));
    }
    return form.build();
  }
}
