package dev.lodestar.jackson;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.constraint.Constraints;
import dev.lodestar.constraint.ObjectConstraints;
import dev.lodestar.constraint.Violation;
import dev.lodestar.json.Json;
import dev.lodestar.model.FieldModel;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.ModelProblem;
import dev.lodestar.model.Models;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.UnionModel;
import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/// Checks the constraints on the fields of a value that Jackson has made. A type that has no model
/// has no constraints either.
final class Validation {
  private static final Visitor NOTHING = (value, pointer, problems) -> {};

  private final Visitor root;

  private Validation(Visitor root) {
    this.root = root;
  }

  /// Checks a value and everything in it.
  private interface Visitor {
    void visit(Object value, String pointer, List<DecodeProblem> problems);
  }

  static Validation of(ObjectMapper mapper, Type type, Json json) {
    TypeModel model;
    try {
      model = Models.standard().withConverters(json.models().converters()).model(type);
    } catch (ModelException undescribed) {
      return new Validation(NOTHING);
    }
    var compiler = new Compiler(mapper, json.constraints());
    var root = compiler.visitor(model);
    if (!compiler.problems.isEmpty()) {
      throw new ModelException(compiler.problems);
    }
    return new Validation(compiler.found ? root : NOTHING);
  }

  List<DecodeProblem> check(Object value) {
    if (root == NOTHING) {
      return List.of();
    }
    var problems = new ArrayList<DecodeProblem>();
    root.visit(value, "", problems);
    return problems;
  }

  private static void add(
      List<Violation> violations, String pointer, List<DecodeProblem> problems) {
    for (var violation : violations) {
      problems.add(
          new DecodeProblem(
              pointer + violation.pointer(), violation.code(), "", "", violation.message()));
    }
  }

  /// Makes the visitor of each type once.
  private static final class Compiler {
    private final ObjectMapper mapper;
    private final ConstraintSettings settings;
    private final IdentityHashMap<TypeModel, ObjectVisitor> objects = new IdentityHashMap<>();
    private final List<ModelProblem> problems = new ArrayList<>();
    private boolean found;

    Compiler(ObjectMapper mapper, ConstraintSettings settings) {
      this.mapper = mapper;
      this.settings = settings;
    }

    Visitor visitor(TypeModel model) {
      if (model instanceof ObjectModel object) {
        return object(object);
      }
      if (model instanceof UnionModel union) {
        return union(union);
      }
      if (model instanceof ListModel list) {
        return elements(visitor(list.element().model()));
      }
      if (model instanceof MapModel map) {
        return entries(visitor(map.value().model()));
      }
      return model instanceof OptionalModel optional
          ? content(visitor(optional.value().model()))
          : NOTHING;
    }

    private Visitor object(ObjectModel model) {
      var known = objects.get(model);
      if (known != null) {
        return known;
      }
      var visitor = new ObjectVisitor(Constraints.ofType(model, settings, problems));
      found |= !visitor.whole.isEmpty();
      objects.put(model, visitor);
      var names = PropertyNames.of(mapper, model.rawClass());
      for (var field : model.fields()) {
        if (field.readable()) {
          visitor.fields.add(field(field, names));
        }
      }
      return visitor;
    }

    private Field field(FieldModel field, Map<String, String> names) {
      var constraints = constraints(field);
      found |= !constraints.isEmpty();
      var name = names.getOrDefault(field.javaName(), field.name());
      return new Field(
          field, "/" + Refusals.escaped(name), constraints, visitor(field.use().model()));
    }

    private Constraints constraints(FieldModel field) {
      try {
        return Constraints.of(field.use(), settings);
      } catch (ModelException unfit) {
        problems.addAll(unfit.problems());
        return Constraints.shallow(field.use(), settings, new ArrayList<>());
      }
    }

    private Visitor union(UnionModel model) {
      Map<Class<?>, Visitor> variants = new HashMap<>();
      for (var variant : model.variants()) {
        variants.put(variant.model().rawClass(), object(variant.model()));
      }
      return (value, pointer, problems) ->
          variants.getOrDefault(value.getClass(), NOTHING).visit(value, pointer, problems);
    }
  }

  private record Field(FieldModel model, String step, Constraints constraints, Visitor inside) {}

  private static final class ObjectVisitor implements Visitor {
    private final ObjectConstraints whole;
    private final List<Field> fields = new ArrayList<>();

    ObjectVisitor(ObjectConstraints whole) {
      this.whole = whole;
    }

    @Override
    public void visit(Object value, String pointer, List<DecodeProblem> problems) {
      int before = problems.size();
      for (var field : fields) {
        var content = field.model().get(value);
        var here = pointer + field.step();
        add(field.constraints().check(content), here, problems);
        if (content != null) {
          field.inside().visit(content, here, problems);
        }
      }
      // As everywhere: an object as a whole is looked at if its fields are in order.
      if (problems.size() == before) {
        add(whole.check(value), pointer, problems);
      }
    }
  }

  private static Visitor elements(Visitor element) {
    if (element == NOTHING) {
      return NOTHING;
    }
    return (value, pointer, problems) -> {
      int index = 0;
      if (value instanceof Iterable<?> elements) {
        for (var each : elements) {
          visit(element, each, pointer + "/" + index++, problems);
        }
      } else {
        for (; index < Array.getLength(value); index++) {
          visit(element, Array.get(value, index), pointer + "/" + index, problems);
        }
      }
    };
  }

  private static Visitor entries(Visitor content) {
    if (content == NOTHING) {
      return NOTHING;
    }
    return (value, pointer, problems) -> {
      for (var entry : ((Map<?, ?>) value).entrySet()) {
        var step = Refusals.escaped(String.valueOf(entry.getKey()));
        visit(content, entry.getValue(), pointer + "/" + step, problems);
      }
    };
  }

  private static Visitor content(Visitor content) {
    return content == NOTHING
        ? NOTHING
        : (value, pointer, problems) -> {
          if (value instanceof Optional<?> optional && optional.isPresent()) {
            content.visit(optional.get(), pointer, problems);
          }
        };
  }

  private static void visit(
      Visitor visitor, @Nullable Object value, String pointer, List<DecodeProblem> problems) {
    if (value != null) {
      visitor.visit(value, pointer, problems);
    }
  }
}
