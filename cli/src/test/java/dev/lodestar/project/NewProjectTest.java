package dev.lodestar.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.App;
import dev.lodestar.openapi.document.ApiDocument;
import dev.lodestar.typescript.TypeScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class NewProjectTest {
  private static final Path RESOURCES =
      Path.of("src/main/resources/dev/lodestar/project").toAbsolutePath();

  @TempDir Path parent;

  private List<String> left() throws IOException {
    try (var files = Files.list(parent)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private ProjectException refused(String name) {
    return catchThrowableOfType(
        ProjectException.class,
        () -> new NewProject(Template.FILE, ProjectName.of(name, Optional.empty())).write(parent));
  }

  @Test
  void a_program_of_one_file_compiles_without_a_warning() throws Exception {
    GeneratedProject.make(parent, Template.FILE, "hello").compiled();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FILE")
  void a_project_compiles_without_a_warning_and_passes_its_tests(Template template)
      throws Exception {
    var project = GeneratedProject.make(parent, template, "my-shop").compiled();

    assertThat(project.passed("myshop.NotesTest")).hasSize(4);
  }

  @ParameterizedTest
  @EnumSource
  void every_file_has_its_words_replaced(Template template) throws Exception {
    var project = GeneratedProject.make(parent, template, "shop");

    for (var file : project.files()) {
      assertThat(file).doesNotContain("%{");
      var text = Files.readString(project.folder().resolve(file));
      assertThat(text).doesNotContain("%{").doesNotContain("${project.version");
    }
  }

  @Test
  void every_template_file_is_used() throws IOException {
    var used = new TreeSet<String>();
    for (var template : Template.values()) {
      used.addAll(template.files().values());
    }
    used.add("versions.properties");

    try (var files = Files.walk(RESOURCES)) {
      var there =
          new TreeSet<>(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> RESOURCES.relativize(file).toString().replace('\\', '/'))
                  .toList());
      assertThat(there).isEqualTo(used);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FILE")
  void the_project_of_maven_names_a_version_of_everything_and_this_one_of_lodestar(
      Template template) throws Exception {
    var project = GeneratedProject.make(parent, template, "my-shop");
    var pom = parsed(project.folder().resolve("pom.xml"));

    assertThat(text(pom.getDocumentElement(), "artifactId")).isEqualTo("my-shop");
    assertThat(text(pom.getDocumentElement(), "groupId")).isEqualTo("myshop");
    assertThat(pom.getElementsByTagName("lodestar.version").item(0).getTextContent())
        .isEqualTo(Versions.all().get("version"))
        .isEqualTo(text(parsed(Path.of("pom.xml")).getDocumentElement(), "parent"));
    var plugins = pom.getElementsByTagName("plugin");
    for (var i = 0; i < plugins.getLength(); i++) {
      assertThat(text((Element) plugins.item(i), "version")).matches("\\d[\\w.-]+");
    }
    var dependencies = pom.getElementsByTagName("dependency");
    for (var i = 0; i < dependencies.getLength(); i++) {
      var dependency = (Element) dependencies.item(i);
      var managed =
          List.of("dev.lodestar", "org.junit.jupiter").contains(text(dependency, "groupId"));
      assertThat(text(dependency, "version")).matches(managed ? "|\\$\\{lodestar.version}" : ".+");
    }
  }

  private static Document parsed(Path file) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }

  /// The text of a child; of the parent of a project its version.
  private static String text(Element element, String child) {
    var children = element.getChildNodes();
    for (var i = 0; i < children.getLength(); i++) {
      if (children.item(i) instanceof Element found && found.getTagName().equals(child)) {
        return child.equals("parent") ? text(found, "version") : found.getTextContent().strip();
      }
    }
    return "";
  }

  @Test
  void the_client_of_the_page_is_what_the_application_generates() throws Exception {
    var project = GeneratedProject.make(parent, Template.FULLSTACK, "zephyr").compiled();
    try (var loader = project.loader()) {
      var method = loader.loadClass("zephyr.Main").getDeclaredMethod("app", Map.class);
      method.setAccessible(true);
      var app = (App) method.invoke(null, Map.of("LODESTAR_VITE", "dev"));
      var client =
          TypeScript.of(ApiDocument.of(app.openApi().tree()))
              .withClient(true)
              .generate()
              .replace("zephyr", "%{name}");
      var template = RESOURCES.resolve("fullstack/api.ts");
      if (Boolean.getBoolean("lodestar.docs.update")) {
        Files.writeString(template, client);
      }
      assertThat(template).hasContent(client);
    }
  }

  @Test
  void the_lock_file_names_no_registry() throws IOException {
    assertThat(RESOURCES.resolve("fullstack/package-lock.json"))
        .content()
        .contains("\"integrity\"")
        .doesNotContain("resolved")
        .doesNotContain("http://");
  }

  @Test
  void the_dependencies_of_the_page_are_pinned() throws IOException {
    assertThat(RESOURCES.resolve("fullstack/package.json"))
        .content()
        .doesNotContain("^")
        .doesNotContain("~")
        .doesNotContain("latest");
  }

  @Test
  void an_unknown_word_of_a_template_is_a_defect_of_it() {
    assertThat(NewProject.replaced("a %{x} b", Map.of("x", "1"), "t")).isEqualTo("a 1 b");
    assertThatThrownBy(() -> NewProject.replaced("%{y}", Map.of("x", "1"), "t"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'y'");
  }

  @Test
  void an_empty_folder_is_taken() throws Exception {
    Files.createDirectory(parent.resolve("hello"));

    GeneratedProject.make(parent, Template.FILE, "hello");

    assertThat(parent.resolve("hello/App.java")).exists();
  }

  @Test
  void a_folder_with_something_in_it_is_left_alone() throws Exception {
    Files.createDirectory(parent.resolve("hello"));
    Files.writeString(parent.resolve("hello/mine.txt"), "mine");

    assertThat(refused("hello"))
        .hasMessageContaining("is not empty, and nothing in it was touched");
    assertThat(left()).containsExactly("hello");
    assertThat(parent.resolve("hello/mine.txt")).hasContent("mine");
  }

  @Test
  void a_file_of_that_name_is_left_alone() throws Exception {
    Files.writeString(parent.resolve("hello"), "mine");

    assertThat(refused("hello")).hasMessageContaining("that is no folder");
    assertThat(parent.resolve("hello")).hasContent("mine");
  }

  @Test
  void a_link_of_that_name_is_not_followed() throws Exception {
    Files.createDirectory(parent.resolve("elsewhere"));
    Files.createSymbolicLink(parent.resolve("hello"), parent.resolve("elsewhere"));

    assertThat(refused("hello")).hasMessageContaining("that is no folder");
    assertThat(parent.resolve("elsewhere")).isEmptyDirectory();
  }

  @Test
  void a_folder_that_is_not_there_is_told() {
    var project =
        catchThrowableOfType(
            ProjectException.class,
            () ->
                new NewProject(Template.FILE, ProjectName.of("hello", Optional.empty()))
                    .write(parent.resolve("none")));

    assertThat(project).hasMessageContaining("cannot be written to");
  }

  @Test
  void nothing_is_left_but_the_project() throws Exception {
    new NewProject(Template.API, ProjectName.of("hello", Optional.empty())).write(parent);

    assertThat(left()).containsExactly("hello");
  }

  @ParameterizedTest
  @CsvSource({
    "shop, shop",
    "my-shop, myshop",
    "shop2, shop2",
    "new, newapp",
    "java, javaapp",
    "co-n, conapp",
    "class, classapp",
    "true, trueapp",
  })
  void the_package_is_made_of_the_name(String name, String packageName) throws Exception {
    assertThat(ProjectName.of(name, Optional.empty()).packageName()).isEqualTo(packageName);
  }

  @Test
  void the_package_can_be_said() throws Exception {
    var name = ProjectName.of("shop", Optional.of("com.example.shop"));
    var files = new NewProject(Template.API, name).write(parent);

    assertThat(files).contains("src/main/java/com/example/shop/Main.java");
    assertThat(parent.resolve("shop/pom.xml")).content().contains("com.example.shop.Main");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "..",
        "a/b",
        "a\\b",
        "-shop",
        "shop-",
        "2shop",
        "Shop",
        "sh op",
        "shöp",
        "a.b",
        "../shop",
        "/tmp/shop",
        "a\u0000b",
        "a\nb"
      })
  void a_name_is_made_of_lower_case_letters_digits_and_hyphens(String name) throws IOException {
    assertThat(refused(name)).hasMessageContaining("lower-case letters, digits and hyphens");
    assertThat(left()).isEmpty();
  }

  @Test
  void a_better_name_is_suggested() {
    assertThat(refused("My Shop!")).hasMessageEndingWith("Did you mean 'my-shop'?");
  }

  @Test
  void a_name_that_is_too_long_is_refused() {
    assertThat(refused("a".repeat(ProjectName.MAX_LENGTH + 1))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"con", "nul", "aux", "prn", "com1", "lpt9"})
  void the_name_of_a_device_is_refused(String name) {
    assertThat(refused(name)).hasMessageContaining("device on Windows");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a..b", "com.new.shop", "1a", "java.shop", "com.nul", "a b", "é"})
  void a_package_that_is_none_is_refused(String packageName) {
    var refused =
        catchThrowableOfType(
            ProjectException.class, () -> ProjectName.of("shop", Optional.of(packageName)));

    assertThat(refused).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev",
        "lodestar",
        "record",
        "var",
        "main",
        "notes",
        "note",
        "int",
        "yield",
        "jdk"
      })
  void a_project_compiles_whatever_it_is_called(String name) throws Exception {
    GeneratedProject.make(parent, Template.API, name).compiled();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java",
        "java.shop",
        "javax.sql",
        "sun.misc",
        "com.sun.net.httpserver",
        "org.w3c.dom",
        "dev.lodestar",
        "dev.lodestar.shop"
      })
  void a_package_that_no_compiler_would_add_to_is_refused(String packageName) {
    assertThatThrownBy(() -> ProjectName.of("shop", Optional.of(packageName)))
        .isInstanceOf(ProjectException.class)
        .hasMessageContaining("'" + packageName + "' belongs to Java or to Lodestar");
  }
}
