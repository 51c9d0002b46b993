package dev.lodestar;

import dev.lodestar.background.Subscription;
import dev.lodestar.event.Listener;
import dev.lodestar.event.Listens;
import dev.lodestar.event.Phase;
import dev.lodestar.handler.HandlerMethod;
import dev.lodestar.handler.HandlerMethods;
import dev.lodestar.handler.Invoker;
import dev.lodestar.handler.Invokers;
import dev.lodestar.handler.Unwrapped;
import dev.lodestar.report.StartupProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the listener methods of objects and classes into subscriptions.
final class ListenerMethods {
  private final List<StartupProblem> problems;
  private final Instances instances;
  private final HandlerMethods handlerMethods = new HandlerMethods();

  ListenerMethods(List<StartupProblem> problems) {
    this.problems = problems;
    this.instances = new Instances(problems);
  }

  /// Reads all methods of one registration.
  ///
  /// @param registered an object, or the class of one
  List<Subscription> read(Object registered) {
    var type = registered instanceof Class<?> given ? given : registered.getClass();
    var methods = handlerMethods.of(type, method -> method.isAnnotationPresent(Listens.class));
    if (methods.isEmpty()) {
      problems.add(
          new StartupProblem(
              "listener-without-methods",
              Described.className(type),
              "It was registered with listeners(…), but none of its methods is a listener.",
              "Annotate its listeners with @Listens, or use on(…) for a function."));
      return List.of();
    }
    var heard = new ArrayList<HandlerMethod>();
    for (var method : methods) {
      var problem = problemOf(method);
      if (problem.isPresent()) {
        problems.add(problem.get());
      } else {
        heard.add(method);
      }
    }
    var receiver = receiver(registered, type, methods);
    var invokers = Invokers.generate(heard, problems);
    var subscriptions = new ArrayList<Subscription>();
    for (var i = 0; i < heard.size(); i++) {
      subscriptions.add(subscription(heard.get(i), receiver, invokers.get(i)));
    }
    return subscriptions;
  }

  private @Nullable Object receiver(Object registered, Class<?> type, List<HandlerMethod> methods) {
    if (registered != type) {
      return registered;
    }
    for (var method : methods) {
      if (!method.isStatic()) {
        return instances.create(type).orElse(null);
      }
    }
    return null;
  }

  private static Subscription subscription(
      HandlerMethod method, @Nullable Object receiver, Invoker invoker) {
    var type = method.parameters().getFirst().rawType();
    return Subscription.of(type, phaseOf(method), listener(invoker, receiver), method::toString);
  }

  private static Listener<Object> listener(Invoker invoker, @Nullable Object receiver) {
    return event -> {
      try {
        var _ = invoker.invoke(receiver, new @Nullable Object[] {event});
      } catch (Throwable failure) {
        throw Unwrapped.of(failure);
      }
    };
  }

  private static Phase phaseOf(HandlerMethod method) {
    return method.annotation(Listens.class).orElseThrow().value();
  }

  private static Optional<StartupProblem> problemOf(HandlerMethod method) {
    if (method.parameters().size() != 1) {
      return Optional.of(
          method.problem(
              "listener-parameters",
              "A listener has one parameter, the event, but this one has "
                  + method.parameters().size()
                  + ".",
              "Leave the event as its only parameter, and take what else it needs in the constructor"
                  + " of its class."));
    }
    var parameter = method.parameters().getFirst();
    if (parameter.type() instanceof Class<?> type && !type.isPrimitive()) {
      return Optional.empty();
    }
    return Optional.of(
        method.problem(
            "listener-event",
            "The type of the event \""
                + parameter
                + "\" "
                + (parameter.rawType().isPrimitive()
                    ? "is primitive, but an event is an object."
                    : "has type arguments, which no event knows of itself when it is published."),
            "Listen to a class, record or interface without type arguments."));
  }
}
