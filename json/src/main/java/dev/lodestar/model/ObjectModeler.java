package dev.lodestar.model;

import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.secret.Secret;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Describes a record, bean or class with public fields.
final class ObjectModeler {
  private final Modeler modeler;
  private final ResolvedType type;
  private final Place place;
  private final TypeTraits traits;
  private final JacksonAnnotations.OfType jackson;
  private final boolean persistent;

  ObjectModeler(Modeler modeler, ResolvedType type, Place place) {
    this.modeler = modeler;
    this.type = type;
    this.place = place;
    this.traits = TypeTraits.of(type.raw());
    this.jackson = JacksonAnnotations.type(type.raw(), place, modeler);
    this.persistent =
        modeler.models().readsPersistenceAnnotations() && PersistenceAnnotations.areIn(type.raw());
  }

  ObjectModel model() {
    var model = new ObjectModel(type);
    modeler.keep(type, model);
    model.defaults(new Added.Defaults(modeler.models(), naming(), omission()));
    model.refusesUnknown(traits.strict() == null ? jackson.strict() : traits.strict());
    try {
      if (type.raw().isRecord()) {
        describeRecord(model);
      } else {
        describeClass(model);
      }
      model.findObstacle();
      model.rules(rules(model));
    } catch (IllegalAccessException closed) {
      modeler.problem(
          place,
          "The class " + type.raw().getName() + " is not accessible.",
          Access.howToOpen(type.raw()));
    }
    return model;
  }

  private void describeRecord(ObjectModel model) throws IllegalAccessException {
    var members = new RecordMembers(type, modeler.declared());
    if (members.tooMany()) {
      modeler.problem(
          place,
          "The record " + model.typeName() + " has more than 253 components.",
          "Put some of them into a record of their own; long and double count twice.");
      return;
    }
    var creators = new Creators(modeler, type, place);
    var creator = creators.annotated();
    if (creator == null || creator.equals(members.creation().executable())) {
      complete(model, members.members(), members.creation());
    } else {
      var joined = creators.members(creator, members.members());
      complete(model, joined.fields(), joined.creation());
    }
  }

  private void describeClass(ObjectModel model) throws IllegalAccessException {
    var members = new BeanMembers(type);
    var properties = members.members();
    var creators = new Creators(modeler, type, place);
    var creator = creators.annotated();
    if (creator == null && members.creation() == null) {
      creator = creators.implied(properties);
    }
    if (creator == null) {
      complete(model, properties, members.creation());
    } else {
      var joined = creators.members(creator, properties);
      complete(model, joined.fields(), joined.creation());
    }
    examineClass(model);
  }

  private void complete(ObjectModel model, List<FieldMember> members, @Nullable Creation creation) {
    var fields = fields(members);
    model.complete(fields, fields, creation);
  }

  private void examineClass(ObjectModel model) {
    if (model.executable().isEmpty()) {
      model.cannotBeCreated(
          new ModelProblem(
              place.toString(),
              "The class " + model.typeName() + " has no constructor without parameters.",
              "Add one, mark one with @Creator, or make it a record."));
    }
    if (model.fields().isEmpty()) {
      modeler.problem(
          place,
          "The class " + model.typeName() + " has no getters, setters or public fields.",
          "Add them, make it a record, or register a converter or mapping for it.");
    }
  }

  private List<FieldModel> fields(List<FieldMember> members) {
    var fields = new ArrayList<FieldModel>(members.size());
    var names = new HashSet<String>();
    for (var member : members) {
      var here = place.field(member.javaName());
      var field = field(member, here);
      claim(field.name(), names, here);
      for (var alias : field.aliases()) {
        claim(alias, names, here);
      }
      fields.add(field);
    }
    order(fields);
    return fields;
  }

  private FieldModel field(FieldMember member, Place here) {
    var use = modeler.use(member.type(), member.declared(), here);
    var start =
        persistent
            ? PersistenceAnnotations.field(use.annotations(), member.type())
            : FieldTraits.NONE;
    var own = FieldAnnotations.traits(start, use.annotations(), here, modeler);
    if (own.mark() == Mark.NONE && isSecret(use)) {
      own = own.marked(Mark.WRITE_ONLY);
    }
    var name = own.name() == null ? naming().apply(member.javaName()) : own.name();
    if (own.omission() == null) {
      own = own.omitted(omission());
    }
    if (jackson.hiddenMark() != null && jackson.hidden().contains(name)) {
      own = own.marked(jackson.hiddenMark());
    }
    return new FieldModel(member.javaName(), name, own, use, member.accessors());
  }

  /// Whether the field holds secrets, which are never written.
  private static boolean isSecret(TypeUse use) {
    var inside = use.model();
    while (true) {
      if (inside instanceof OptionalModel optional) {
        inside = optional.value().model();
      } else if (inside instanceof ListModel list) {
        inside = list.element().model();
      } else if (inside instanceof MapModel map) {
        inside = map.value().model();
      } else {
        return inside.rawClass() == Secret.class;
      }
    }
  }

  private @Nullable Omission omission() {
    return traits.omission() == null ? jackson.omission() : traits.omission();
  }

  private NamingStrategy naming() {
    if (traits.naming() != null) {
      return traits.naming();
    }
    return jackson.naming() == null ? modeler.models().naming() : jackson.naming();
  }

  /// Puts the fields into the order that an annotation asks for.
  private void order(List<FieldModel> fields) {
    if (jackson.alphabetic()) {
      fields.sort(Comparator.comparing(FieldModel::name));
    }
    if (!jackson.order().isEmpty()) {
      fields.sort(Comparator.comparingInt(this::position));
    }
  }

  private int position(FieldModel field) {
    int index = jackson.order().indexOf(field.name());
    int byJavaName = index < 0 ? jackson.order().indexOf(field.javaName()) : index;
    return byJavaName < 0 ? Integer.MAX_VALUE : byJavaName;
  }

  private List<FieldModel> rules(ObjectModel model) throws IllegalAccessException {
    var rules = new ArrayList<FieldModel>();
    for (var member : RuleMembers.members(type, model, modeler.declared())) {
      var name = member.javaName();
      var use = modeler.use(member.type(), member.declared(), place.field(name + "()"));
      rules.add(new FieldModel(name, name, FieldTraits.NONE, use, member.accessors()));
    }
    return rules;
  }

  private void claim(String name, HashSet<String> names, Place here) {
    if (!names.add(name)) {
      modeler.problem(
          here,
          "Two fields have the name or alias \"" + name + "\".",
          "Give one of them another name with @Name.");
    }
  }
}
