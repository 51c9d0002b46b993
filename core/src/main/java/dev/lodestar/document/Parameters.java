package dev.lodestar.document;

import dev.lodestar.http.InputSource;
import dev.lodestar.operation.ParameterPlan;
import dev.lodestar.schema.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The parameters of an operation.
final class Parameters {
  private static final Comparator<ParameterPlan> PATH_FIRST =
      Comparator.comparing(ParameterPlan::in);

  private final Contents contents;
  private final Prose prose;

  Parameters(Contents contents, Prose prose) {
    this.contents = contents;
    this.prose = prose;
  }

  /// The parameters of a route.
  ///
  /// @param names what the document calls the parameters of the path, in their order
  List<Map<String, @Nullable Object>> of(DescribedRoute route, List<String> names) {
    var plans = new ArrayList<>(route.plan().parameters());
    plans.sort(PATH_FIRST);
    var parameters = new ArrayList<Map<String, @Nullable Object>>(plans.size());
    for (var plan : plans) {
      parameters.add(
          plan.in() == InputSource.PATH
              ? ofPath(plan, route, names)
              : parameter(plan, plan.name()));
    }
    return parameters;
  }

  private Map<String, @Nullable Object> ofPath(
      ParameterPlan plan, DescribedRoute route, List<String> names) {
    var declared = route.template().parameters();
    var name = plan.name();
    var greedy = false;
    for (var i = 0; i < declared.size(); i++) {
      if (declared.get(i).name().equals(plan.name())) {
        name = names.get(i);
        greedy = declared.get(i).greedy();
      }
    }
    var parameter = parameter(plan, name);
    parameter.put("required", true);
    if (greedy) {
      parameter.put("schema", Schema.string());
      parameter.put(OperationAssembly.REST, true);
    }
    return parameter;
  }

  private Map<String, @Nullable Object> parameter(ParameterPlan plan, String name) {
    var parameter = Trees.object("name", name, "in", plan.in().word());
    Trees.putText(parameter, "description", prose.of(plan));
    if (plan.required()) {
      parameter.put("required", true);
    }
    if (prose.isDeprecated(plan)) {
      parameter.put("deprecated", true);
    }
    parameter.put("schema", contents.value(plan));
    if (!plan.aliases().isEmpty()) {
      parameter.put(OperationAssembly.ALIASES, plan.aliases());
    }
    return parameter;
  }
}
