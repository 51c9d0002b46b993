package dev.lodestar.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.format.JsonFormat;
import dev.lodestar.format.JsonOutput;
import dev.lodestar.model.Models;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EncodersTest {
  record Folder(String name, List<Folder> folders, Optional<Owner> owner) {}

  record Owner(String name) {}

  @Test
  void encoders_that_could_not_be_made_are_made_again() {
    var models = Models.standard();
    var failures = new ArrayList<>(List.of("no memory"));
    Encoders.ObjectEncoders objects =
        plan -> {
          if (plan.model().rawClass() == Folder.class && !failures.isEmpty()) {
            throw new IllegalStateException(failures.removeLast());
          }
          return null;
        };
    var encoders =
        new Encoders(models, new Encoders.Options(false, false), new JsonFormat(), objects);
    var model = models.model(Folder.class);

    assertThatThrownBy(() -> encoders.of(model)).hasMessage("no memory");

    var out = new JsonOutput(100, 10);
    encoders
        .of(model)
        .write(
            out,
            new Folder(
                "a", List.of(new Folder("b", List.of(), Optional.empty())), Optional.empty()));
    assertThat(new String(out.toByteArray(), StandardCharsets.UTF_8))
        .isEqualTo("{\"name\":\"a\",\"folders\":[{\"name\":\"b\",\"folders\":[]}]}");
  }
}
