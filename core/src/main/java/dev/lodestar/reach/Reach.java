package dev.lodestar.reach;

import dev.lodestar.dto.Getter;
import dev.lodestar.handler.GenericTypes;
import dev.lodestar.http.FileBody;
import dev.lodestar.http.Response;
import dev.lodestar.http.StreamBody;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Models;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.MappedModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.UnionModel;
import dev.lodestar.sse.ServerSentEvent;
import dev.lodestar.sse.Sse;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.BaseStream;

/// The classes of objects that values of a type may be or contain, at any depth.
public final class Reach {
  private final Set<Class<?>> classes = new LinkedHashSet<>();
  private final Set<TypeModel> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean open;

  private Reach() {}

  /// Looks through a type.
  ///
  /// @param type the type of a parameter or a result; what wraps it, such as a
  ///   [dev.lodestar.http.Response], is looked through as well
  public static Reach of(Type type, Models models) {
    var reach = new Reach();
    reach.follow(type, models);
    return reach;
  }

  /// Looks through a type that is described already.
  public static Reach of(TypeModel model) {
    var reach = new Reach();
    reach.follow(model);
    return reach;
  }

  /// Whether values may contain anything, because the type does not say.
  public boolean isOpen() {
    return open;
  }

  /// Whether values surely may contain objects of a class or of its subclasses.
  public boolean contains(Class<?> model) {
    for (var type : classes) {
      if (model.isAssignableFrom(type)) {
        return true;
      }
    }
    return false;
  }

  /// The descriptions of the objects.
  public List<ObjectModel> objects() {
    return seen.stream()
        .filter(ObjectModel.class::isInstance)
        .map(ObjectModel.class::cast)
        .toList();
  }

  private void follow(Type type, Models models) {
    if (type instanceof TypeVariable<?> || type instanceof WildcardType || type == Object.class) {
      open = true;
      return;
    }
    var raw = GenericTypes.erase(type);
    if (wraps(raw)) {
      if (type instanceof ParameterizedType generic) {
        for (var argument : generic.getActualTypeArguments()) {
          follow(argument, models);
        }
      } else {
        open = true;
      }
      return;
    }
    if (raw == void.class || isContent(raw)) {
      return;
    }
    try {
      follow(models.model(type));
    } catch (ModelException unsupported) {
      open = true; // reported where it is read or written, unless it is something else altogether
    }
  }

  /// What is never described itself: responses, sequences, events, and what this module's DTOs make
  /// of a body.
  private static boolean wraps(Class<?> raw) {
    return raw == Response.class
        || raw == Optional.class
        || raw == Sse.class
        || raw == ServerSentEvent.class
        || Iterator.class.isAssignableFrom(raw)
        || BaseStream.class.isAssignableFrom(raw)
        || raw == Iterable.class
        || raw.getPackage() == Getter.class.getPackage();
  }

  /// What is nothing, or content that no codec writes or reads.
  private static boolean isContent(Class<?> raw) {
    return raw == Void.class
        || raw == FileBody.class
        || Path.class.isAssignableFrom(raw)
        || StreamBody.class.isAssignableFrom(raw)
        || InputStream.class.isAssignableFrom(raw)
        || ByteBuffer.class.isAssignableFrom(raw);
  }

  private void follow(TypeModel model) {
    if (!seen.add(model)) {
      return;
    }
    switch (model) {
      case ObjectModel object -> {
        classes.add(object.rawClass());
        object.fields().forEach(field -> follow(field.use().model()));
      }
      case UnionModel union -> {
        classes.add(union.rawClass());
        union.variants().forEach(variant -> follow(variant.model()));
      }
      case OptionalModel optional -> follow(optional.value().model());
      case ListModel list -> follow(list.element().model());
      case MapModel map -> follow(map.value().model());
      case MappedModel mapped -> follow(mapped.target().model());
      case TypeModel.AnyModel any -> open = true;
      case TypeModel.SimpleModel simple -> {}
      case TypeModel.EnumModel constants -> {}
      case TypeModel.BinaryModel bytes -> {}
      case TypeModel.RawModel raw -> {}
    }
  }
}
