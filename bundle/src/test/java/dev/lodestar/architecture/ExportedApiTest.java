package dev.lodestar.architecture;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.AccessFlag;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Names of the API, which users import with one `import dev.lodestar.*` beside those of the JDK.
class ExportedApiTest {
  private static final List<String> JDK_PACKAGES =
      List.of(
          "java.base/java/lang",
          "java.base/java/util",
          "java.net.http/java/net/http",
          "java.sql/java/sql");

  /// Names that are taken in the JDK and kept all the same, each with the reason.
  private static final Map<String, String> KEPT =
      Map.of(
          "Connection",
          "the term of HTTP for it; a handler asks the Request for one and hardly names the type",
          "WebSocket",
          "the term of RFC 6455 for it; the JDK's is that of a client, whose package nobody imports"
              + " where handlers are");

  @Test
  void every_module_is_looked_at() {
    assertThat(House.modules())
        .extracting(ModuleDescriptor::name)
        .contains(
            "dev.lodestar",
            "dev.lodestar.brotli",
            "dev.lodestar.cli",
            "dev.lodestar.contract",
            "dev.lodestar.core",
            "dev.lodestar.http3",
            "dev.lodestar.jackson",
            "dev.lodestar.json",
            "dev.lodestar.junit",
            "dev.lodestar.openapi.tools",
            "dev.lodestar.server",
            "dev.lodestar.zstd");
  }

  @Test
  void no_two_exported_types_have_the_same_simple_name() {
    assertThat(exportedTypes()).allSatisfy((_, types) -> assertThat(types).hasSize(1));
  }

  @Test
  void no_exported_type_has_the_name_of_an_everyday_type_of_the_jdk() {
    var taken = new TreeSet<>(exportedTypes().keySet());
    taken.retainAll(namesOfTheJdk());

    assertThat(taken).isEqualTo(KEPT.keySet());
  }

  @Test
  void the_names_of_the_jdk_are_those_of_its_public_top_level_types() {
    assertThat(namesOfTheJdk())
        .contains("Module", "Optional", "HttpRequest", "Date")
        .doesNotContain("Entry", "Shutdown");
  }

  @Test
  void the_documentation_of_every_exported_package_is_checked_by_the_compiler() {
    var checked = System.getProperty("lodestar.exported.packages").split(",", -1);

    assertThat(House.exportedPackages())
        .as("packages listed in the property exported.packages of the root pom")
        .isSubsetOf(checked);
  }

  private static Map<String, Set<String>> exportedTypes() {
    var packages = House.exportedPackages();
    return House.classes().stream()
        .filter(type -> packages.contains(type.getPackageName()))
        .filter(JavaClass::isTopLevelClass)
        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
        .collect(
            groupingBy(
                JavaClass::getSimpleName,
                TreeMap::new,
                mapping(JavaClass::getName, toCollection(TreeSet::new))));
  }

  private static Set<String> namesOfTheJdk() {
    var names = new TreeSet<String>();
    var modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");
    for (var folder : JDK_PACKAGES) {
      try (var files = Files.list(modules.resolve(folder))) {
        files
            .filter(file -> file.toString().endsWith(".class"))
            .filter(file -> !file.toString().contains("$"))
            .filter(ExportedApiTest::isPublic)
            .map(file -> file.getFileName().toString().replace(".class", ""))
            .forEach(names::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return names;
  }

  private static boolean isPublic(Path file) {
    try {
      return ClassFile.of().parse(Files.readAllBytes(file)).flags().has(AccessFlag.PUBLIC);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
