package dev.lodestar;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Status;
import dev.lodestar.operation.AnswerPlan;
import dev.lodestar.operation.Content;
import dev.lodestar.operation.OperationPlan;
import dev.lodestar.operation.ParameterPlan;
import dev.lodestar.operation.Shape;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Finds things in the plans of routes.
final class Operating {
  private Operating() {}

  /// The plan of the only route of a controller that has a path.
  static OperationPlan plan(Object controller, String path) {
    return plan(Lodestar.app().routes(controller).build(), path);
  }

  static OperationPlan plan(App app, String path) {
    for (var operation : app.operations().all()) {
      if (operation.plan().path().equals(path)) {
        return operation.plan();
      }
    }
    throw new NoSuchElementException("There is no route of " + path + ".");
  }

  static OperationPlan plan(App app, HttpMethod method, String path) {
    for (var operation : app.operations().all()) {
      if (operation.plan().path().equals(path) && operation.plan().method() == method) {
        return operation.plan();
      }
    }
    throw new NoSuchElementException("There is no route of " + method + " " + path + ".");
  }

  static ParameterPlan parameter(OperationPlan plan, String name) {
    return named(plan.parameters(), name);
  }

  static ParameterPlan named(List<ParameterPlan> parameters, String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(name + " is not among " + parameters));
  }

  static AnswerPlan answer(OperationPlan plan, Status status) {
    return plan.answers().stream()
        .filter(answer -> answer.status().equals(Optional.of(status)))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(status + " is not among " + plan.answers()));
  }

  static List<String> mediaTypes(List<Content> contents) {
    return contents.stream().map(content -> content.mediaType().toString()).toList();
  }

  static Shape shape(List<Content> contents, String mediaType) {
    return contents.stream()
        .filter(content -> content.mediaType().toString().equals(mediaType))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(mediaType + " is not among " + contents))
        .shape();
  }
}
