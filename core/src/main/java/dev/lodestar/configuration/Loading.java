package dev.lodestar.configuration;

import dev.lodestar.configuration.Node.Branch;
import dev.lodestar.configuration.Origin.Source;
import dev.lodestar.suggest.Suggestions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Finds and reads the files of a configuration, and what its arguments say.
final class Loading {
  static final String DEFAULT_NAME = "lodestar";
  static final String DEV = "dev";

  private final Settings settings;
  private final Problems problems;

  /// What a configuration is loaded with.
  ///
  /// @param file the file that the program names
  /// @param profiles those that the program names
  /// @param dotenv whether `.env` is read; nothing for the rule
  /// @param readsFiles whether any file is read
  record Settings(
      Path directory,
      Optional<Path> file,
      Optional<List<String>> profiles,
      Optional<Boolean> dotenv,
      Map<String, String> environment,
      Map<String, String> properties,
      Arguments arguments,
      Map<String, String> given,
      boolean readsFiles) {}

  /// What was loaded.
  ///
  /// @param files the tree of all files
  /// @param arguments the tree of what `--set` says
  /// @param given the tree of what the program gives
  /// @param shown the files that were read, as they are shown
  /// @param directory that of the file, which names in it are relative to
  record Loaded(
      Branch files,
      Map<String, DotenvText.Variable> dotenv,
      Branch arguments,
      Branch given,
      List<String> profiles,
      List<String> shown,
      Path directory) {}

