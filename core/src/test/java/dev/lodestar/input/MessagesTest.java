package dev.lodestar.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The messages of the framework's own checks, in every language.
class MessagesTest {

  private static Properties messages(String suffix) throws IOException {
    var messages = new Properties();
    try (var in = StandardTexts.class.getResourceAsStream("messages" + suffix + ".properties")) {
      messages.load(new InputStreamReader(in, UTF_8));
    }
    return messages;
  }

  @ParameterizedTest
  @ValueSource(strings = {"_de", "_es", "_fr"})
  void every_language_has_a_message_for_everything(String language) throws IOException {
    assertThat(messages(language).stringPropertyNames())
        .isEqualTo(messages("").stringPropertyNames());
  }

  @ParameterizedTest
  @ValueSource(strings = {"_de", "_es", "_fr"})
  void no_language_has_a_placeholder_that_english_lacks(String language) throws IOException {
    var english = messages("");
    var translated = messages(language);
    for (var key : english.stringPropertyNames()) {
      assertThat(placeholders(english.getProperty(key)))
          .as(key)
          .containsAll(placeholders(translated.getProperty(key)));
    }
  }

  private static TreeSet<String> placeholders(String text) {
    var names = new TreeSet<String>();
    var matcher = Pattern.compile("\\{\\w+\\}").matcher(text);
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }
}
