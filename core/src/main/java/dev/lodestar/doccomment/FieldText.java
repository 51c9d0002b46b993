package dev.lodestar.doccomment;

import java.util.Locale;

/// What the comments of a class say about one of its fields.
///
/// @param name the name in Java
record FieldText(TypeComments type, String name) {

  String text() {
    var field = type.fields().getOrDefault(name, DocComment.NONE).text();
    if (!field.isEmpty()) {
      return field;
    }
    var component = type.comment().parameter(name);
    if (!component.isEmpty()) {
      return component;
    }
    var property =
        name.isEmpty() ? name : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    for (var getter : new String[] {name, "get" + property, "is" + property}) {
      var comment = method(getter, 0);
      var text = comment.returns().isEmpty() ? comment.text() : comment.returns();
      if (!text.isEmpty()) {
        return text;
      }
    }
    return fromCallers(property);
  }

  private String fromCallers(String property) {
    var setter = method("set" + property, 1);
    if (setter.parameters().size() == 1) {
      return setter.parameters().values().iterator().next();
    }
    if (!setter.text().isEmpty()) {
      return setter.text();
    }
    for (var method : type.methods()) {
      var parameter = method.name().equals("<init>") ? method.comment().parameter(name) : "";
      if (!parameter.isEmpty()) {
        return parameter;
      }
    }
    return "";
  }

  private DocComment method(String called, int parameters) {
    for (var method : type.methods()) {
      if (method.name().equals(called) && method.parameterTypes().size() == parameters) {
        return method.comment();
      }
    }
    return DocComment.NONE;
  }
}
