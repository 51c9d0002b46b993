package dev.lodestar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.ServiceLoader;

/// Finds the first provider of a service.
///
/// `ServiceLoader` asks every jar of the class path, even for the first provider, and to open them
/// all is what a start with many jars mostly does. So the class path is asked here, up to the first
/// jar that has a provider; modules are left to `ServiceLoader`.
final class Services {
  private Services() {}

  static <T> Optional<T> first(Class<T> service) {
    var loader = service.getClassLoader();
    if (!service.getModule().isNamed()) {
      try (var file = loader.getResourceAsStream("META-INF/services/".concat(service.getName()))) {
        if (file != null) {
          var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
          for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var name = line.strip();
            if (!name.isEmpty() && name.charAt(0) != '#' && name.indexOf('#') < 0) {
              var provider = Class.forName(name, true, loader).getDeclaredConstructor();
              return Optional.of(service.cast(provider.newInstance()));
            }
          }
        }
      } catch (IOException | ReflectiveOperationException | ClassCastException unusual) {
        // ServiceLoader finds it, or explains what is wrong.
      }
    }
    return ServiceLoader.load(service, loader).findFirst();
  }
}
