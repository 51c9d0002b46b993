package dev.lodestar.handler;

import dev.lodestar.report.StartupProblem;
import java.lang.annotation.Annotation;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/// What can be called with arguments: what it takes and gives, and what reports call it.
///
/// Immutable. Parameter names and the place in the source are read when first asked for.
public abstract sealed class Signature
    permits HandlerMethod, ConstructorSignature, FactorySignature {
  private final ClassDetails details;

  Signature(ClassDetails details) {
    this.details = details;
  }

  /// The method or constructor.
  public abstract Executable executable();

  /// What a caller has to give, in this order.
  public abstract List<HandlerParameter> parameters();

  /// The generic type of the result, with the type variables of the declaring class replaced where
  /// it is known what they are; `void.class` if there is none.
  public abstract Type returnType();

  /// The annotations of the declaration, then those that only an overridden declaration has.
  public abstract List<Annotation> annotations();

  /// Finds an annotation of the declaration or of one it overrides.
  public <A extends Annotation> Optional<A> annotation(Class<A> annotationType) {
    return Annotations.find(annotations(), annotationType);
  }

  /// The place in the source: the line of the declaration where the source is at hand, otherwise of
  /// the first statement; no line if the class was compiled without lines.
  public SourceLocation location() {
    return details.location(executable());
  }

  /// A problem of this declaration, with its place in the source.
  public StartupProblem problem(String code, String what, String fix) {
    return new StartupProblem(code, toString(), what, fix).at(location().toString());
  }

  /// The problem of a parameter whose name is needed and not known.
  public StartupProblem missingName(HandlerParameter parameter) {
    String type = TypeNames.simpleName(executable().getDeclaringClass());
    String compile =
        Modifier.isAbstract(executable().getModifiers())
            ? "Compile with \"-parameters\" (an abstract method has no other place for names)"
            : "Compile with \"-g\", as Maven and Gradle do, or with \"-parameters\"";
    return problem(
        "parameter-name-missing",
        "The name of parameter "
            + (parameter.index() + 1)
            + ", of type "
            + TypeNames.of(parameter.type())
            + ", is not known, because "
            + type
            + " was compiled without parameter names.",
        compile + ", or give the name in an annotation of the parameter, as in @Query(\"name\").");
  }

  ClassDetails details() {
    return details;
  }

  /// A name followed by the parameters in parentheses.
  final String withParameters(String name) {
    var text = new StringBuilder(name).append('(');
    for (HandlerParameter parameter : parameters()) {
      text.append(parameter.index() == 0 ? "" : ", ").append(parameter);
    }
    return text.append(')').toString();
  }
}
