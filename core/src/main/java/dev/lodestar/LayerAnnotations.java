package dev.lodestar;

import dev.lodestar.http.MediaType;
import dev.lodestar.openapi.DeclaredAnswer;
import dev.lodestar.pagination.PageSize;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.setting.LayerSettings;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads annotations into the settings of a layer: those of Lodestar, those that carry them, and
/// those with a configurer.
final class LayerAnnotations {
  private final AnnotatedLayer layer;
  private final List<StartupProblem> problems;

  /// The annotation types that are open, since annotation types may carry each other in a circle.
  private final Set<Class<?>> open = new HashSet<>();

  private LayerAnnotations(AnnotatedLayer layer, List<StartupProblem> problems) {
    this.layer = layer;
    this.problems = problems;
  }

  /// Reads annotations.
  ///
  /// @param problems receives every mistake
  static void read(
      Iterable<Annotation> annotations, AnnotatedLayer layer, List<StartupProblem> problems) {
    var reader = new LayerAnnotations(layer, problems);
    for (var annotation : annotations) {
      // Every handler has one of these: no need to load all the others for it.
      if (!Mapping.is(annotation)) {
        reader.read(annotation);
      }
    }
  }

  /// Looks for annotations that would carry settings, if Java kept them for running programs: a
  /// guard that is silently not there is worse than an error at start.
  ///
  /// @param dropped the names of annotation classes that are not kept
  /// @param owner the class that bears them
  static void checkDropped(
      List<String> dropped, Class<?> owner, AnnotatedLayer layer, List<StartupProblem> problems) {
    for (var name : dropped) {
      if (carriesSettings(name, owner)) {
        var simple = name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
        problems.add(
            layer.problem(
                "layer-annotation",
                "The annotation @"
                    + simple
                    + " carries settings, but Java does not keep it for running programs, so it would"
                    + " do nothing.",
                "Write @Retention(RetentionPolicy.RUNTIME) on " + simple + "."));
      }
    }
  }

  private static boolean carriesSettings(String name, Class<?> owner) {
    try {
      for (var carried : Class.forName(name, false, owner.getClassLoader()).getAnnotations()) {
        if (carried.annotationType().getPackage() == Layer.class.getPackage()
            || carried instanceof PageSize) {
          return true;
        }
      }
    } catch (ClassNotFoundException | LinkageError absent) {
      // an annotation that is only there for the compiler
    }
    return false;
  }

  private void read(Annotation annotation) {
    try {
      apply(annotation);
    } catch (IllegalArgumentException refused) {
      report(
          "The annotation " + nameOf(annotation) + " cannot be used: " + refused.getMessage(),
          "Write a value that is accepted, or remove the annotation.");
    }
  }

  private static MediaType[] mediaTypes(String[] texts) {
    var mediaTypes = new MediaType[texts.length];
    for (var i = 0; i < texts.length; i++) {
      mediaTypes[i] = MediaType.parse(texts[i]);
    }
    return mediaTypes;
  }

  private static DeclaredAnswer answer(Answers answers) {
    var answer = DeclaredAnswer.of(answers.status(), answers.value(), answers.description());
    return answers.mediaType().isEmpty() ? answer : answer.as(MediaType.parse(answers.mediaType()));
  }

  private void report(String what, String fix) {
    problems.add(layer.problem("layer-annotation", what, fix));
  }

