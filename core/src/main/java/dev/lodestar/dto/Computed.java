package dev.lodestar.dto;

import dev.lodestar.handler.FactorySignature;
import dev.lodestar.handler.GenericTypes;
import dev.lodestar.handler.HandlerMethods;
import dev.lodestar.model.Projection;
import dev.lodestar.report.StartupProblem;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A field that is computed by a method reference or a lambda expression.
///
/// @param signature says of which type its values are
record Computed(String name, FactorySignature signature, Function<Object, @Nullable Object> value) {

  /// The field; nothing after a problem.
  static Optional<Computed> of(
      String name, Getter<?, ?> getter, Consumer<StartupProblem> problems) {
    var found = new ArrayList<StartupProblem>(1);
    var signature = new HandlerMethods().ofFactory(getter, found);
    found.forEach(problems);
    if (signature.isEmpty()) {
      return Optional.empty();
    }
    if (!isWhole(signature.get())) {
      problems.accept(
          new StartupProblem(
              "dto-computed",
              "add(\"" + name + "\", …)",
              signature.get().isLambda()
                  ? "The value has the type "
                      + GenericTypes.nameOf(signature.get().returnType())
                      + ", and of a lambda expression the compiler does not keep of what."
                  : "The result of "
                      + signature.get()
                      + " has a type that depends on where the method is called.",
              "Say the type: add(\"" + name + "\", new JsonType<List<String>>() {}, …)."));
      return Optional.empty();
    }
    @SuppressWarnings("unchecked") // only given objects that the DTO is for
    var function = (Getter<Object, @Nullable Object>) getter;
    return Optional.of(new Computed(name, signature.get(), function::get));
  }

  private static boolean isWhole(FactorySignature signature) {
    var type = signature.returnType();
    return signature.isLambda()
        ? GenericTypes.erase(type).getTypeParameters().length == 0
        : !mentionsVariable(type);
  }

  private static boolean mentionsVariable(Type type) {
    return switch (type) {
      case TypeVariable<?> variable -> true;
      case GenericArrayType array -> mentionsVariable(array.getGenericComponentType());
      case ParameterizedType generic ->
          List.of(generic.getActualTypeArguments()).stream().anyMatch(Computed::mentionsVariable);
      case WildcardType wildcard -> mentionsVariable(wildcard.getUpperBounds()[0]);
      default -> false;
    };
  }

  Projection addTo(Projection projection) {
    return !signature.isLambda() && signature.executable() instanceof Method method
        ? projection.add(
            name, method.getAnnotatedReturnType(), List.of(method.getAnnotations()), value)
        : projection.add(name, signature.returnType(), value);
  }
}
