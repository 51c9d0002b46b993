package dev.lodestar.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lodestar.model.ModelProblem;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageTest {

  record Messages(
      @Min(3) int standard,
      @Min(value = 3, message = "{hello} {value}") int own,
      @Min(value = 3, message = "{jakarta.validation.constraints.Min.message}!") int nested,
      @DecimalMin("1.5") double inclusive,
      @DecimalMin(value = "1.5", inclusive = false) double exclusive,
      @Size(min = 1, message = "\\{min\\} costs \\$5, \\\\{max}") String escaped,
      @Size(min = 1, message = "${validatedValue}") String value,
      @Size(min = 1, message = "a {min") String open,
      @Pattern(
              regexp = "[ab]",
              flags = {Pattern.Flag.CASE_INSENSITIVE, Pattern.Flag.DOTALL},
              message = "{flags} {regexp}")
          String flags,
      @Size(min = 1, message = "{loop}") String loop) {}

  record Sizes(
      @Size(min = 2) String least,
      @Size(max = 3) String most,
      @Size(min = 2, max = 3) String both) {}

  private static String sizeMessage(String component, Locale locale) {
    return Places.of(Sizes.class, component).check(component.equals("most") ? "abcd" : "a").stream()
        .map(violation -> violation.message(locale))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_size_without_one_of_its_bounds_is_told_without_it() {
    assertThat(sizeMessage("least", Locale.ENGLISH)).isEqualTo("size must be at least 2");
    assertThat(sizeMessage("most", Locale.ENGLISH)).isEqualTo("size must be at most 3");
    assertThat(sizeMessage("both", Locale.ENGLISH)).isEqualTo("size must be between 2 and 3");
    assertThat(sizeMessage("least", Locale.GERMAN))
        .isEqualTo("die Größe muss mindestens 2 betragen");
    assertThat(sizeMessage("most", Locale.FRENCH)).isEqualTo("la taille ne doit pas dépasser 3");
    assertThat(sizeMessage("most", Locale.of("es"))).isEqualTo("el tamaño debe ser como máximo 3");
  }

  private static String message(String component, Object value, Locale locale) {
    return Places.of(Messages.class, component).check(value).getFirst().message(locale);
  }

  @Test
  void the_standard_messages_speak_four_languages_and_english_for_all_others() {
    assertThat(message("standard", 1, Locale.ENGLISH))
        .isEqualTo("must be greater than or equal to 3");
    assertThat(message("standard", 1, Locale.GERMAN)).isEqualTo("muss mindestens 3 sein");
    assertThat(message("standard", 1, Locale.forLanguageTag("de-CH-1996-x-any")))
        .isEqualTo("muss mindestens 3 sein");
    assertThat(message("standard", 1, Locale.CANADA_FRENCH)).isEqualTo("doit être au moins 3");
    assertThat(message("standard", 1, Locale.forLanguageTag("es")))
        .isEqualTo("debe ser como mínimo 3");
    for (var unknown : List.of("ja", "x-any", "zz-ZZ", "und", "")) {
      assertThat(message("standard", 1, Locale.forLanguageTag(unknown)))
          .isEqualTo("must be greater than or equal to 3");
    }
  }

  @Test
  void a_bound_that_is_not_included_reads_differently() {
    assertThat(message("inclusive", 1.0, Locale.ENGLISH))
        .isEqualTo("must be greater than or equal to 1.5");
    assertThat(message("exclusive", 1.0, Locale.ENGLISH)).isEqualTo("must be greater than 1.5");
    assertThat(message("exclusive", 1.0, Locale.GERMAN)).isEqualTo("muss größer als 1.5 sein");
  }

  @Test
  void every_language_has_every_message_and_uses_the_same_attributes() {
    var english = placeholders(Locale.ENGLISH);
    assertThat(english).hasSize(34);
    for (var language : List.of("de", "es", "fr")) {
      assertThat(placeholders(Locale.of(language))).isEqualTo(english);
    }
  }

  /// For each key the attributes that its message uses.
  private static Map<String, HashSet<String>> placeholders(Locale locale) {
    var all = new HashMap<String, HashSet<String>>();
    for (var key : StandardMessages.keys(locale)) {
      var text = String.valueOf(StandardMessages.find(key, locale));
      var used = new HashSet<String>();
      for (int i = text.indexOf('{'); i >= 0; i = text.indexOf('{', i + 1)) {
        used.add(text.substring(i, text.indexOf('}', i)).replaceAll("\\?.*", ""));
      }
      all.put(key, used);
    }
    return all;
  }

  @Test
  void a_backslash_takes_the_meaning_from_braces_and_dollar() {
    assertThat(message("escaped", "", Locale.ENGLISH))
        .isEqualTo("{min} costs $5, \\" + Integer.MAX_VALUE);
  }

  @Test
  void an_attribute_with_several_values_is_listed() {
    assertThat(message("flags", "c", Locale.ENGLISH)).isEqualTo("CASE_INSENSITIVE, DOTALL [ab]");
  }

  @Test
  void the_refused_value_cannot_be_part_of_a_message() {
    assertThat(Places.problems(Messages.class, "value"))
        .extracting(ModelProblem::message, ModelProblem::fix)
        .containsExactly(
            tuple(
                "The message \"${validatedValue}\" contains an expression.",
                "Use {attribute} instead of ${...}: the refused value itself is never part of a"
                    + " message."));
  }

  @Test
  void a_message_that_cannot_be_interpolated_is_a_start_up_problem() {
    assertThat(Places.problems(Messages.class, "own"))
        .extracting(ModelProblem::message)
        .containsExactly(
            "The message refers to {hello}, which is neither an attribute of @Min nor a known"
                + " message.");
    assertThat(Places.problems(Messages.class, "open"))
        .extracting(ModelProblem::message)
        .containsExactly("The message \"a {min\" has no closing brace.");
  }

  @TempDir Path folder;

  /// Runs with message files in the context class loader, and counts how often files are looked
  /// for.
  private <T> T withFiles(Map<String, String> files, List<String> asked, Supplier<T> run)
      throws IOException {
    for (var file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    try (var loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, null) {
          @Override
          public Enumeration<URL> getResources(String name) throws IOException {
            asked.add(name);
            return super.getResources(name);
          }
        }) {
      thread.setContextClassLoader(loader);
      return run.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static final Map<String, String> FILES =
      Map.of(
          "ValidationMessages.properties",
          """
          hello = Hello ünïcode
          jakarta.validation.constraints.Min.message = {hello}, at least {value}
          """,
          "ValidationMessages_de.properties",
          "hello = Hallo",
          "ValidationMessages_de_CH.properties",
          "hello = Grüezi",
          "ValidationMessages_nl.properties",
          "hello = Hallo uit Holland");

  @Test
  void files_of_the_application_come_before_the_standard_messages() throws Exception {
    var texts =
        withFiles(
            FILES,
            new ArrayList<>(),
            () -> {
              var settings = ConstraintSettings.standard();
              var own = Places.of(Messages.class, "own", settings).check(1).getFirst();
              var nested = Places.of(Messages.class, "nested", settings).check(1).getFirst();
              var other = Places.of(Messages.class, "inclusive", settings).check(1.0).getFirst();
              return List.of(
                  own.message(),
                  own.message(Locale.GERMAN),
                  own.message(Locale.forLanguageTag("de-CH")),
                  own.message(Locale.forLanguageTag("nl-BE")),
                  own.message(Locale.FRENCH),
                  nested.message(Locale.GERMAN),
                  other.message(Locale.GERMAN),
                  other.message(Locale.forLanguageTag("nl")),
                  "speaks " + settings.speaks(Locale.forLanguageTag("nl-BE")),
                  "speaks " + settings.speaks(Locale.forLanguageTag("ja")));
            });

    assertThat(texts)
        .containsExactly(
            "Hello ünïcode 3",
            "Hallo 3",
            "Grüezi 3",
            "Hallo uit Holland 3",
            "Hello ünïcode 3",
            "Hallo, at least 3!",
            "muss größer oder gleich 1.5 sein",
            "must be greater than or equal to 1.5",
            "speaks true",
            "speaks false");
  }

  @Test
  void the_default_locale_replaces_languages_that_nobody_speaks() throws Exception {
    var texts =
        withFiles(
            Map.of("ValidationMessages_it.properties", "hello = Ciao"),
            new ArrayList<>(),
            () -> {
              var settings = ConstraintSettings.standard().withDefaultLocale(Locale.ITALIAN);
              var own = Places.of(Messages.class, "own", settings).check(1).getFirst();
              var german =
                  Places.of(
                      Messages.class,
                      "standard",
                      ConstraintSettings.standard().withDefaultLocale(Locale.GERMAN));
              return List.of(
                  own.message(),
                  own.message(Locale.JAPANESE),
                  own.message(Locale.FRENCH),
                  german.check(1).getFirst().message(),
                  german.check(1).getFirst().message(Locale.JAPANESE));
            });

    assertThat(texts)
        .containsExactly(
            "Ciao 3", "Ciao 3", "Ciao 3", "muss mindestens 3 sein", "muss mindestens 3 sein");
  }

  @Test
  void a_loop_among_messages_ends() throws Exception {
    var text =
        withFiles(
            Map.of("ValidationMessages.properties", "loop = x{loop}"),
            new ArrayList<>(),
            () -> Places.problems(Messages.class, "loop"));

    assertThat(text)
        .extracting(ModelProblem::message)
        .containsExactly(
            "The message refers to {loop}, which is neither an attribute of @Size nor a known"
                + " message.");
  }

  @Test
  void clients_cannot_make_the_files_that_are_looked_for_grow_without_end() throws Exception {
    var asked = new ArrayList<String>();
    withFiles(
        FILES,
        asked,
        () -> {
          var settings = ConstraintSettings.standard();
          var violation = Places.of(Messages.class, "own", settings).check(1).getFirst();
          for (char a = 'a'; a <= 'z'; a++) {
            for (char b = 'a'; b <= 'z'; b++) {
              for (var rest : List.of("", "-DE", "-QQ", "-Latn", "-Qqqq-QQ", "-x-attack")) {
                var locale = Locale.forLanguageTag("" + a + b + rest);
                assertThat(violation.message(locale)).endsWith(" 3");
              }
            }
          }
          return "";
        });

    assertThat(asked).hasSizeLessThan(1_000).doesNotHaveDuplicates();
  }

  @Test
  void which_files_count_does_not_depend_on_what_clients_have_asked_for() throws Exception {
    var files =
        Map.of(
            "ValidationMessages.properties", "hello = Hello",
            "ValidationMessages_qq.properties", "hello = Nobody speaks this",
            "ValidationMessages_de_CH.properties", "hello = Grüezi",
            "ValidationMessages_nl_BE.properties", "hello = Hallo uit België");
    var texts =
        withFiles(
            files,
            new ArrayList<>(),
            () -> {
              var settings = ConstraintSettings.standard();
              var violation = Places.of(Messages.class, "own", settings).check(1).getFirst();
              var first = violation.message(Locale.forLanguageTag("de-CH"));
              var unknown = violation.message(Locale.forLanguageTag("qq"));
              for (char a = 'a'; a <= 'z'; a++) {
                for (char b = 'a'; b <= 'z'; b++) {
                  violation.message(Locale.forLanguageTag("q" + a + b));
                }
              }
              return List.of(
                  first,
                  unknown,
                  violation.message(Locale.forLanguageTag("de-CH")),
                  violation.message(Locale.forLanguageTag("nl-BE")),
                  violation.message(Locale.forLanguageTag("qq")));
            });

    assertThat(texts)
        .containsExactly("Grüezi 3", "Hello 3", "Grüezi 3", "Hallo uit België 3", "Hello 3");
  }

  @Test
  void an_unreadable_file_of_a_client_s_language_is_passed_over() throws Exception {
    var text =
        withFiles(
            Map.of(
                "ValidationMessages.properties", "hello = Hello",
                "ValidationMessages_nl.properties", "hello = \\uZZZZ"),
            new ArrayList<>(),
            () ->
                Places.of(Messages.class, "own")
                    .check(1)
                    .getFirst()
                    .message(Locale.forLanguageTag("nl")));

    assertThat(text).isEqualTo("Hello 3");
  }

  @Test
  void a_source_of_the_application_is_asked_first() {
    MessageSource source =
        new MessageSource() {
          @Override
          public Optional<String> find(String key, Locale locale) {
            return key.equals("hello")
                ? Optional.of("Hi in " + locale.getLanguage())
                : Optional.empty();
          }

          @Override
          public boolean speaks(Locale locale) {
            return locale.getLanguage().equals("ja");
          }
        };
    var settings = ConstraintSettings.standard().withMessages(source);
    var own = Places.of(Messages.class, "own", settings).check(1).getFirst();

    assertThat(own.message()).isEqualTo("Hi in en 3");
    assertThat(own.message(Locale.JAPANESE)).isEqualTo("Hi in ja 3");
    assertThat(own.message(Locale.KOREAN)).isEqualTo("Hi in en 3");
    assertThat(settings.speaks(Locale.JAPANESE)).isTrue();
  }

  record Needed(@NotNull String value) {}

  @Test
  void a_violation_is_moved_without_being_rendered() {
    var violation = Places.of(Needed.class, "value").check(null).getFirst();

    assertThat(violation.inside("/a/0").pointer()).isEqualTo("/a/0");
    assertThat(violation.inside("/a/0").message(Locale.GERMAN)).isEqualTo("darf nicht fehlen");
    assertThat(violation.inside("")).isSameAs(violation);
    assertThat(violation)
        .isEqualTo(Violation.of("", "NotNull", "must not be null"))
        .hasSameHashCodeAs(Violation.of("", "NotNull", "must not be null"))
        .isNotEqualTo(Violation.of("/a", "NotNull", "must not be null"))
        .hasToString("(value): must not be null [NotNull]");
  }
}
