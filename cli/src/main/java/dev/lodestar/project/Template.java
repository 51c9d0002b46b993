package dev.lodestar.project;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// A kind of project.
public enum Template {
  /// An application in one source file.
  FILE("file", "an application in one source file, without a build") {
    @Override
    void addFiles(SequencedMap<String, String> files) {
      files.put("App.java", "file/App.java");
      files.put("README.md", "file/README.md");
    }

    @Override
    public List<String> nextSteps() {
      return List.of("lodestar dev App.java");
    }
  },

  /// A Maven project with an API.
  API("api", "a Maven project: controller, DTOs, configuration, tests") {
    @Override
    void addFiles(SequencedMap<String, String> files) {
      addMaven(files, "api", "maven/lodestar.toml", "maven/gitignore");
      addJava(files, "api", "Main", "Notes");
      addJava(files, "api", "Note", "WriteNote", "ChangeNote");
      files.put(TESTS + "NotesTest.java", "api/NotesTest.java");
    }
  },

  /// An API over a database.
  DATABASE("database", "a Maven project with a database: JDBC, HikariCP, H2") {
    @Override
    void addFiles(SequencedMap<String, String> files) {
      addMaven(files, "database", "database/lodestar.toml", "database/gitignore");
      addJava(files, "database", "Main", "Notes", "NoteTable", "DatabaseSettings");
      addJava(files, "api", "Note", "WriteNote", "ChangeNote");
      files.put(TESTS + "NotesTest.java", "database/NotesTest.java");
    }
  },

  /// An API and a page.
  FULLSTACK("fullstack", "a Maven project with a page: Vite, React, TypeScript") {
    @Override
    void addFiles(SequencedMap<String, String> files) {
      addMaven(files, "fullstack", "fullstack/lodestar.toml", "fullstack/gitignore");
      addJava(files, "fullstack", "Main");
      addJava(files, "api", "Notes", "Note", "WriteNote", "ChangeNote");
      files.put(TESTS + "NotesTest.java", "fullstack/NotesTest.java");
      for (var name :
          List.of(
              "package.json",
              "package-lock.json",
              "vite.config.ts",
              "tsconfig.json",
              "index.html")) {
        files.put("web/" + name, "fullstack/" + name);
      }
      files.put("web/.npmrc", "fullstack/npmrc");
      for (var name : List.of("main.tsx", "App.tsx", "style.css", "api.ts")) {
        files.put("web/src/" + name, "fullstack/" + name);
      }
    }

    @Override
    public List<String> nextSteps() {
      return List.of("(cd web && npm install)", "lodestar dev .");
    }

    @Override
    String base() {
      return "/api";
    }
  };

  private static final String SOURCES = "src/main/java/%{path}/";
  private static final String TESTS = "src/test/java/%{path}/";

  private final String word;
  private final String summary;

  Template(String word, String summary) {
    this.word = word;
    this.summary = summary;
  }

  /// What it is called on the command line.
  public String word() {
    return word;
  }

  /// What it makes, as a phrase.
  public String summary() {
    return summary;
  }

  /// Finds a template by its word.
  public static Optional<Template> of(String word) {
    for (var template : values()) {
      if (template.word.equals(word)) {
        return Optional.of(template);
      }
    }
    return Optional.empty();
  }

  /// The commands that come next, in the folder of the project.
  public List<String> nextSteps() {
    return List.of("mvn verify", "lodestar dev .");
  }

  /// What the paths of the API begin with.
  String base() {
    return "";
  }

  /// The files of the project, by their paths in it, and what they are made of. Both may have words
  /// to be replaced.
  Map<String, String> files() {
    var files = new LinkedHashMap<String, String>();
    addFiles(files);
    return files;
  }

  abstract void addFiles(SequencedMap<String, String> files);

  private static void addMaven(
      SequencedMap<String, String> files, String folder, String settings, String ignored) {
    files.put("pom.xml", folder + "/pom.xml");
    files.put("README.md", folder + "/README.md");
    files.put("lodestar.toml", settings);
    files.put(".gitignore", ignored);
  }

  private static void addJava(
      SequencedMap<String, String> files, String folder, String... classes) {
    for (var name : classes) {
      files.put(SOURCES + name + ".java", folder + "/" + name + ".java");
    }
  }
}