  // An instanceof chain, as everywhere on the way to the first answer.
  private void apply(Annotation annotation) {
    if (annotation instanceof Guarded guarded) {
      for (var guard : guarded.value()) {
        layer.guard(guard);
      }
    } else if (annotation instanceof UseMiddleware middleware) {
      for (var type : middleware.value()) {
        layer.middleware(type);
      }
    } else if (annotation instanceof WithoutMiddleware without) {
      for (var type : without.value()) {
        layer.withoutMiddleware(type);
      }
    } else if (annotation instanceof Tags tags) {
      layer.tags(tags.value());
    } else if (annotation instanceof Security security) {
      layer.security(security.value(), security.scopes());
    } else if (annotation instanceof Security.All all) {
      for (var security : all.value()) {
        apply(security);
      }
    } else if (annotation instanceof AddHeader header) {
      layer.header(header.name(), header.value());
    } else if (annotation instanceof AddHeader.All all) {
      for (var header : all.value()) {
        apply(header);
      }
    } else if (annotation instanceof Produces produces) {
      layer.produces(mediaTypes(produces.value()));
    } else if (annotation instanceof Accepts accepts) {
      layer.shaped(LayerSettings.ACCEPTS, DtoTypes.of(accepts));
    } else if (annotation instanceof Returns returns) {
      layer.shaped(LayerSettings.RETURNS, DtoTypes.of(returns));
    } else if (annotation instanceof BodyLimit limit) {
      layer.bodyLimit(limit.value());
    } else if (annotation instanceof PageSize pageSize) {
      layer.pageSize(pageSize.value(), pageSize.max());
    } else if (annotation instanceof StreamedBody streamedBody) {
      layer.streamedBody(streamedBody.value());
    } else if (annotation instanceof Timeout timeout) {
      layer.timeout(Duration.ofMillis(timeout.millis()));
    } else if (annotation instanceof Blocking blocking) {
      layer.blocking(blocking.value());
    } else if (annotation instanceof Answers answers) {
      layer.answers(answer(answers));
    } else if (annotation instanceof Answers.All all) {
      for (var answers : all.value()) {
        apply(answers);
      }
    } else if (annotation instanceof OperationId id) {
      if (id.value().isBlank()) {
        throw new IllegalArgumentException("The id is blank; write one such as \"getWidget\".");
      }
      layer.operationId(id.value());
    } else if (annotation instanceof InSchema inSchema) {
      layer.includeInSchema(inSchema.value());
    } else {
      applyOwn(annotation);
    }
  }

  /// An annotation of the application: what it carries comes first, then its configurer.
  private void applyOwn(Annotation annotation) {
    var type = annotation.annotationType();
    if (isForeign(type) || !open.add(type)) {
      return;
    }
    for (var carried : type.getAnnotations()) {
      if (carried instanceof ConfiguredBy configured) {
        configure(configured, annotation);
      } else {
        apply(carried);
      }
    }
    open.remove(type);
  }

  /// What comes with Java, Lodestar or Jakarta carries nothing.
  private static boolean isForeign(Class<?> type) {
    var name = type.getName();
    return name.startsWith("java.")
        || name.startsWith("jdk.")
        || name.startsWith("jakarta.")
        || name.startsWith("org.jspecify.")
        || (type.getPackage() == Layer.class.getPackage() && type.getEnclosingClass() == null);
  }

  private void configure(ConfiguredBy configured, Annotation annotation) {
    var type = configured.value();
    if (!accepts(type, annotation)) {
      unusable(
          type,
          annotation,
          "it is made for another annotation",
          "Let it implement ConfiguredBy.Configurer<"
              + annotation.annotationType().getSimpleName()
              + ">.");
      return;
    }
    try {
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      @SuppressWarnings("unchecked") // it accepts the annotation
      var configurer = (ConfiguredBy.Configurer<Annotation>) constructor.newInstance();
      configurer.configure(annotation, layer);
    } catch (IllegalArgumentException refused) {
      report(
          Sentences.ended(
              "The annotation " + nameOf(annotation) + " cannot be used: " + refused.getMessage()),
          "Write a value that is accepted, or remove the annotation.");
    } catch (InvocationTargetException failure) {
      unusable(
          type,
          annotation,
          "its constructor failed with " + failure.getCause(),
          "Correct the constructor.");
    } catch (RuntimeException failure) {
      unusable(type, annotation, "it failed with " + failure, "Correct the configurer.");
    } catch (ReflectiveOperationException failure) {
      unusable(
          type,
          annotation,
          "no instance of it can be made",
          "Give it a constructor without parameters; a nested class is static.");
    }
  }

  /// The compiler's bridge method accepts everything, the one that was written what it is for.
  private static boolean accepts(Class<?> configurer, Annotation annotation) {
    for (var method : configurer.getMethods()) {
      if (method.getName().equals("configure")
          && !method.isBridge()
          && method.getParameterCount() == 2
          && method.getParameterTypes()[1] == AnnotatedLayer.class
          && !method.getParameterTypes()[0].isInstance(annotation)) {
        return false;
      }
    }
    return true;
  }

  private void unusable(Class<?> configurer, Annotation annotation, String why, String fix) {
    report(
        Sentences.ended(
            "The configurer "
                + configurer.getSimpleName()
                + " of "
                + nameOf(annotation)
                + " cannot be used: "
                + why),
        fix);
  }

  private static String nameOf(Annotation annotation) {
    return "@" + annotation.annotationType().getSimpleName();
  }
}
