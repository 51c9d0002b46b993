package dev.lodestar.architecture;

import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The modules of this repository as they are on the class path of the tests.
final class House {
  private House() {}

  /// The folder with the root pom.
  static Path repository() {
    return Path.of(System.getProperty("lodestar.repository")).toAbsolutePath().normalize();
  }

  /// The classes of every module, without the tests.
  static JavaClasses classes() {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("dev.lodestar");
  }

  /// The declarations of the modules, each at least once.
  static List<ModuleDescriptor> modules() {
    var path =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .filter(Files::exists)
            .filter(entry -> !entry.endsWith("test-classes"))
            .toArray(Path[]::new);
    return ModuleFinder.of(path).findAll().stream()
        .map(ModuleReference::descriptor)
        .filter(module -> module.name().startsWith("dev.lodestar"))
        .toList();
  }

  /// The packages that the modules export to everybody.
  static Set<String> exportedPackages() {
    return modules().stream()
        .flatMap(module -> module.exports().stream())
        .filter(exports -> !exports.isQualified())
        .map(ModuleDescriptor.Exports::source)
        .collect(toCollection(TreeSet::new));
  }
}
