package dev.lodestar.json;

import dev.lodestar.model.ModelException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Writes values by the class they have when they are written.
final class AnyEncoder implements Encoder {
  private final Encoders encoders;
  private final Encoder lists = ContainerEncoders.list(this);
  private final Encoder maps = ContainerEncoders.map(this::key, this);
  private final Map<Class<?>, Encoder> known = new ConcurrentHashMap<>();

  AnyEncoder(Encoders encoders) {
    this.encoders = encoders;
  }

  @Override
  public void write(JsonBuffer out, Object value) {
    switch (value) {
      case String text -> Texts.write(out, text);
      case Map<?, ?> map -> maps.write(out, map);
      case Collection<?> collection -> lists.write(out, collection);
      case Optional<?> optional -> writeNullable(out, optional.orElse(null));
      case Object[] array -> lists.write(out, array);
      default -> encoder(value).write(out, value);
    }
  }

  private Encoder encoder(Object value) {
    Class<?> type = value instanceof Enum<?> e ? e.getDeclaringClass() : value.getClass();
    var encoder = known.get(type);
    if (encoder == null) {
      if (type == Object.class) {
        throw new EncodeException("An instance of java.lang.Object has nothing to write.");
      }
      try {
        encoder = encoders.of(encoders.models().model(type));
      } catch (ModelException unsupported) {
        throw new EncodeException(
            "A value of " + type.getName() + " cannot be written. " + unsupported.getMessage(),
            unsupported);
      }
      known.put(type, encoder);
    }
    return encoder;
  }

  private String key(Object key) {
    if (key instanceof String text) {
      return text;
    }
    Class<?> type = key instanceof Enum<?> e ? e.getDeclaringClass() : key.getClass();
    var converter = encoders.models().converters().find(type);
    if (converter.isEmpty()) {
      throw new EncodeException("A map has a key of " + type.getName() + ", which has no text.");
    }
    return ContainerEncoders.keys(converter.get()).of(key);
  }
}
