package dev.lodestar.openapi.ui;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.json.Json;
import dev.lodestar.json.JsonType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// The files of others in this module are what its list says, and the list is complete.
class PackagesTest {
  private static final Path RESOURCES = Path.of("src/main/resources");
  private static final Path ROOT = RESOURCES.resolve("dev/lodestar/openapi/ui");
  private static final Path LICENCES = RESOURCES.resolve("META-INF/licences");

  /// Written here, and nothing to compress.
  private static final Set<String> OWN =
      Set.of(
          "common/common.css",
          "common/common.js",
          "elements/start.js",
          "packages.json",
          "rapidoc/start.js",
          "redoc/start.js",
          "scalar/prepare.js",
          "scalar/start.js",
          "swagger-ui/start.js");

  record Replaced(String text, String with) {}

  record PackagedFile(String path, String sha256, Optional<List<Replaced>> replaced) {}

  record Packaged(
      String name,
      String version,
      String licence,
      String folder,
      String integrity,
      List<PackagedFile> files,
      List<String> licences) {}

  @Test
  void every_file_has_the_checksum_of_the_list() throws IOException {
    for (var packaged : packages()) {
      for (var file : packaged.files()) {
        assertThat(sha256(inflated(stored(packaged, file))))
            .as(packaged.name() + " " + file.path())
            .isEqualTo(file.sha256());
      }
    }
  }

  @Test
  void there_is_no_file_that_the_list_does_not_have() throws IOException {
    var listed = new TreeSet<>(OWN);
    for (var packaged : packages()) {
      packaged.files().forEach(file -> listed.add(relative(stored(packaged, file))));
    }

    try (var files = Files.walk(ROOT)) {
      assertThat(files.filter(Files::isRegularFile).map(PackagesTest::relative))
          .containsExactlyInAnyOrderElementsOf(listed);
    }
  }

  @Test
  void every_package_is_pinned_and_its_licence_is_part_of_the_jar() throws IOException {
    for (var packaged : packages()) {
      assertThat(packaged.version()).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
      assertThat(packaged.integrity()).matches("sha512-[A-Za-z0-9+/]{86}==");
      assertThat(LICENCES.resolve(packaged.folder()).resolve("LICENSE.txt"))
          .content()
          .contains(
              packaged.licence().equals("MIT") ? "Permission is hereby granted" : "Apache License");
    }
  }

  @Test
  void every_ui_has_a_package_and_every_package_a_ui() throws IOException {
    assertThat(packages().stream().map(Packaged::folder))
        .containsExactlyElementsOf(Pages.uis().map(BundledUi::name).toList());
  }

  @Test
  void the_manual_lists_the_versions_and_licences() throws IOException {
    var rows =
        packages().stream()
            .map(packaged ->
                "| "
                    + packaged.name()
                    + " | "
                    + packaged.version()
                    + " | "
                    + packaged.licence()
                    + " | "
                    + kilobytes(packaged)
                    + " |")
            .collect(joining("\n"));

    assertThat(Files.readString(Path.of("../docs/openapi-ui.md"))).contains(rows);
  }

  @Test
  void own_scripts_are_no_texts_that_would_be_evaluated() throws IOException {
    try (var files = Files.walk(ROOT)) {
      for (var file : files.filter(path -> path.toString().endsWith(".js")).toList()) {
        assertThat(Files.readString(file))
            .as(relative(file))
            .doesNotContain(
                "eval(", "Function(", "innerHTML", "document.write", "http://", "https://");
      }
    }
  }

  /// As many kilobytes as its files add to the jar.
  private static long kilobytes(Packaged packaged) {
    return packaged.files().stream()
            .map(file -> stored(packaged, file).toFile().length())
            .reduce(0L, Long::sum)
        / 1000;
  }

  private static List<Packaged> packages() throws IOException {
    return Json.standard()
        .codec(new JsonType<List<Packaged>>() {})
        .decode(Files.readAllBytes(ROOT.resolve("packages.json")))
        .orThrow();
  }

  private static Path stored(Packaged packaged, PackagedFile file) {
    var name = file.path().substring(file.path().lastIndexOf('/') + 1);
    return ROOT.resolve(packaged.folder()).resolve(name + ".gz");
  }

  private static String relative(Path file) {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }

  private static byte[] inflated(Path file) throws IOException {
    try (var input = new GZIPInputStream(Files.newInputStream(file))) {
      return input.readAllBytes();
    }
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
