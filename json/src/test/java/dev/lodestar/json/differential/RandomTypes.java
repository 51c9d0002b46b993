package dev.lodestar.json.differential;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Records, enums and sealed types that nobody wrote: with fields of all kinds, which may refer to
/// other types, and with annotations that change what documents look like.
final class RandomTypes {
  private static final String[] SIMPLE = {
    "String",
    "int",
    "long",
    "short",
    "byte",
    "double",
    "float",
    "boolean",
    "char",
    "Integer",
    "Long",
    "java.math.BigDecimal",
    "java.math.BigInteger",
    "java.util.UUID",
    "java.time.Instant",
    "java.time.LocalDate",
    "java.time.LocalTime",
    "java.time.LocalDateTime",
    "java.time.OffsetDateTime",
    "java.time.Duration",
    "java.net.URI",
    "java.util.Currency"
  };

  /// How many of these have names without a package.
  private static final int BOXABLE = 11;

  private static final String[] TEXTS = {
    "@Size(max = 40)",
    "@NotBlank",
    "@NotEmpty",
    "@Pattern(regexp = \"(?s).*\")",
    "@Pattern(regexp = \"[^\\\\d]*\")",
    "@Size(max = 24) @Pattern(regexp = \"[a-z ]*|.+\")"
  };
  private static final String[] NUMBERS = {
    "@Min(-5)",
    "@Max(1000)",
    "@PositiveOrZero",
    "@Positive",
    "@Digits(integer = 30, fraction = 9)",
    "@DecimalMin(value = \"-0.5\", inclusive = false)",
    "@Negative"
  };

  private final RandomGenerator random;
  private final StringBuilder source = new StringBuilder();

  /// The types that are not just enums, and all that others may refer to.
  private final List<String> names = new ArrayList<>();

  private final List<String> earlier = new ArrayList<>();

  private RandomTypes(RandomGenerator random) {
    this.random = random;
  }

  /// Makes as many types, apart from the variants of sealed ones.
  static List<Class<?>> compile(RandomGenerator random, int count) {
    var types = new RandomTypes(random);
    for (int i = 0; i < count; i++) {
      types.add(i);
    }
    var unit =
        "package made.up; import dev.lodestar.model.*; import jakarta.validation.constraints.*;"
            + " import java.util.*; import org.jspecify.annotations.Nullable;"
            + " public interface Types { "
            + types.source
            + "}";
    var loader = new Loader(compiled(unit));
    var classes = new ArrayList<Class<?>>();
    for (var name : types.names) {
      try {
        classes.add(loader.loadClass("made.up.Types$" + name));
      } catch (ClassNotFoundException missing) {
        throw new IllegalStateException(missing);
      }
    }
    return classes;
  }

  private void add(int number) {
    var name = "T" + number;
    int kind = random.nextInt(6);
    if (kind == 0) {
      source.append("enum ").append(name).append(" { A, @Name(\"be\") B, C }\n");
    } else {
      if (kind == 1) {
        sealed(name);
      } else {
        source.append(random.nextInt(5) == 0 ? "@Strict " : "");
        record(name, "");
      }
      names.add(name);
    }
    earlier.add(name);
  }

  private void sealed(String name) {
    if (random.nextBoolean()) {
      source.append("@Tagged(\"kind\") ");
    }
    source.append("sealed interface ").append(name).append(" {}\n");
    int variants = random.nextInt(1, 4);
    for (int i = 0; i < variants; i++) {
      if (random.nextBoolean()) {
        source.append("@Name(\"variant-").append(i).append("\") ");
      }
      record(name + "V" + i, " implements " + name);
    }
  }

  private void record(String name, String more) {
    source.append("record ").append(name).append('(');
    int fields = random.nextInt(1, 6);
    for (int i = 0; i < fields; i++) {
      source.append(i == 0 ? "" : ", ").append(field(name)).append(" f").append(i);
    }
    source.append(")").append(more).append(" {}\n");
  }

  private String field(String owner) {
    int kind = random.nextInt(12);
    if (kind == 0) {
      return "@Default(\"7\") " + (random.nextBoolean() ? "int" : "String");
    }
    if (kind == 1) {
      return "@ReadOnly Optional<" + boxed(type(owner, 1)) + ">";
    }
    if (kind == 2) {
      return "@WriteOnly @Nullable String";
    }
    if (kind == 3) {
      return "Optional<" + (random.nextBoolean() ? owner : boxed(type(owner, 1))) + ">";
    }
    if (kind == 4) {
      return pick(TEXTS) + (random.nextInt(3) == 0 ? " @Nullable" : "") + " String";
    }
    if (kind == 5) {
      return pick(NUMBERS) + " " + (random.nextBoolean() ? "long" : "java.math.BigDecimal");
    }
    if (kind == 6) {
      return "@Size(max = 3) List<" + boxed(type(owner, 1)) + ">";
    }
    if (kind == 7) {
      return "@Nullable " + boxed(SIMPLE[random.nextInt(BOXABLE)]);
    }
    var annotation = random.nextInt(8) == 0 ? "@Name(\"n" + random.nextInt(1000) + "\") " : "";
    return annotation + type(owner, 0);
  }

  private String type(String owner, int depth) {
    int kind = random.nextInt(depth > 2 ? 6 : 12);
    return switch (kind) {
      case 6 -> "List<" + boxed(type(owner, depth + 1)) + ">";
      case 7 -> "Map<String, " + boxed(type(owner, depth + 1)) + ">";
      case 8 -> "Map<java.util.UUID, " + (depth < 2 ? owner : "Integer") + ">";
      case 9 -> "Set<String>";
      case 4, 5, 10 -> earlier.isEmpty() ? "String" : earlier.get(random.nextInt(earlier.size()));
      case 11 -> "List<" + owner + ">";
      default -> pick(SIMPLE);
    };
  }

  private String pick(String[] some) {
    return some[random.nextInt(some.length)];
  }

  private static String boxed(String type) {
    return switch (type) {
      case "int" -> "Integer";
      case "char" -> "Character";
      case "long", "short", "byte", "double", "float", "boolean" ->
          type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
      default -> type;
    };
  }

  // The compiler

  private static Map<String, byte[]> compiled(String text) {
    var unit =
        new SimpleJavaFileObject(
            URI.create("string:///made/up/Types.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignored) {
            return text;
          }
        };
    var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    var messages = new StringWriter();
    var path =
        System.getProperty("java.class.path")
            + System.getProperty("path.separator")
            + System.getProperty("jdk.module.path", "");
    var output = new Output(compiler.getStandardFileManager(null, null, null));
    var options = List.of("-proc:none", "-classpath", path);
    if (!compiler.getTask(messages, output, null, options, null, List.of(unit)).call()) {
      throw new IllegalStateException(messages + "\n" + text);
    }
    var classes = new HashMap<String, byte[]>();
    output.classes.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    return classes;
  }

  private static final class Output extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

    Output(StandardJavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        JavaFileManager.Location location,
        String name,
        JavaFileObject.Kind kind,
        FileObject sibling) {
      var bytes = new ByteArrayOutputStream();
      classes.put(name, bytes);
      return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }
  }

  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes;

    Loader(Map<String, byte[]> classes) {
      super(RandomTypes.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      var bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