  private Loading(Settings settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  static Loaded load(Settings settings, Problems problems) {
    return new Loading(settings, problems).load();
  }

  private Loaded load() {
    var main = settings.readsFiles ? mainFile() : null;
    var directory = directoryOf(main);
    var files = new Branch(new Origin(Source.FILE, DEFAULT_NAME + ConfigurationFile.TOML));
    var shown = new ArrayList<String>();
    if (main != null) {
      add(main, files, shown);
    }
    var profiles = settings.readsFiles ? profiles() : List.<String>of();
    for (var profile : profiles) {
      var file = profileFile(main, directory, profile);
      if (file != null) {
        add(file, files, shown);
      }
    }
    return new Loaded(
        files,
        isDotenvRead(profiles) ? dotenv(directory, shown) : Map.of(),
        arguments(),
        given(),
        profiles,
        List.copyOf(shown),
        directory);
  }

  private void add(Path file, Branch files, List<String> shown) {
    var name = shown(file);
    shown.add(name);
    files.merge(ConfigurationFile.read(file, name, problems));
  }

  private String shown(Path file) {
    var absolute = file.toAbsolutePath().normalize();
    var directory = settings.directory.toAbsolutePath().normalize();
    return absolute.startsWith(directory)
        ? directory.relativize(absolute).toString()
        : absolute.toString();
  }

  private Path directoryOf(@Nullable Path main) {
    var parent = main == null ? null : main.toAbsolutePath().getParent();
    return parent == null ? settings.directory : parent;
  }

  // The file

  private @Nullable Path mainFile() {
    var argument = settings.arguments.file();
    if (argument.isPresent()) {
      return named(argument.get(), "--config");
    }
    var property = settings.properties.get("lodestar.config");
    if (property != null) {
      return named(property, "the system property lodestar.config");
    }
    var variable = settings.environment.get("LODESTAR_CONFIG");
    if (variable != null) {
      return named(variable, "the environment variable LODESTAR_CONFIG");
    }
    return settings.file.isPresent() ? settings.file.get() : either(settings.directory, "");
  }

  private @Nullable Path named(String name, String who) {
    try {
      if (!name.isBlank()) {
        return settings.directory.resolve(name);
      }
    } catch (InvalidPathException invalid) {
      // answered below
    }
    problems.problem(
        "configuration-file",
        who,
        "It names the file of the configuration, but '" + name + "' is no path.",
        "Name a file such as lodestar.toml, or leave it out.");
    problems.incomplete();
    return null;
  }

  /// The file in TOML or the one with properties; null if there is none.
  private @Nullable Path either(Path directory, String suffix) {
    return either(directory, DEFAULT_NAME, suffix);
  }

  private @Nullable Path either(Path directory, String base, String suffix) {
    var toml = directory.resolve(base + suffix + ConfigurationFile.TOML);
    var properties = directory.resolve(base + suffix + ConfigurationFile.PROPERTIES);
    if (!Files.exists(properties)) {
      return Files.exists(toml) ? toml : null;
    }
    if (Files.exists(toml)) {
      problems.problem(
          "configuration-file",
          shown(toml),
          "There is " + shown(properties) + " too, and it is not clear which of them counts.",
          "Keep one of the two.");
      return toml;
    }
    return properties;
  }

  // Profiles

  private List<String> profiles() {
    var named = settings.arguments.profiles();
    var who = "--profile";
    if (named.isEmpty() && settings.properties.containsKey("lodestar.profile")) {
      named = Arguments.names(settings.properties.getOrDefault("lodestar.profile", ""));
      who = "the system property lodestar.profile";
    } else if (named.isEmpty() && settings.environment.containsKey("LODESTAR_PROFILE")) {
      named = Arguments.names(settings.environment.getOrDefault("LODESTAR_PROFILE", ""));
      who = "the environment variable LODESTAR_PROFILE";
    } else if (named.isEmpty()) {
      named = settings.profiles.orElse(List.of());
      who = "the program";
    }
    var valid = new ArrayList<String>();
    for (var name : named) {
      if (!isProfile(name)) {
        problems.problem(
            "configuration-profile",
            who,
            "'" + name + "' is no name of a profile.",
            "Name it with letters, digits, '-' and '_', such as 'prod'; several with commas.");
      } else if (!valid.contains(name)) {
        valid.add(name);
      }
    }
    return List.copyOf(valid);
  }

  private static boolean isProfile(String name) {
    for (var i = 0; i < name.length(); i++) {
      var c = name.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '-' && c != '_') {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= 50;
  }

  private @Nullable Path profileFile(@Nullable Path main, Path directory, String profile) {
    var name = main == null ? DEFAULT_NAME : String.valueOf(main.getFileName());
    var dot = name.lastIndexOf('.');
    var base = dot > 0 ? name.substring(0, dot) : name;
    var file = either(directory, base, "-" + profile);
    if (file == null && !profile.equals(DEV)) {
      var there = profilesThere(directory, base);
      var meant = Suggestions.closest(profile, there);
      problems.problem(
          "configuration-profile",
          profile,
          "There is no file " + shown(directory.resolve(base + "-" + profile)) + ".toml.",
          meant.isPresent()
              ? "Did you mean the profile '" + meant.get() + "'?"
              : "Make the file, which may be empty, or name one of the profiles that there are: "
                  + (there.isEmpty() ? "none." : String.join(", ", there) + "."));
    }
    return file;
  }

  private static List<String> profilesThere(Path directory, String base) {
    var there = new ArrayList<String>();
    try (var files = Files.newDirectoryStream(directory, base + "-*.{toml,properties}")) {
      for (var file : files) {
        var name = String.valueOf(file.getFileName());
        there.add(name.substring(base.length() + 1, name.lastIndexOf('.')));
      }
    } catch (IOException | SecurityException unreadable) {
      return List.of();
    }
    there.sort(null);
    return there;
  }

  // .env

  private boolean isDotenvRead(List<String> profiles) {
    return settings.dotenv.orElseGet(() -> profiles.contains(DEV) || isDebug());
  }

  private boolean isDebug() {
    return isOn(settings.environment);
  }

  static boolean isOn(Map<String, String> environment) {
    var debug = environment.getOrDefault("LODESTAR_DEBUG", "").strip();
    return debug.equals("1") || debug.equalsIgnoreCase("true") || debug.equalsIgnoreCase("on");
  }

  private Map<String, DotenvText.Variable> dotenv(Path directory, List<String> shown) {
    var file = directory.resolve(".env");
    if (!Files.exists(file)) {
      return Map.of();
    }
    var name = shown(file);
    shown.add(name);
    var text = FileText.read(file, name, problems);
    var variables = text.isEmpty() ? null : DotenvText.read(text.get(), name, problems);
    if (variables == null) {
      return Map.of();
    }
    for (var late : List.of("LODESTAR_CONFIG", "LODESTAR_PROFILE", "LODESTAR_DEBUG")) {
      var variable = variables.get(late);
      if (variable != null) {
        problems.problem(
            "configuration-unknown",
            late,
            variable.origin(),
            "The variable decides which files are read, so it counts in the environment alone.",
            "Set it there, or remove it here.");
      }
    }
    return new TreeMap<>(variables);
  }

  // Arguments, and what the program gives

  private Branch arguments() {
    var root = new Branch(new Origin(Source.ARGUMENT, "--set"));
    for (var malformed : settings.arguments.malformed()) {
      problems.problem(
          "configuration-argument",
          "--set " + malformed,
          "The argument is not of the form --set NAME=VALUE.",
          "Write for instance --set server.port=9000.");
    }
    settings
        .arguments
        .values()
        .forEach((name, value) ->
            Paths.put(root, name, value, new Origin(Source.ARGUMENT, "--set " + name), problems));
    return root;
  }

  private Branch given() {
    var root = new Branch(new Origin(Source.GIVEN, "given values"));
    settings.given.forEach((name, value) ->
        Paths.put(root, name, value, new Origin(Source.GIVEN, "given value " + name), problems));
    return root;
  }
}
