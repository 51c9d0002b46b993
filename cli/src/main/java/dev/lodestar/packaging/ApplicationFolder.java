package dev.lodestar.packaging;

import dev.lodestar.baked.BakedClasses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// The folder that an application runs from. The same application gives the same files, but for the
/// cache of classes.
public final class ApplicationFolder {
  private final Path home;
  private final PackagedApplication application;
  private final List<String> jars = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();

  private ApplicationFolder(Path home, PackagedApplication application) {
    this.home = home;
    this.application = application;
  }

  /// Makes the folder. If that fails, nothing is left of it.
  ///
  /// @param home where; it is made, and has to be empty if it is there
  /// @throws PackagingException if the folder is not empty, or the application cannot be trained
  /// @throws IOException if a file cannot be read or written
  /// @throws InterruptedException if the thread is interrupted
  public static void write(Path home, PackagedApplication application)
      throws IOException, PackagingException, InterruptedException {
    var absolute = home.toAbsolutePath().normalize();
    checkEmpty(home, absolute);
    Files.createDirectories(absolute);
    var done = false;
    try {
      new ApplicationFolder(absolute.toRealPath(), application).write();
      done = true;
    } finally {
      if (!done) {
        delete(absolute);
      }
    }
  }

  private static void checkEmpty(Path told, Path home) throws IOException, PackagingException {
    if (Files.exists(home) && !Files.isDirectory(home)) {
      throw new PackagingException("'" + told + "' is a file, but the output is a folder.");
    }
    if (Files.isDirectory(home)) {
      try (var files = Files.list(home)) {
        if (files.findAny().isPresent()) {
          throw new PackagingException(
              "The folder '"
                  + told
                  + "' is not empty; remove it, or choose another with --output.");
        }
      }
    }
  }

  private void write() throws IOException, PackagingException, InterruptedException {
    var name = application.name();
    Files.createDirectories(home.resolve("lib"));
    if (!application.files().isEmpty()) {
      Jars.write(home.resolve("lib").resolve(named(name)), application.files());
    }
    for (var library : application.libraries()) {
      add(library);
    }
    writeNativeLibraries();
    var requests = application.requests().orElse(List.of());
    writeRequests(requests);
    templates().writeScripts(name);
    if (application.requests().isPresent()) {
      var training = new Training(home, name, requests);
      bake(training);
      training.makeCache();
    }
    templates().writeDocuments(name);
  }

  private Templates templates() {
    return new Templates(home, application.name(), application.mainClass(), jars);
  }

  private void add(Path library) throws IOException {
    if (Files.isDirectory(library)) {
      Jars.write(home.resolve("lib").resolve(named(application.name())), Jars.filesOf(library));
    } else {
      var file = String.valueOf(library.getFileName());
      var bare = file.substring(0, file.length() - ".jar".length());
      Jars.copyAlone(library, home.resolve("lib").resolve(named(usable(bare))));
    }
  }

  /// Characters that mean something to a shell or a class path are left out.
  private static String usable(String name) {
    var text = new StringBuilder();
    for (var i = 0; i < name.length(); i++) {
      var letter = name.charAt(i);
      var fine = (letter < 128 && Character.isLetterOrDigit(letter)) || "-_.+".indexOf(letter) >= 0;
      text.append(fine ? letter : '_');
    }
    return text.toString();
  }

  /// Adds a jar to the class path, under a name that no other has.
  private String named(String bare) {
    var name = bare + ".jar";
    for (var i = 2; !taken.add(name); i++) {
      name = bare + "-" + i + ".jar";
    }
    jars.add(name);
    return name;
  }

  /// Native code lies beside the jars, where Netty finds it; otherwise each start would unpack it
  /// into the folder for temporary files.
  private void writeNativeLibraries() throws IOException {
    var folder = home.resolve("lib/native");
    for (var jar : jars) {
      if (jar.startsWith("netty-transport-native-")) {
        NativeLibraries.unpack(home.resolve("lib").resolve(jar), folder);
      }
    }
  }

  private void writeRequests(List<SampleRequest> requests) throws IOException {
    var text = new StringBuilder("# The requests that bin/train sends.\n\n");
    for (var request : requests) {
      text.append(request.text());
    }
    Files.writeString(home.resolve("requests.txt"), text);
  }

  /// Puts the classes that the application generates into a jar, and its index in order.
  private void bake(Training training)
      throws IOException, PackagingException, InterruptedException {
    var folder = Files.createTempDirectory(home, "generated");
    training.collectClasses(folder);
    var files = new TreeMap<>(Jars.filesOf(folder));
    delete(folder);
    var index = files.get(BakedClasses.INDEX);
    if (index == null) {
      return;
    }
    var names = new String(index, StandardCharsets.UTF_8).lines().sorted().toList();
    files.put(
        BakedClasses.INDEX, (String.join("\n", names) + "\n").getBytes(StandardCharsets.UTF_8));
    var name = named(application.name() + "-generated");
    Jars.write(home.resolve("lib").resolve(name), files);
    templates().writeScripts(application.name());
  }

  private static void delete(Path folder) throws IOException {
    try (var found = Files.walk(folder)) {
      for (var file : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
