package dev.lodestar.handler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.LineNumberInfo;
import java.lang.classfile.attribute.LocalVariableInfo;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClassFileReaderTest {

  @Retention(RetentionPolicy.CLASS)
  @interface Dropped {
    int number() default 1;

    String[] texts() default {};

    Class<?> type() default Object.class;

    RetentionPolicy choice() default RetentionPolicy.CLASS;

    Inner inner() default @Inner;
  }

  @Retention(RetentionPolicy.CLASS)
  @interface Inner {
    long value() default 2;
  }

  @Dropped(
      number = 7,
      texts = {"a", "b"},
      type = String.class,
      choice = RetentionPolicy.SOURCE,
      inner = @Inner(3))
  @Inner
  @SuppressWarnings("UnicodeInCode") // a name that is not plain ASCII
  static final class Sample {
    @Inner
    @Dropped
    String größe(long first, String zweites) {
      var later = first + zweites.length();
      return Long.toString(later);
    }

    native void none(int unnamed);
  }

  private static byte[] bytesOf(Class<?> type) throws IOException {
    var name = type.getName();
    try (var in = type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
      return in.readAllBytes();
    }
  }

  @Test
  void names_lines_and_annotations_are_read() throws IOException {
    var reader = new ClassFileReader(bytesOf(Sample.class));
    assertThat(reader.sourceFile()).isEqualTo("ClassFileReaderTest.java");
    assertThat(reader.dropped()).containsExactly(Dropped.class.getName(), Inner.class.getName());
    var method = reader.methods().get(1);
    assertThat(method.name()).isEqualTo("größe");
    assertThat(method.descriptor()).isEqualTo("(JLjava/lang/String;)Ljava/lang/String;");
    assertThat(method.slotNames()).containsExactly("this", "first", null, "zweites");
    assertThat(method.firstLine()).isPositive();
    assertThat(method.dropped()).containsExactly(Inner.class.getName(), Dropped.class.getName());
    var without = reader.methods().get(2);
    assertThat(without.name()).isEqualTo("none");
    assertThat(without.slotNames()).isEmpty();
    assertThat(without.firstLine()).isZero();
  }

  @Test
  void what_is_no_class_file_is_refused_wherever_it_ends() throws IOException {
    var whole = bytesOf(Sample.class);
    for (var length = 0; length < whole.length; length++) {
      var part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> new ClassFileReader(part))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new ClassFileReader("no class file".getBytes(UTF_8)))
        .hasMessage("This is no class file.");
  }

  /// Of the platform, compiled without names of variables, and of this module, compiled with them.
  @Test
  void all_classes_read_as_the_platform_reads_them() throws Exception {
    var files = new ArrayList<Path>();
    var platform = FileSystems.getFileSystem(URI.create("jrt:/"));
    for (var folder : List.of("java/lang", "java/util/concurrent", "sun/security/x509")) {
      files.addAll(classesIn(platform.getPath("/modules/java.base", folder)));
    }
    var own =
        Path.of(ClassFileReader.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    files.addAll(classesIn(own));
    files.addAll(
        classesIn(
            Path.of(
                ClassFileReaderTest.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI())));
    assertThat(files).hasSizeGreaterThan(2_000);
    for (var file : files) {
      var bytes = Files.readAllBytes(file);
      var reader = new ClassFileReader(bytes);
      var model = ClassFile.of().parse(bytes);
      assertThat(reader.sourceFile())
          .isEqualTo(
              model
                  .findAttribute(Attributes.sourceFile())
                  .map(found -> found.sourceFile().stringValue())
                  .orElse(""));
      assertThat(reader.dropped()).as("%s", file).isEqualTo(dropped(model));
      var expected = model.methods().stream().map(ClassFileReaderTest::described).toList();
      assertThat(reader.methods().stream().map(ClassFileReaderTest::described).toList())
          .as("%s", file)
          .isEqualTo(expected);
    }
  }

  private static List<Path> classesIn(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(".class")).toList();
    }
  }

  private static String described(ClassFileReader.Method method) {
    var names = new TreeMap<Integer, String>();
    for (var slot = 0; slot < method.slotNames().length; slot++) {
      if (method.slotNames()[slot] != null) {
        names.put(slot, method.slotNames()[slot]);
      }
    }
    return text(method.name(), method.descriptor(), method.firstLine(), names, method.dropped());
  }

  private static String described(MethodModel method) {
    var names = new TreeMap<Integer, String>();
    var lines = new ArrayList<Integer>();
    method
        .findAttribute(Attributes.code())
        .ifPresent(code -> {
          code.findAttribute(Attributes.lineNumberTable())
              .ifPresent(table ->
                  table.lineNumbers().stream().map(LineNumberInfo::lineNumber).forEach(lines::add));
          code.findAttribute(Attributes.localVariableTable())
              .ifPresent(table -> {
                for (LocalVariableInfo variable : table.localVariables()) {
                  if (variable.startPc() == 0) {
                    names.put(variable.slot(), variable.name().stringValue());
                  }
                }
              });
        });
    return text(
        method.methodName().stringValue(),
        method.methodType().stringValue(),
        lines.stream().mapToInt(line -> line).min().orElse(0),
        names,
        dropped(method));
  }

  private static List<String> dropped(AttributedElement element) {
    return element
        .findAttribute(Attributes.runtimeInvisibleAnnotations())
        .map(found ->
            found.annotations().stream()
                .map(one -> one.className().stringValue())
                .map(name -> name.substring(1, name.length() - 1).replace('/', '.'))
                .toList())
        .orElse(List.of());
  }

  private static String text(
      String name, String descriptor, int line, Map<Integer, String> names, List<String> dropped) {
    return name + descriptor + " " + line + " " + names + " " + dropped;
  }
}
