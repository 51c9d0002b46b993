package dev.lodestar.schema;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// Somebody else's opinion on whether a document is valid by a schema.
public final class Validator {
  private static final SchemaRegistry STRICT = registry(true);
  private static final SchemaRegistry LOOSE = registry(false);

  private final com.networknt.schema.Schema schema;
  private final String text;

  /// @param schema a document with its definitions
  /// @param formats whether texts must have the formats
  public Validator(Schema schema, boolean formats) {
    this.text = schema.toJson();
    this.schema = (formats ? STRICT : LOOSE).getSchema(text, InputFormat.JSON);
  }

  private static SchemaRegistry registry(boolean formats) {
    var settings =
        SchemaRegistryConfig.builder()
            .formatAssertionsEnabled(formats)
            .locale(Locale.ENGLISH)
            .build();
    return SchemaRegistry.withDefaultDialect(
        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(settings));
  }

  /// What is wrong with a document; empty if it is valid.
  public List<String> problems(byte[] document) {
    return problems(new String(document, StandardCharsets.UTF_8));
  }

  /// What is wrong with a document; empty if it is valid.
  public List<String> problems(String document) {
    return schema.validate(document, InputFormat.JSON).stream().map(Object::toString).toList();
  }

  @Override
  public String toString() {
    return text;
  }
}
