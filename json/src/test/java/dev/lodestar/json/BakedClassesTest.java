package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.json.baked.Parcel;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BakedClassesTest {
  private static final byte[] DOCUMENT =
      """
      {"id":7,"label":"box","weight":1.5,"items":[{"name":"cup","amount":2,"fragile":true}],\
      "gift":{"name":"pen","amount":1,"fragile":false}}\
      """
          .getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  /// Loads the types of the test and what was baked for them itself.
  private static final class Application extends URLClassLoader {
    private static final String OWN = "dev.lodestar.json.baked.";
    final List<String> defined = new ArrayList<>();

    Application(URL... urls) {
      super(urls, BakedClassesTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        var loaded = findLoadedClass(name);
        if (loaded == null && name.startsWith(OWN)) {
          loaded = findClass(name);
          defined.add(name);
        }
        return loaded == null ? super.loadClass(name, resolve) : loaded;
      }
    }

    Class<?> parcel() throws ClassNotFoundException {
      return loadClass(Parcel.class.getName());
    }

    List<String> baked() {
      return defined.stream().filter(name -> name.contains("$$")).toList();
    }
  }

  private Application application() throws IOException {
    var tests = Parcel.class.getProtectionDomain().getCodeSource().getLocation();
    return new Application(folder.toUri().toURL(), tests);
  }

  private static String throughCodec(Json json, Class<?> type) {
    @SuppressWarnings("unchecked") // any class
    var codec = (JsonCodec<Object>) json.codec((Class<?>) type);
    return new String(codec.encode(codec.decode(DOCUMENT).orThrow()), StandardCharsets.UTF_8);
  }

  @Test
  void a_class_is_written_for_each_object_and_direction() throws IOException {
    var names = Json.standard().bake(folder, List.of(Parcel.class));

    assertThat(names).hasSize(4);
    assertThat(names)
        .allMatch(name -> name.matches(".*Parcel(\\$Item)?\\$\\$(Reader|Writer)\\$[0-9a-f]{16}"))
        .allMatch(name -> Files.exists(folder.resolve(name.replace('.', '/') + ".class")));
    assertThat(folder.resolve("META-INF/lodestar/generated-classes"))
        .content()
        .isEqualTo(String.join("\n", names) + "\n");
  }

  @Test
  void baked_classes_are_taken() throws Exception {
    var names = Json.standard().bake(folder, List.of(Parcel.class));
    try (var application = application()) {
      var text = throughCodec(Json.standard(), application.parcel());

      assertThat(text).isEqualTo(new String(DOCUMENT, StandardCharsets.UTF_8));
      assertThat(application.baked()).containsExactlyInAnyOrderElementsOf(names);
    }
  }

  @Test
  void names_of_fields_may_differ_from_those_that_were_baked() throws Exception {
    Json.standard().bake(folder, List.of(Parcel.class));
    try (var application = application()) {
      var json = Json.builder().naming(dev.lodestar.model.NamingStrategy.PASCAL_CASE).build();
      var value = Json.standard().codec((Class<?>) application.parcel()).decode(DOCUMENT).orThrow();
      @SuppressWarnings("unchecked") // any class
      var codec = (JsonCodec<Object>) json.codec((Class<?>) application.parcel());

      assertThat(new String(codec.encode(value), StandardCharsets.UTF_8))
          .startsWith("{\"Id\":7,\"Label\":\"box\"");
    }
  }

  @Test
  void a_second_set_of_codecs_generates_its_own() throws Exception {
    Json.standard().bake(folder, List.of(Parcel.class));
    try (var application = application()) {
      var first = throughCodec(Json.standard(), application.parcel());
      var second = throughCodec(Json.standard(), application.parcel());

      assertThat(second).isEqualTo(first);
    }
  }

  @Test
  void codecs_of_another_kind_do_not_take_what_does_not_fit() throws Exception {
    Json.standard().bake(folder, List.of(Parcel.class));
    try (var application = application()) {
      var json = Json.builder().lastDuplicateWins(true).build();

      assertThat(throughCodec(json, application.parcel()))
          .isEqualTo(new String(DOCUMENT, StandardCharsets.UTF_8));
      assertThat(application.baked()).isNotEmpty().noneMatch(name -> name.contains("Reader"));
    }
  }

  @Test
  void damaged_classes_are_generated_anew() throws Exception {
    for (var name : Json.standard().bake(folder, List.of(Parcel.class))) {
      Files.write(folder.resolve(name.replace('.', '/') + ".class"), new byte[] {1, 2, 3});
    }
    try (var application = application()) {
      assertThat(throughCodec(Json.standard(), application.parcel()))
          .isEqualTo(new String(DOCUMENT, StandardCharsets.UTF_8));
    }
  }

  @Test
  void a_second_folder_of_types_joins_the_index() throws IOException {
    var items = Json.standard().bake(folder, List.of(Parcel.Item.class));
    var all = Json.standard().bake(folder, List.of(Parcel.class));

    assertThat(all).containsAll(items);
    assertThat(Files.readAllLines(folder.resolve("META-INF/lodestar/generated-classes")))
        .containsExactlyElementsOf(all);
  }

  @Test
  void classes_that_need_private_members_are_not_written() throws IOException {
    var names = Json.standard().bake(folder, List.of(Parcel.hidden()));

    assertThat(names).hasSize(1).allMatch(name -> name.contains("Writer"));
  }
}
