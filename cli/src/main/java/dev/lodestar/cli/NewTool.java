package dev.lodestar.cli;

import dev.lodestar.project.NewProject;
import dev.lodestar.project.ProjectException;
import dev.lodestar.project.ProjectName;
import dev.lodestar.project.Template;
import java.io.Console;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes new projects.
final class NewTool {
  private final Path directory;
  private final Optional<Console> console;
  private final Style style;
  private final Map<String, String> environment;

  /// The script by which this command was called, if it says so.
  private final Optional<String> script;

  NewTool(Map<String, String> environment) {
    this(
        Path.of(""),
        Optional.ofNullable(System.console()).filter(Console::isTerminal),
        environment,
        Optional.ofNullable(System.getProperty("lodestar.script")));
  }

  NewTool(
      Path directory,
      Optional<Console> console,
      Map<String, String> environment,
      Optional<String> script) {
    this.environment = environment;
    this.script = script;
    this.style = Style.of(environment);
    this.directory = directory;
    this.console = console;
  }

  /// Carries a command out.
  ///
  /// @return the exit code
  /// @throws RunFailure if the project cannot be made
  int run(NewCommand command) throws RunFailure {
    return switch (command) {
      case NewCommand.Templates templates -> list(templates.json());
      case NewCommand.Make make -> make(make);
    };
  }

  private static int list(boolean json) {
    if (json) {
      var all =
          Arrays.stream(Template.values())
              .map(each -> Map.of("template", each.word(), "summary", each.summary()))
              .toList();
      JsonText.print(System.out, all);
      return ExitCode.DONE;
    }
    for (var each : Template.values()) {
      System.out.println("%-9s  %s".formatted(each.word(), each.summary()));
    }
    return ExitCode.DONE;
  }

  private int make(NewCommand.Make make) throws RunFailure {
    try {
      var template = template(make);
      if (template.isEmpty()) {
        return ExitCode.MISUSED;
      }
      var typed = make.name().or(() -> ask("The name of the project: "));
      if (typed.isEmpty()) {
        System.err.println(
            "The name of the project is missing: lodestar new TEMPLATE NAME. 'lodestar new --list' lists"
                + " the templates.");
        return ExitCode.MISUSED;
      }
      var name = ProjectName.of(typed.get(), make.packageName());
      var files = new NewProject(template.get(), name).write(directory.toAbsolutePath());
      tell(template.get(), name, files, make.json());
      return ExitCode.DONE;
    } catch (ProjectException refused) {
      throw new RunFailure(String.valueOf(refused.getMessage()));
    }
  }

  /// Asks only where somebody can answer.
  private Optional<Template> template(NewCommand.Make make) {
    if (make.template().isPresent()) {
      return Template.of(make.template().get());
    }
    if (console.isEmpty() || make.json()) {
      return Optional.of(Template.FILE);
    }
    list(false);
    var answer = ask("The template [file]: ").filter(word -> !word.isBlank()).orElse("file");
    var found = Template.of(answer.strip());
    if (found.isEmpty()) {
      System.err.println("There is no template '" + answer + "'.");
    }
    return found;
  }

  private Optional<String> ask(String question) {
    return console.flatMap(it -> Optional.ofNullable(it.readLine("%s", question)));
  }

  private void tell(Template template, ProjectName name, List<String> files, boolean json) {
    if (json) {
      var told = new LinkedHashMap<String, Object>();
      told.put("name", name.name());
      told.put("template", template.word());
      told.put("package", name.packageName());
      told.put("folder", directory.toAbsolutePath().resolve(name.name()).toString());
      told.put("files", files);
      told.put("next", template.nextSteps());
      JsonText.print(System.out, told);
      return;
    }
    System.out.println(style.good("Made") + " '" + name.name() + "': " + template.summary() + ".");
    for (var file : files) {
      System.out.println("  " + name.name() + "/" + file);
    }
    System.out.println("Next:");
    System.out.println("  cd " + name.name());
    template.nextSteps().forEach(step -> System.out.println("  " + step));
    if (template != Template.FILE && Version.current().endsWith("-SNAPSHOT")) {
      System.out.println(
          "Maven finds this version of Lodestar after './mvnw -Dquick install' in the folder of"
              + " Lodestar's own sources.");
    }
    script
        .filter(path -> !isOnThePath())
        .ifPresent(path ->
            System.out.println(
                "'lodestar' is not on your PATH; a link in one of its folders is enough: ln -s '"
                    + path
                    + "' ~/.local/bin/"));
  }

  private boolean isOnThePath() {
    for (var folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, "lodestar"))) {
        return true;
      }
    }
    return false;
  }
}
