package shop;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jooby.Context;
import io.jooby.MessageDecoder;
import io.jooby.MessageEncoder;
import io.jooby.buffer.DataBuffer;
import java.io.IOException;
import java.lang.reflect.Type;

/// Jackson for Jooby. Jooby has a module for that, `jooby-jackson`, but not in every Maven repository
/// at the version of the rest.
final class JsonCodec implements MessageEncoder, MessageDecoder {
  private final ObjectMapper json = new ObjectMapper();

  @Override
  public DataBuffer encode(Context context, Object value) throws IOException {
    return context.getBufferFactory().wrap(json.writeValueAsBytes(value));
  }

  @Override
  public Object decode(Context context, Type type) throws IOException {
    var body = context.body();
    var target = json.constructType(type);
    return body.isInMemory()
        ? json.readValue(body.bytes(), target)
        : json.readValue(body.stream(), target);
  }
}
