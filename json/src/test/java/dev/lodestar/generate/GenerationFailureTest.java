package dev.lodestar.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GenerationFailureTest {
  public record Point(int x, String label) {}

  /// Defines the record and what it is nested in once more, and does not find what generated
  /// classes call.
  private static final class Narrow extends ClassLoader {
    Narrow() {
      super(GenerationFailureTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.equals(Handover.class.getName())) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith(GenerationFailureTest.class.getName())) {
        return super.loadClass(name, resolve);
      }
      var loaded = findLoadedClass(name);
      return loaded == null ? defined(name) : loaded;
    }

    private Class<?> defined(String name) throws ClassNotFoundException {
      var file = name.replace('.', '/') + ".class";
      try (var in = GenerationFailureTest.class.getClassLoader().getResourceAsStream(file)) {
        var bytes = in == null ? new byte[0] : in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException failed) {
        throw new ClassNotFoundException(name, failed);
      }
    }
  }

  @Test
  void a_type_whose_class_cannot_be_generated_is_interpreted() throws Exception {
    var type = new Narrow().loadClass(Point.class.getName());
    @SuppressWarnings("unchecked") // any class
    var codec = Json.standard().codec((Class<Object>) type);
    var document = "{\"x\":1,\"label\":\"a\"}".getBytes(StandardCharsets.UTF_8);

    var point = codec.decode(document).orThrow();

    assertThat(point).isInstanceOf(type).hasToString("Point[x=1, label=a]");
    assertThat(codec.encode(point)).isEqualTo(document);
  }
}
