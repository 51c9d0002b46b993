package dev.lodestar.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A project that was made, compiled as its build would do it, against the classes of this build.
record GeneratedProject(Path folder, List<String> files, Path classes) {

  static GeneratedProject make(Path parent, Template template, String name) throws Exception {
    var project = new NewProject(template, ProjectName.of(name, Optional.empty()));
    var files = project.write(parent);
    return new GeneratedProject(
        parent.resolve(name), files, Files.createTempDirectory(parent, "classes"));
  }

  /// Compiles main and test classes with all warnings of javac as errors.
  GeneratedProject compiled() throws IOException {
    var sources =
        files.stream().filter(file -> file.endsWith(".java")).map(folder::resolve).toList();
    var compiler = ToolProvider.getSystemJavaCompiler();
    var told = new StringWriter();
    try (var manager = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
      var options =
          List.of(
              "-d",
              classes.toString(),
              "-classpath",
              System.getProperty("java.class.path"),
              "-g", // as build tools have it
              "-proc:none",
              "-Xlint:all,-path",
              "-Werror",
              "--release",
              "25");
      var done =
          compiler
              .getTask(
                  told, manager, null, options, null, manager.getJavaFileObjectsFromPaths(sources))
              .call();
      assertThat(done).as(told.toString()).isTrue();
    }
    return this;
  }

  /// Runs the tests of a class, each with an object of its own.
  ///
  /// @return the names of those that have passed
  List<String> passed(String className) throws Exception {
    var passed = new ArrayList<String>();
    try (var loader = loader()) {
      var type = loader.loadClass(className);
      for (var method : type.getDeclaredMethods()) {
        if (method.isAnnotationPresent(Test.class)) {
          var constructor = type.getDeclaredConstructor();
          constructor.setAccessible(true);
          var test = constructor.newInstance();
          method.setAccessible(true);
          method.invoke(test);
          for (var after : type.getDeclaredMethods()) {
            if (after.isAnnotationPresent(AfterEach.class)) {
              after.setAccessible(true);
              after.invoke(test);
            }
          }
          passed.add(method.getName());
        }
      }
    }
    return passed;
  }

  URLClassLoader loader() throws IOException {
    return new URLClassLoader(
        new URL[] {classes.toUri().toURL()}, Thread.currentThread().getContextClassLoader());
  }
}
