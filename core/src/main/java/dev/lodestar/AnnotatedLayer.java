package dev.lodestar;

import dev.lodestar.report.StartupProblem;
import dev.lodestar.setting.Origin;
import java.util.Optional;
import java.util.function.Supplier;

/// The layer of a controller or a handler. Annotations fill it, and so may the method `configure`
/// of a controller, for settings that no annotation expresses:
///
/// ```java
/// @Path("/widgets")
/// final class Widgets {
///   static void configure(AnnotatedLayer layer) {
///     layer.guard(Guards::apiKey).tags("widgets");
///   }
/// }
/// ```
///
/// The method is static, so that it is called before there is an instance: once for each
/// registration of the controller. What it says comes after what the annotations of the class say.
/// Not thread-safe.
public final class AnnotatedLayer extends Layer<AnnotatedLayer> {
  private final Origin origin;

  AnnotatedLayer(String name, Supplier<Optional<String>> location) {
    this.origin = new Origin(name, location);
  }

  @Override
  AnnotatedLayer self() {
    return this;
  }

  @Override
  String layerName() {
    return origin.layer();
  }

  @Override
  Origin origin() {
    return origin;
  }

  /// A problem of the controller or handler, with its place if it is known.
  StartupProblem problem(String code, String what, String fix) {
    var problem = new StartupProblem(code, origin.layer(), what, fix);
    var location = origin.location().get();
    return location.isPresent() ? problem.at(location.get()) : problem;
  }
}
