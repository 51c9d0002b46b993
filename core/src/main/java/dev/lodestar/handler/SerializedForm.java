package dev.lodestar.handler;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/// The serialized form of a lambda object, which says what it calls. Nothing is written anywhere.
final class SerializedForm {

  private SerializedForm() {}

  /// Returns the form, or null for an object that is not a lambda.
  static @Nullable SerializedLambda of(Serializable lambda) {
    try {
      Method writeReplace = lambda.getClass().getDeclaredMethod("writeReplace");
      writeReplace.setAccessible(true);
      return writeReplace.invoke(lambda) instanceof SerializedLambda form ? form : null;
    } catch (InaccessibleObjectException closedModule) {
      return throughSerialization(lambda);
    } catch (ReflectiveOperationException notLambda) {
      return null;
    }
  }

  /// Serialization may call `writeReplace` in a module that does not open its packages.
  private static @Nullable SerializedLambda throughSerialization(Serializable lambda) {
    try (var capture = new Capture()) {
      capture.writeObject(lambda);
      return capture.form;
    } catch (IOException notSerializable) {
      return null;
    }
  }

  private static final class Capture extends ObjectOutputStream {
    private @Nullable SerializedLambda form;

    Capture() throws IOException {
      super(OutputStream.nullOutputStream());
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object object) {
      if (object instanceof SerializedLambda lambda) {
        form = lambda;
      }
      return "";
    }
  }
}
