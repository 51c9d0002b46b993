package dev.lodestar.bind;

import dev.lodestar.body.Absence;
import dev.lodestar.body.BodyKind;
import dev.lodestar.constraint.Constraints;
import dev.lodestar.handler.GenericTypes;
import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.ModelProblem;
import dev.lodestar.model.Models;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeUse;
import dev.lodestar.model.UnionModel;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A parameter that takes the body as a patch or a draft of some type.
///
/// @param content the type that is patched or made
record PatchShape(Kind kind, TypeUse content, Absence absence) {
  private static final String PACKAGE = "dev.lodestar.dto.";

  /// What it takes the body as.
  enum Kind {
    MERGE_PATCH("MergePatch", BodyKind.MERGE_PATCH),
    JSON_PATCH("JsonPatch", BodyKind.JSON_PATCH),
    CHANGES("Changes", BodyKind.CHANGES),
    DRAFT("Draft", BodyKind.TYPED);

    private final String word;
    private final BodyKind body;

    Kind(String word, BodyKind body) {
      this.word = word;
      this.body = body;
    }

    BodyKind body() {
      return body;
    }
  }

  /// Whether a parameter takes a patch or a draft. Compares names, so that applications without any
  /// load none of these classes.
  static boolean isOne(HandlerParameter parameter) {
    return kindOf(parameter.type()) != null;
  }

  private static @Nullable Kind kindOf(Type type) {
    var raw = GenericTypes.erase(type);
    if (raw == Optional.class) {
      var content = GenericTypes.argumentOf(type);
      return content == null ? null : kindOf(GenericTypes.erase(content));
    }
    return kindOf(raw);
  }

  private static @Nullable Kind kindOf(Class<?> type) {
    if (type.getName().startsWith(PACKAGE)) {
      for (var kind : Kind.values()) {
        if (kind.word.equals(type.getSimpleName())) {
          return kind;
        }
      }
    }
    return null;
  }

  /// Describes a parameter that [#isOne(HandlerParameter)].
  ///
  /// @throws ModelException if the type inside is none that can be patched or made
  static PatchShape of(HandlerParameter parameter, Models models) {
    var kind = kindOf(parameter.type());
    if (kind == null) {
      throw new IllegalArgumentException("The parameter " + parameter + " takes no patch.");
    }
    var isOptional = parameter.rawType() == Optional.class;
    var whole = isOptional ? GenericTypes.argumentOf(parameter.type()) : parameter.type();
    var argument = whole == null ? null : GenericTypes.argumentOf(whole);
    if (argument == null) {
      throw refused(
          parameter,
          "It does not say what is " + (kind == Kind.DRAFT ? "made" : "changed") + ".",
          "Write " + kind.word + "<Widget>, with the class of that.");
    }
    var content =
        Declared.isVariable(parameter)
            ? models.use(argument)
            : models.use(
                inside(parameter.annotatedType(), isOptional),
                parameter.annotations(),
                Declared.label(parameter));
    mustBeObject(parameter, kind, content);
    mustNotBeConstrained(parameter, content);
    var absence =
        isOptional ? Absence.EMPTY : parameter.isNullable() ? Absence.NULL : Absence.REFUSED;
    return new PatchShape(kind, content, absence);
  }

  /// The type argument, with its annotations.
  private static AnnotatedType inside(AnnotatedType type, boolean isOptional) {
    var argument = ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[0];
    return isOptional ? inside(argument, false) : argument;
  }

  private static void mustBeObject(HandlerParameter parameter, Kind kind, TypeUse content) {
    if (content.model() instanceof ObjectModel) {
      return;
    }
    var name = GenericTypes.nameOf(content.type());
    throw refused(
        parameter,
        switch (content.model()) {
          case UnionModel union ->
              name
                  + " is a sealed type, and what is to become of it cannot be told field by field.";
          case ListModel list -> name + " is a list, which has no fields.";
          case MapModel map -> name + " is a map, which has no fields of its own.";
          default -> name + " has no fields.";
        },
        fix(kind, content.model(), name));
  }

  /// Constraints at this place would be on a whole that nobody has yet.
  private static void mustNotBeConstrained(HandlerParameter parameter, TypeUse content) {
    var problems = new ArrayList<ModelProblem>();
    var constraints = Constraints.shallow(content, problems);
    if (!constraints.isEmpty()) {
      var name = GenericTypes.nameOf(content.type());
      throw refused(
          parameter,
          "It has a constraint on "
              + name
              + ", @"
              + constraints.effective().getFirst().annotationType().getSimpleName()
              + ", but what is sent is only a part of one.",
          "Put the constraint on the class "
              + name
              + ": there it is checked once the whole is known.");
    }
  }

  private static String fix(Kind kind, TypeModel model, String name) {
    var example = kind.word + "<Widget>";
    return switch (model) {
      case UnionModel union ->
          "Take one of its variants, an object that holds it, or the whole value: " + name + ".";
      case ListModel list ->
          "Take an object that holds the list; or the whole value, a List; or the items one by one.";
      default -> "Take a record or a class with fields, as in " + example + ", or the whole value.";
    };
  }

  private static ModelException refused(HandlerParameter parameter, String message, String fix) {
    return new ModelException(List.of(new ModelProblem(Declared.label(parameter), message, fix)));
  }
}
