package dev.lodestar.vite;

import dev.lodestar.files.StaticFiles;
import dev.lodestar.report.StartupException;
import dev.lodestar.report.StartupProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What Vite has written into a folder, read and checked once.
///
/// @param files serves the folder
/// @param place the folder as the program calls it
/// @param manifestFile the file of the manifest below it
/// @param problems what is wrong with entries and their files
record Build(
    StaticFiles files,
    String place,
    String manifestFile,
    ViteAssets assets,
    List<StartupProblem> problems) {
  static final String PAGE = "index.html";

  private static final List<String> MANIFESTS = List.of(".vite/manifest.json", "manifest.json");
  private static final String HOW =
      "Run 'npx vite build' with build: { manifest: true } in Vite's configuration; or start with"
          + " 'lodestar dev', which needs no build.";

  /// @throws StartupException if there is no manifest to speak of
  static Build of(
      Supplier<StaticFiles> folder,
      String place,
      List<String> entries,
      String base,
      boolean integrity) {
    var files = open(folder, place);
    var found = find(files, place);
    var shown = place + "/" + found;
    var json = read(files, found, shown);
    var manifest = parse(json, shown);
    var hashed = HashedFiles.of(manifest);
    var served = files.immutable(hashed::contains);
    var problems = problems(files, manifest, shown, entries);
    var tagged =
        problems.isEmpty() && integrity ? hashes(files, manifest) : Map.<String, String>of();
    var assets =
        new ViteAssets.Built(
            manifest, shown, base, digest("SHA-256", json), file -> attributes(base, tagged, file));
    return new Build(served, place, found, assets, problems);
  }

  private static StaticFiles open(Supplier<StaticFiles> folder, String place) {
    try {
      return folder.get();
    } catch (IllegalArgumentException missing) {
      throw refuse("vite-manifest", place, missing.getMessage() + "", HOW);
    }
  }

  private static String find(StaticFiles files, String place) {
    for (var name : MANIFESTS) {
      if (files.hiddenFiles().find(name).isPresent()) {
        return name;
      }
    }
    throw refuse(
        "vite-manifest",
        place,
        "There is neither " + String.join(" nor ", MANIFESTS) + " in this folder.",
        HOW);
  }

  private static byte[] read(StaticFiles files, String name, String shown) {
    var path = files.hiddenFiles().find(name).orElseThrow();
    try {
      if (Files.size(path) > Vite.MAX_MANIFEST_SIZE) {
        throw refuse(
            "vite-manifest",
            shown,
            "It has more than " + Vite.MAX_MANIFEST_SIZE + " bytes, so it is no manifest of Vite.",
            HOW);
      }
      return Files.readAllBytes(path);
    } catch (IOException failure) {
      throw refuse("vite-manifest", shown, "It cannot be read: " + failure + ".", HOW);
    }
  }

  private static Manifest parse(byte[] json, String shown) {
    try {
      return Manifest.read(json);
    } catch (IllegalArgumentException none) {
      throw refuse("vite-manifest", shown, "It is no manifest of Vite: " + none.getMessage(), HOW);
    }
  }

  private static List<StartupProblem> problems(
      StaticFiles files, Manifest manifest, String shown, List<String> entries) {
    var problems = new ArrayList<StartupProblem>();
    for (var entry : new LinkedHashSet<>(entries)) {
      if (manifest.chunk(entry).isEmpty()) {
        problems.add(
            new StartupProblem(
                "vite-entry",
                "the entry '" + entry + "'",
                "It is not in " + shown + ".",
                manifest.hint(entry)));
        continue;
      }
      var closure = manifest.closure(List.of(entry));
      var needed = new LinkedHashSet<>(closure.scripts());
      needed.addAll(closure.preloads());
      needed.addAll(closure.styles());
      for (var file : needed) {
        if (files.find(file).isEmpty()) {
          problems.add(
              new StartupProblem(
                  "vite-file",
                  "the entry '" + entry + "'",
                  "It needs the file '"
                      + file
                      + "', which "
                      + shown
                      + " names, and which is not"
                      + " there.",
                  "Copy all that Vite has written; or build again: npx vite build."));
        }
      }
    }
    return problems;
  }

  /// What is wrong if the page of the application in the browser is not there.
  Optional<StartupProblem> missingPage() {
    return files.find(PAGE).isPresent()
        ? Optional.empty()
        : Optional.of(
            new StartupProblem(
                "vite-page",
                place,
                "There is no " + PAGE + " in this folder, and spa() answers with it.",
                "Put one into the root of Vite's project and build again; or leave out spa()."));
  }

  private static StartupException refuse(String code, String subject, String what, String fix) {
    return new StartupException(List.of(new StartupProblem(code, subject, what, fix)));
  }

  private static String attributes(String base, Map<String, String> hashes, String file) {
    var hash = hashes.get(file);
    var integrity = hash == null ? "" : " integrity=\"" + hash + "\"";
    return base.startsWith("/") ? integrity : integrity + " crossorigin";
  }

  private static Map<String, String> hashes(StaticFiles files, Manifest manifest) {
    var hashes = new HashMap<String, String>();
    for (var chunk : manifest.chunks().values()) {
      var names = new ArrayList<>(chunk.css());
      names.add(chunk.file());
      for (var name : names) {
        var path = files.find(name);
        if (path.isPresent()) {
          hashes.put(name, hashOf(path.get()));
        }
      }
    }
    return Map.copyOf(hashes);
  }

  private static String hashOf(Path file) {
    try {
      var digest = MessageDigest.getInstance("SHA-384");
      return "sha384-"
          + Base64.getEncoder().encodeToString(digest.digest(Files.readAllBytes(file)));
    } catch (IOException failure) {
      throw refuse(
          "vite-file", file.toString(), "It cannot be read: " + failure + ".", "Make it readable.");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-384.", impossible);
    }
  }

  private static String digest(String algorithm, byte[] content) {
    try {
      var digest = MessageDigest.getInstance(algorithm).digest(content);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has " + algorithm + ".", impossible);
    }
  }
}
