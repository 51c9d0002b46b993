package dev.lodestar.benchmarks.json;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.module.blackbird.BlackbirdModule;

/// Jackson 3 with a reader and a writer made for the type.
final class JacksonBinding implements Binding {
  private final ObjectReader reader;
  private final ObjectWriter writer;

  JacksonBinding(boolean blackbird, Class<?> type, boolean list) {
    var mapper =
        blackbird
            ? JsonMapper.builder().addModule(new BlackbirdModule()).build()
            : JsonMapper.builder().build();
    var types = mapper.getTypeFactory();
    var bound = list ? types.constructCollectionType(List.class, type) : types.constructType(type);
    this.reader = mapper.readerFor(bound);
    this.writer = mapper.writerFor(bound);
  }

  @Override
  public byte[] encode(Object value) {
    return writer.writeValueAsBytes(value);
  }

  @Override
  public Object decode(byte[] document) {
    return reader.readValue(document);
  }

  @Override
  public Object refuse(byte[] document) {
    try {
      reader.readValue(document);
    } catch (JacksonException refusal) {
      return refusal;
    }
    throw new IllegalStateException("The document was accepted.");
  }
}
