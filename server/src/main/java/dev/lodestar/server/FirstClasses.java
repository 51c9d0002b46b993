package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/// Loads the classes that a server needs until its first answer. Their names lie in a file, in the
/// order in which a hello loads them; a test of the examples holds it to what is really loaded, and
/// writes it anew.
final class FirstClasses {
  private static final String FILE = "first-classes.txt";

  private FirstClasses() {}

  /// Loads them, but for those that only another transport has.
  static void load(Transport transport) {
    var loader = FirstClasses.class.getClassLoader();
    try (var stream = FirstClasses.class.getResourceAsStream(FILE)) {
      if (stream == null) {
        return;
      }
      var names = new BufferedReader(new InputStreamReader(stream, US_ASCII));
      for (var name = names.readLine(); name != null; name = names.readLine()) {
        if (transport.has(name)) {
          Class.forName(name, true, loader);
        }
      }
    } catch (IOException | ClassNotFoundException | LinkageError failure) {
      // Whatever needs the class will say so.
    }
  }
}
