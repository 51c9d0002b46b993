import dev.lodestar.*;

@Get("/greet")
String greet(String name) {
  return "Hi, " + name + "!";
}

void main(String... args) {
  Lodestar.run(this, args);
}
