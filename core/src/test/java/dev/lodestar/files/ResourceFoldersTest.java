package dev.lodestar.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.Lodestar;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.test.TestClient;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceFoldersTest {
  private static final String CLASS_FILE = "dev/lodestar/files/ResourceFoldersTest$Anchor.class";

  @TempDir Path work;

  /// Lies beside the resources.
  static final class Anchor {}

  private static TestClient serve(StaticFiles files) {
    return TestClient.of(Lodestar.app().mount("/", files).build());
  }

  private static byte[] classFile() throws IOException {
    try (var in = Anchor.class.getResourceAsStream("ResourceFoldersTest$Anchor.class")) {
      return requireNonNull(in).readAllBytes();
    }
  }

  /// A jar without entries for its folders, and with the time that reproducible builds write.
  private Path jar(String name, String content) throws IOException {
    var jar = work.resolve(name);
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      put(out, CLASS_FILE, classFile());
      put(out, "web/hello.txt", content.getBytes(UTF_8));
      put(out, "web/docs/index.html", new byte[] {'d'});
      put(out, "secret.txt", new byte[] {'s'});
    }
    return jar;
  }

  private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
    var entry = new JarEntry(name);
    entry.setLastModifiedTime(FileTime.from(Instant.parse("1980-02-01T00:00:00Z")));
    out.putNextEntry(entry);
    out.write(content);
  }

  private static Class<?> anchor(Path... places) throws Exception {
    var urls = new URL[places.length];
    for (var i = 0; i < urls.length; i++) {
      urls[i] = places[i].toUri().toURL();
    }
    return new URLClassLoader(urls, null).loadClass(Anchor.class.getName());
  }

  @Test
  void a_folder_is_found_in_the_jar_of_a_class() throws Exception {
    var client = serve(StaticFiles.resources(anchor(jar("a.jar", "hello")), "web"));

    assertThat(client.get("/hello.txt").expectStatus(200).text()).isEqualTo("hello");
    assertThat(client.get("/docs/").expectStatus(200).text()).isEqualTo("d");
    assertThat(client.followRedirects(false).get("/docs").statusCode()).isEqualTo(308);
    client.get("/missing.txt").expectStatus(404);
    assertThat(client.get("/%2e%2e/secret.txt").statusCode()).isIn(400, 404);
  }

  @Test
  void resources_in_a_jar_are_compared_by_content_and_not_by_time() throws Exception {
    var one = serve(StaticFiles.resources(anchor(jar("a.jar", "hello")), "web"));
    var same = serve(StaticFiles.resources(anchor(jar("b.jar", "hello")), "web"));
    var other = serve(StaticFiles.resources(anchor(jar("c.jar", "holla")), "web"));

    var tag = one.get("/hello.txt").header("ETag").orElseThrow();
    assertThat(one.get("/hello.txt").header("Last-Modified")).isEmpty();
    assertThat(same.get("/hello.txt").header("ETag")).contains(tag);
    assertThat(other.get("/hello.txt").header("ETag").orElseThrow()).isNotEqualTo(tag);
    one.request(HttpMethod.GET, "/hello.txt").header("If-None-Match", tag).send().expectStatus(304);
  }

  @Test
  void resources_in_a_jar_are_sent_in_parts() throws Exception {
    var client = serve(StaticFiles.resources(anchor(jar("a.jar", "hello")), "web"));

    var part = client.request(HttpMethod.GET, "/hello.txt").header("Range", "bytes=1-3").send();
    assertThat(part.expectStatus(206).text()).isEqualTo("ell");
  }

  @Test
  void a_folder_is_found_in_the_folder_of_a_class() throws Exception {
    var classes = work.resolve("classes");
    Files.createDirectories(classes.resolve(CLASS_FILE).getParent());
    Files.write(classes.resolve(CLASS_FILE), classFile());
    Files.createDirectory(classes.resolve("web"));
    Files.writeString(classes.resolve("web/hello.txt"), "hello");
    var client = serve(StaticFiles.resources(anchor(classes), "/web"));

    assertThat(client.get("/hello.txt").expectStatus(200).text()).isEqualTo("hello");
    assertThat(client.get("/hello.txt").header("Last-Modified")).isPresent();
    Files.writeString(classes.resolve("web/hello.txt"), "changed");
    assertThat(client.get("/hello.txt").text()).isEqualTo("changed");
  }

  /// As Gradle has it: classes in one folder, resources in another.
  @Test
  void a_folder_is_found_elsewhere_on_the_class_path() throws Exception {
    var classes = work.resolve("classes");
    Files.createDirectories(classes.resolve(CLASS_FILE).getParent());
    Files.write(classes.resolve(CLASS_FILE), classFile());
    var resources = work.resolve("resources");
    Files.createDirectories(resources.resolve("web"));
    Files.writeString(resources.resolve("web/hello.txt"), "hello");
    var client = serve(StaticFiles.resources(anchor(classes, resources), "web"));

    assertThat(client.get("/hello.txt").expectStatus(200).text()).isEqualTo("hello");
  }

  /// As `java some/App.java` has it: the class in memory, or in a cache elsewhere.
  @Test
  void a_folder_is_found_beside_the_source_file_of_a_program() throws Exception {
    var classes = work.resolve("cache");
    Files.createDirectories(classes.resolve(CLASS_FILE).getParent());
    Files.write(classes.resolve(CLASS_FILE), classFile());
    var sources = work.resolve("sources/dev/lodestar/files");
    Files.createDirectories(sources);
    Files.createDirectories(work.resolve("sources/web"));
    Files.writeString(work.resolve("sources/web/hello.txt"), "hello");
    System.setProperty("jdk.launcher.sourcefile", sources.resolve("App.java").toString());
    try {
      var client = serve(StaticFiles.resources(anchor(classes), "web"));

      assertThat(client.get("/hello.txt").expectStatus(200).text()).isEqualTo("hello");
    } finally {
      System.clearProperty("jdk.launcher.sourcefile");
    }
  }

  @Test
  void what_lies_beside_the_class_comes_before_the_class_path() throws Exception {
    var other = work.resolve("other");
    Files.createDirectories(other.resolve("web"));
    Files.writeString(other.resolve("web/hello.txt"), "other");
    var client = serve(StaticFiles.resources(anchor(other, jar("a.jar", "own")), "web"));

    assertThat(client.get("/hello.txt").text()).isEqualTo("own");
  }

  @Test
  void a_folder_is_found_in_the_module_of_a_class() throws Exception {
    var finder = ModuleFinder.of(jar("some.module.jar", "hello"));
    var name = finder.findAll().iterator().next().descriptor().name();
    var boot = ModuleLayer.boot();
    var configuration = boot.configuration().resolve(finder, ModuleFinder.of(), Set.of(name));
    var layer = boot.defineModulesWithOneLoader(configuration, null);
    var anchor = layer.findLoader(name).loadClass(Anchor.class.getName());
    assertThat(anchor.getModule().isNamed()).isTrue();

    var client = serve(StaticFiles.resources(anchor, "web"));
    assertThat(client.get("/hello.txt").expectStatus(200).text()).isEqualTo("hello");
  }

  @Test
  void a_folder_is_found_in_the_run_time_image() {
    var client = serve(StaticFiles.resources(List.class, "java/util"));

    var response = client.get("/List.class").expectStatus(200);
    assertThat(response.bytes()).startsWith(0xCA, 0xFE, 0xBA, 0xBE);
    assertThat(response.header("ETag")).isPresent();
    assertThat(response.header("Last-Modified")).isEmpty();
  }

  @Test
  void folders_of_files_and_of_resources_can_be_joined() throws Exception {
    var overrides = Files.createDirectory(work.resolve("overrides"));
    Files.writeString(overrides.resolve("extra.txt"), "extra");
    var client =
        serve(StaticFiles.directory(overrides).orResources(anchor(jar("a.jar", "hello")), "web"));

    assertThat(client.get("/extra.txt").text()).isEqualTo("extra");
    assertThat(client.get("/hello.txt").text()).isEqualTo("hello");
  }

  @Test
  void a_folder_that_does_not_exist_is_refused() throws Exception {
    var jar = jar("a.jar", "hello");
    var anchor = anchor(jar);

    assertThatThrownBy(() -> StaticFiles.resources(anchor, "public"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "There is no folder 'public' of resources beside "
                + Anchor.class.getName()
                + " ("
                + "file:"
                + jar
                + ") or on its class path.");
  }
}
