package dev.lodestar.jackson;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.constraint.Constraints;
import dev.lodestar.constraint.ObjectConstraints;
import dev.lodestar.constraint.Violation;
import dev.lodestar.json.Json;
import dev.lodestar.model.FieldModel;
import dev.lodestar.model.ForeignTypes;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.ModelProblem;
import dev.lodestar.model.Models;
import dev.lodestar.model.ObjectModel;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/// Checks the constraints on the fields of the objects that a mapper has made, whatever their
/// classes are. A class that cannot be described has no constraints. Safe for use by many threads.
final class Validation {
  private final ObjectMapper mapper;
  private final Json json;
  private final Map<Class<?>, Rules> known = new ConcurrentHashMap<>();

  /// What holds for the instances of a class.
  private record Rules(List<Field> fields, @Nullable ObjectConstraints whole) {}

  private record Field(FieldModel model, String step, Constraints constraints) {}

  private Validation(ObjectMapper mapper, Json json) {
    this.mapper = mapper;
    this.json = json;
  }

  /// Prepares the checks for a type and what it is declared to contain.
  ///
  /// @throws ModelException if a constraint does not fit its place
  static Validation of(ObjectMapper mapper, Type type, Json json) {
    var validation = new Validation(mapper, json);
    validation.prepare(type);
    return validation;
  }

  private void prepare(Type type) {
    if (type instanceof ParameterizedType generic) {
      prepare(generic.getRawType());
      for (var argument : generic.getActualTypeArguments()) {
        prepare(argument);
      }
    } else if (type instanceof GenericArrayType array) {
      prepare(array.getGenericComponentType());
    } else if (type instanceof Class<?> plain && plain.isArray()) {
      prepare(plain.getComponentType());
    } else if (type instanceof Class<?> plain && isOpen(plain) && !known.containsKey(plain)) {
      for (var field : rules(plain).fields()) {
        prepare(field.model().use().type());
      }
    }
  }

  /// Whether instances may have fields with constraints.
  private static boolean isOpen(Class<?> type) {
    return JacksonBackend.isNoPlatformType(type)
        && !type.getName().startsWith("tools.jackson.")
        && !Enum.class.isAssignableFrom(type);
  }

  /// Lists every violation in a value, in the order of the fields.
  List<DecodeProblem> check(Object value) {
    var walk = new Walk();
    walk.visit(value, "");
    return walk.problems;
  }

  /// The way through one value. Mappers can make objects that refer to each other in a circle, so
  /// each is visited once.
  private final class Walk {
    private final List<DecodeProblem> problems = new ArrayList<>();
    private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());

    void visit(@Nullable Object value, String pointer) {
      if (value instanceof Collection<?> elements) {
        int index = 0;
        for (var element : elements) {
          visit(element, pointer + "/" + index++);
        }
      } else if (value instanceof Map<?, ?> map) {
        for (var entry : map.entrySet()) {
          visit(entry.getValue(), pointer + Violation.step(String.valueOf(entry.getKey())));
        }
      } else if (value instanceof Optional<?> optional) {
        visit(optional.orElse(null), pointer);
      } else if (value instanceof Object[] elements) {
        visit(Arrays.asList(elements), pointer);
      } else if (value != null && isOpen(value.getClass()) && visited.add(value)) {
        object(value, pointer);
      }
    }

    private void object(Object value, String pointer) {
      var rules = rules(value.getClass());
      int before = problems.size();
      for (var field : rules.fields()) {
        var content = field.model().get(value);
        var here = pointer + field.step();
        add(field.constraints().check(content), here);
        visit(content, here);
      }
      // As everywhere, an object as a whole is looked at when its fields are in order.
      if (problems.size() == before && rules.whole() != null) {
        add(rules.whole().check(value), pointer);
      }
    }

    private void add(List<Violation> violations, String pointer) {
      for (var violation : violations) {
        problems.add(DecodeProblem.of(violation.inside(pointer)));
      }
    }
  }

  private Rules rules(Class<?> type) {
    var rules = known.get(type);
    if (rules == null) {
      rules = compile(type);
      known.put(type, rules);
    }
    return rules;
  }

  private Rules compile(Class<?> type) {
    var model = describe(type);
    if (model == null) {
      return new Rules(List.of(), null);
    }
    var problems = new ArrayList<ModelProblem>();
    var names = PropertyNames.of(mapper, type);
    var fields = new ArrayList<Field>();
    for (var field : model.fields()) {
      if (field.readable()) {
        var step = Violation.step(names.getOrDefault(field.javaName(), field.name()));
        fields.add(new Field(field, step, constraints(field, problems)));
      }
    }
    var whole = Constraints.ofType(model, json.constraints(), problems);
    if (!problems.isEmpty()) {
      throw new ModelException(problems);
    }
    return new Rules(List.copyOf(fields), whole.isEmpty() ? null : whole);
  }

  private Constraints constraints(FieldModel field, List<ModelProblem> problems) {
    try {
      return Constraints.of(field.use(), json.constraints());
    } catch (ModelException unfit) {
      problems.addAll(unfit.problems());
      return Constraints.shallow(field.use(), json.constraints(), new ArrayList<>());
    }
  }

  /// Describes the fields of a class, but not those of the classes that it refers to.
  private @Nullable ObjectModel describe(Class<?> type) {
    var models =
        Models.standard()
            .withoutJacksonAnnotations()
            .withConverters(json.models().converters())
            .withForeign(new Others(other -> other != type));
    try {
      return models.model(type) instanceof ObjectModel object ? object : null;
    } catch (ModelException undescribed) {
      return null;
    }
  }

  /// Types that are not looked into. No document is read or written with them.
  private record Others(Predicate<Class<?>> types) implements ForeignTypes {
    @Override
    public boolean contains(Class<?> type) {
      return types.test(type);
    }

    @Override
    public Object toTree(Object value) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Object fromTree(Object tree, Type type) {
      throw new UnsupportedOperationException();
    }
  }
}
