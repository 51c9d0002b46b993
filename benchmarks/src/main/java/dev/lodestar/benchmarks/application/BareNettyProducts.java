package dev.lodestar.benchmarks.application;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/// What the bare server does with products: reads, checks and writes them, by hand and with
/// Jackson.
final class BareNettyProducts {
  /// What is wrong with a field.
  ///
  /// @param field its name
  /// @param message a sentence
  record Violation(String field, String message) {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectReader NEW = JSON.readerFor(NewProduct.class);
  private static final ObjectWriter CREATED = JSON.writerFor(Created.class);
  private static final ObjectWriter ITEMS = JSON.writerFor(new TypeReference<List<Item>>() {});
  private static final ObjectWriter ERRORS =
      JSON.writerFor(new TypeReference<List<Violation>>() {});

  private BareNettyProducts() {}

  static byte[] list() {
    return ITEMS.writeValueAsBytes(Catalog.items());
  }

  /// Throws what Jackson throws if the content is no product.
  static NewProduct read(ByteBuf content) {
    return NEW.readValue(ByteBufUtil.getBytes(content));
  }

  static byte[] created(NewProduct product) {
    return CREATED.writeValueAsBytes(Created.of(product));
  }

  static byte[] written(List<Violation> errors) {
    return ERRORS.writeValueAsBytes(errors);
  }

  static List<Violation> errors(NewProduct product) {
    var errors = new ArrayList<Violation>(0);
    check(errors, "name", isText(product.name(), 80), "is blank or too long");
    check(errors, "price", product.price() >= 0 && product.price() <= 100_000, "is out of range");
    check(errors, "stock", product.stock() >= 0 && product.stock() <= 10_000, "is out of range");
    check(errors, "contact", isEmail(product.contact()), "is no e-mail address");
    check(errors, "category", isText(product.category(), 40), "is blank or too long");
    check(errors, "tags", isShort(product.tags()), "are missing or too many");
    return errors;
  }

  private static void check(List<Violation> errors, String field, boolean passed, String message) {
    if (!passed) {
      errors.add(new Violation(field, message));
    }
  }

  private static boolean isShort(@Nullable List<String> tags) {
    return tags != null && tags.size() <= 10;
  }

  private static boolean isText(@Nullable String text, int longest) {
    return text != null && text.length() <= longest && !text.isBlank();
  }

  /// A name, an `@`, and labels with a dot between them; no spaces.
  private static boolean isEmail(@Nullable String text) {
    if (text == null || text.length() > 254 || text.indexOf(' ') >= 0) {
      return false;
    }
    var at = text.indexOf('@');
    var dot = text.lastIndexOf('.');
    return at > 0
        && at == text.lastIndexOf('@')
        && dot > at + 1
        && dot < text.length() - 1
        && text.indexOf("..", at) < 0;
  }
}
