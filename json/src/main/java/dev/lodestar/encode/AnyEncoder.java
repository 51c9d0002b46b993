package dev.lodestar.encode;

import dev.lodestar.codec.EncodeException;
import dev.lodestar.convert.Converter;
import dev.lodestar.format.Output;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.TypeModel.MapModel;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Writes values by the class they have when they are written.
final class AnyEncoder implements Encoder, MapEncoder.KeyText {
  private final Encoders encoders;
  private final Encoder lists = new ListEncoder(this);
  private final Encoder maps;
  private final Map<Class<?>, Encoder> known = new ConcurrentHashMap<>();
  private final Map<Class<?>, Converter<Object>> keyConverters = new ConcurrentHashMap<>();

  AnyEncoder(Encoders encoders) {
    this.encoders = encoders;
    this.maps = encoders.map(this, this);
    // Where no type was declared, a number may be written as whichever number it is.
    known.put(BigDecimal.class, new SimpleEncoders.BigDecimalEncoder());
  }

  @Override
  public void write(Output out, Object value) {
    if (value instanceof String text) {
      out.text(text);
    } else if (value instanceof Map<?, ?>) {
      maps.write(out, value);
    } else if (value instanceof Collection<?> || value instanceof Object[]) {
      lists.write(out, value);
    } else if (value instanceof Optional<?> optional) {
      writeNullable(out, optional.orElse(null));
    } else {
      encoder(value).write(out, value);
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
        var models = encoders.models();
        encoder = encoders.of(models.model(models.writtenAs(type)));
      } catch (ModelException unsupported) {
        throw new EncodeException(
            "A value of " + type.getName() + " cannot be written. " + unsupported.getMessage(),
            unsupported);
      }
      known.put(type, encoder);
    }
    return encoder;
  }

  @Override
  public String of(Object key) {
    if (key instanceof String text) {
      return text;
    }
    Class<?> type = key instanceof Enum<?> e ? e.getDeclaringClass() : key.getClass();
    var converter = keyConverters.get(type);
    if (converter == null) {
      converter = keyConverter(type);
      keyConverters.put(type, converter);
    }
    return SimpleEncoders.format(converter, key);
  }

  @SuppressWarnings("unchecked") // the converter belongs to the class of the key
  private Converter<Object> keyConverter(Class<?> type) {
    try {
      var models = encoders.models();
      var found = MapModel.keyConverter(models.model(models.writtenAs(type)));
      if (found.isPresent()) {
        return (Converter<Object>) found.get();
      }
    } catch (ModelException unsupported) {
      throw noText(type, unsupported);
    }
    throw noText(type, null);
  }

  private static EncodeException noText(Class<?> type, @Nullable Throwable cause) {
    var message = "A map has a key of " + type.getName() + ", which has no text.";
    return cause == null ? new EncodeException(message) : new EncodeException(message, cause);
  }
}
