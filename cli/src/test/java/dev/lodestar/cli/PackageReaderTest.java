package dev.lodestar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageReaderTest {
  private static Command read(String... arguments) {
    var all = new ArrayList<String>();
    all.add("package");
    all.addAll(List.of(arguments));
    return FullReader.lodestar(all);
  }

  @Test
  void a_file_is_packaged_with_training() {
    assertThat(read("App.java"))
        .isEqualTo(
            new PackageCommand(
                new SchemaCommand.FileSource("App.java", List.of()),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false,
                true));
  }

  @Test
  void a_class_is_packaged_as_the_options_say() {
    assertThat(
            read(
                "--class=a.Main",
                "--class-path=x",
                "--name=n",
                "-o",
                "out",
                "--resources",
                "r1",
                "--resources",
                "r2",
                "--no-training"))
        .isEqualTo(
            new PackageCommand(
                new SchemaCommand.ClassSource("a.Main", Optional.of("x"), List.of()),
                Optional.of("n"),
                Optional.of("out"),
                List.of("r1", "r2"),
                Optional.empty(),
                false,
                false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|Give either APP",
        "App.java,--class=Main|Give either APP",
        "App.java,--class-path=x|belongs to --class",
        "App.java,more|one argument too many",
        "App.class|is neither a Java source file",
        "App.java,--no-training,--unsafe-methods|leaves nothing to do",
        "App.java,--outpt=x|Did you mean '--output'?",
      })
  void mistakes_are_told(String arguments, String message) {
    var answer = read(arguments == null ? new String[0] : arguments.split(",", -1));

    assertThat(answer).isInstanceOf(Answer.class);
    assertThat(((Answer) answer).text()).contains(message);
    assertThat(((Answer) answer).exitCode()).isEqualTo(ExitCode.MISUSED);
  }
}
