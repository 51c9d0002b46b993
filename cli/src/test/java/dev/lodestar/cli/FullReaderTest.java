package dev.lodestar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FullReaderTest {
  private static Answer serve(String... arguments) {
    return (Answer) FullReader.serve(List.of(arguments));
  }

  private static Answer lodestar(String... arguments) {
    return (Answer) FullReader.lodestar(List.of(arguments));
  }

  @Test
  void an_unknown_option_is_named_with_the_closest_one_and_the_usage() {
    assertThat(serve("--prot", "1"))
        .isEqualTo(
            Answer.mistake(
                String.join(
                    System.lineSeparator(),
                    "There is no option '--prot'. Did you mean '--port'?",
                    "Usage: APPLICATION [-h] [--startup-report] [--version] [--config=FILE]",
                    "                   [--host=HOST] [--name=NAME] [--port=PORT]",
                    "                   [--tls-certificate=FILE] [--tls-key=FILE]",
                    "                   [--unix-socket=FILE] [--profile=NAME]...",
                    "                   [--set=NAME=VALUE]...",
                    "'--help' says more.")));
  }

  @Test
  void an_unknown_option_with_a_value_is_named_without_it() {
    assertThat(serve("--hots=secret").text())
        .startsWith("There is no option '--hots'. Did you mean '--host'?");
  }

  @Test
  void nothing_is_suggested_for_an_option_that_is_like_none() {
    assertThat(serve("--colour").text())
        .startsWith("There is no option '--colour'." + System.lineSeparator());
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "99999", "65536", "-1", "+80", "8080 ", "１", "", "0x50", "1e3"})
  void a_port_that_is_none_is_named_with_the_accepted_ones(String port) {
    assertThat(serve("--port=" + port))
        .satisfies(answer -> assertThat(answer.exitCode()).isEqualTo(2))
        .extracting(Answer::text)
        .asString()
        .startsWith("The option --port is '" + port + "', but a port is a number from 0 to 65535.");
  }

  @Test
  void options_about_listening_that_do_not_fit_together_are_mistakes() {
    assertThat(serve("--tls-certificate=chain.pem").text())
        .startsWith("The option --tls-certificate is given without --tls-key, the file of");
    assertThat(serve("--tls-key=key.pem").text())
        .startsWith("The option --tls-key is given without --tls-certificate, the file of");
    assertThat(serve("--tls-key= ", "--tls-certificate=c").text())
        .startsWith("The option --tls-key is blank, but it names a file.");
    assertThat(serve("--unix-socket=app.sock", "--port=1").text())
        .startsWith(
            "The option --unix-socket names where to listen, so --host and --port cannot be given");
    assertThat(serve("--unix-socket=" + "x".repeat(300)).text())
        .startsWith("The option --unix-socket is not accepted. ");
  }

  @Test
  void options_about_listening_are_arguments_of_the_application() {
    assertThat(
            FullReader.lodestar(
                List.of(
                    "run", "--unix-socket", "a", "--tls-key=k", "--tls-certificate=c", "App.java")))
        .isEqualTo(
            new Command.Run(
                "App.java",
                false,
                List.of("--tls-certificate=c", "--tls-key=k", "--unix-socket=a")));
  }

  @Test
  void a_blank_host_is_a_mistake() {
    assertThat(serve("--host= ").text())
        .startsWith("The option --host is blank, but it is an address such as 127.0.0.1.");
  }

  @Test
  void an_option_without_its_value_is_a_mistake() {
    assertThat(serve("--port").text())
        .startsWith("Missing required parameter for option '--port' (PORT).");
  }

  @Test
  void an_option_that_is_given_twice_is_a_mistake() {
    assertThat(serve("--port=1", "--port=2").text())
        .startsWith("Option '--port' (PORT) should be specified only once.");
  }

  @Test
  void an_argument_that_is_no_option_is_a_mistake() {
    assertThat(serve("8080").text()).startsWith("The argument '8080' is not expected.");
  }

  @Test
  void a_file_with_arguments_is_never_read() {
    assertThat(serve("@/etc/passwd").text())
        .startsWith("The argument '@/etc/passwd' is not expected.");
  }

  @Test
  void help_lists_every_option_variable_and_exit_code() {
    assertThat(serve("--help"))
        .satisfies(answer -> assertThat(answer.exitCode()).isZero())
        .extracting(Answer::text)
        .asString()
        .contains(
            "--host=HOST",
            "--port=PORT",
            "--tls-certificate=FILE",
            "--tls-key=FILE",
            "--unix-socket=FILE",
            "--help",
            "--version",
            "LODESTAR_PORT",
            "  2   The command");
  }

  @Test
  void the_version_is_the_one_of_the_build() {
    assertThat(serve("--version").text()).matches("Lodestar \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    assertThat(lodestar("--version").text()).isEqualTo(serve("--version").text());
  }

  @Test
  void help_of_the_command_lists_its_commands() {
    assertThat(lodestar("--help"))
        .satisfies(answer -> assertThat(answer.exitCode()).isZero())
        .extracting(Answer::text)
        .asString()
        .contains("Usage: lodestar", "Commands:", "  run ");
  }

  @Test
  void the_command_alone_prints_its_help_as_a_mistake() {
    assertThat(lodestar()).isEqualTo(Answer.mistake(lodestar("--help").text()));
  }

  @Test
  void help_of_run_tells_its_file_and_arguments() {
    assertThat(lodestar("run", "--help").text())
        .contains("Usage: lodestar run", "FILE", "[ARGUMENT...]", "LODESTAR_CACHE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "rnu      | There is no command 'rnu'. Did you mean 'run'?",
        "quux     | There is no command 'quux'.",
        "App.java | 'App.java' is no command. Did you mean 'lodestar run App.java'?",
        "--verion | There is no option '--verion'. Did you mean '--version'?"
      })
  void an_unknown_command_is_named_with_what_could_be_meant(String typed, String sentence) {
    assertThat(lodestar(typed))
        .satisfies(answer -> assertThat(answer.exitCode()).isEqualTo(2))
        .extracting(Answer::text)
        .asString()
        .startsWith(sentence + System.lineSeparator() + "Usage: lodestar ");
  }

  @ParameterizedTest
  @CsvSource({
    "serve,run",
    "build,package",
    "init,new",
    "doctor,diagnose",
    "hlep,help",
    "stauts,status"
  })
  void a_word_of_another_command_line_is_understood(String typed, String meant) {
    assertThat(lodestar(typed).text())
        .startsWith("There is no command '" + typed + "'. Did you mean '" + meant + "'?");
  }

  @Test
  void help_is_a_command_too() {
    assertThat(lodestar("help").text()).isEqualTo(lodestar("--help").text());
    assertThat(lodestar("help").exitCode()).isZero();
    assertThat(lodestar("help", "stop").text()).isEqualTo(lodestar("stop", "--help").text());
    assertThat(lodestar("help", "stpo").text()).contains("Did you mean 'stop'?");
  }
}
