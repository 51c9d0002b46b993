import dev.lodestar.*;
import jakarta.validation.constraints.Size;

record Greeting(String text) {}

/// Greets whoever asks.
///
/// @param name the name of a person
@Get("/greet")
Greeting greet(@Size(min = 1, max = 50) String name) {
  return new Greeting("Hi, " + name + "!");
}

void main(String... args) {
  Lodestar.run(this, args);
}
