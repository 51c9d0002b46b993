package dev.lodestar.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.Layer;
import dev.lodestar.codec.DocumentLimits;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.form.FormLimits;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The tables of the manual agree with the code.
final class TablesTest {
  /// The first text of a call that makes a problem is its code.
  private static final Pattern CODE =
      Pattern.compile(
          "(?:problem|problemOf|refuse|StartupProblem|RouteProblem)\\(\\s*(?:\\w+,\\s*)?"
              + "\"([a-z]+(?:-[a-z]+)*)\"");

  private static final Pattern LIMIT = Pattern.compile("<!-- ([\\w.$]+)#(\\w+) -->");

  private static final Pattern NAMED_LIMIT = Pattern.compile("public static final int (MAX\\w*) =");

  @Test
  void the_server_page_lists_every_option_with_its_default() throws Exception {
    var rows = Manual.rows("docs/server.md");
    for (var option : options()) {
      var value = option.invoke(ServerOptions.defaults());
      assertThat(rows)
          .anySatisfy(row -> {
            assertThat(row.getFirst()).isEqualTo("`" + option.getName() + "`");
            assertThat(row.get(1)).isEqualTo(written(value));
          });
    }
  }

  @Test
  void the_page_of_layers_lists_every_method_that_sets_something() {
    var text = Manual.read("docs/layers.md");
    assertThat(Layer.class.getDeclaredMethods())
        .filteredOn(method -> Modifier.isPublic(method.getModifiers()) && !method.isBridge())
        .isNotEmpty()
        .allSatisfy(method -> assertThat(text).contains("`" + method.getName() + "`"));
  }

  @Test
  void the_page_of_start_up_errors_lists_every_code_once() throws IOException {
    var documented =
        Manual.rows("docs/errors-at-start.md").stream()
            .map(row -> row.getFirst().replace("`", ""))
            .toList();
    assertThat(documented).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(documented)).isEqualTo(codesInSources());
  }

  /// The getters of the options of a server.
  private static List<Method> options() {
    var getters =
        Arrays.stream(ServerOptions.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(method -> !Modifier.isStatic(method.getModifiers()))
            .filter(method -> method.getParameterCount() == 0)
            .filter(method -> method.getReturnType() != ServerOptions.class)
            .filter(method -> !Set.of("hashCode", "toString").contains(method.getName()))
            .toList();
    assertThat(getters).hasSizeGreaterThan(10);
    return getters;
  }

  private static Set<String> codesInSources() throws IOException {
    var codes = new TreeSet<String>();
    for (var module : List.of("core", "vite")) {
      for (Path file : sources(module)) {
        var text = Files.readString(file).replaceAll("(?m)^ *///.*$", "");
        CODE.matcher(text).results().forEach(found -> codes.add(found.group(1)));
      }
    }
    return codes;
  }

  @Test
  void every_limit_has_the_value_that_the_page_of_limits_shows() throws Exception {
    var rows = limits();
    assertThat(rows).isNotEmpty();
    for (var row : rows) {
      var source = LIMIT.matcher(row);
      assertThat(source.find()).as("the source of the limit in: " + row).isTrue();
      var value = valueOf(Class.forName(source.group(1)), source.group(2));
      var shown = row.split("\\|", -1)[2].strip();
      assertThat(shown).as(row).isEqualTo(written(value).replace("`", ""));
    }
  }

  @Test
  void the_page_of_limits_lists_every_limit_that_can_be_set() {
    var text = Manual.read("docs/limits.md");
    for (var option : options()) {
      var name = option.getName();
      if (name.startsWith("max") || name.endsWith("Timeout")) {
        assertThat(text).contains("#" + name + " -->");
      }
    }
    for (var limit : DocumentLimits.class.getRecordComponents()) {
      assertThat(text).contains("#" + limit.getName() + " -->");
    }
    for (var limit : FormLimits.class.getRecordComponents()) {
      assertThat(text).contains("FormLimits#" + limit.getName() + " -->");
    }
  }

  @Test
  void the_page_of_limits_lists_every_limit_that_the_api_names() throws IOException {
    var text = Manual.read("docs/limits.md");
    for (var module : List.of("core", "json", "vite")) {
      for (Path file : sources(module)) {
        var named = NAMED_LIMIT.matcher(Files.readString(file));
        while (named.find()) {
          var type = file.getFileName().toString().replace(".java", "");
          assertThat(text).contains("." + type + "#" + named.group(1) + " -->");
        }
      }
    }
  }

  private static List<Path> sources(String module) throws IOException {
    try (var files = Files.walk(Manual.REPOSITORY.resolve(module + "/src/main/java"))) {
      return files.filter(path -> path.toString().endsWith(".java")).toList();
    }
  }

  private static List<String> limits() {
    return Manual.read("docs/limits.md")
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| limit "))
        .toList();
  }

  private static Object valueOf(Class<?> type, String name) throws ReflectiveOperationException {
    for (var start : List.of("defaults", "standard")) {
      if (hasMethod(type, start) && hasMethod(type, name)) {
        return type.getMethod(name).invoke(type.getMethod(start).invoke(null));
      }
    }
    var constant = type.getDeclaredField(name);
    constant.setAccessible(true);
    return constant.get(null);
  }

  private static boolean hasMethod(Class<?> type, String name) {
    return Arrays.stream(type.getMethods()).anyMatch(method -> method.getName().equals(name));
  }

  private static String written(Object value) {
    return switch (value) {
      case Duration duration when duration.toMillisPart() > 0 -> duration.toMillis() + " ms";
      case Duration duration -> duration.toSeconds() + " s";
      case Long unlimited when unlimited == Long.MAX_VALUE -> "none";
      case Optional<?> optional when optional.isEmpty() -> "none";
      // Options of their own, which have a table of their own.
      case Object group when group.getClass().getSimpleName().endsWith("Options") -> "see there";
      case Number number -> "%,d".formatted(number.longValue()).replace("8,080", "8080");
      case Enum<?> constant -> "`" + constant.name() + "`";
      case Path folder when folder.equals(FormLimits.standard().folder()) -> "`java.io.tmpdir`";
      default -> "`" + value + "`";
    };
  }

  @Test
  void the_page_of_simple_types_lists_every_type_that_has_a_converter() {
    var text = Manual.read("docs/parameters.md");
    assertThat(
            Arrays.asList(
                "String",
                "char",
                "boolean",
                "byte",
                "short",
                "int",
                "long",
                "float",
                "double",
                "BigInteger",
                "BigDecimal",
                "UUID",
                "URI",
                "Locale",
                "Currency",
                "Instant",
                "LocalDate",
                "LocalTime",
                "LocalDateTime",
                "OffsetDateTime",
                "OffsetTime",
                "ZonedDateTime",
                "Duration",
                "Period",
                "Year",
                "YearMonth",
                "MonthDay",
                "ZoneId",
                "ZoneOffset"))
        .allSatisfy(type -> assertThat(text).contains("`" + type + "`"));
  }
}
