package dev.lodestar.doccomment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Doc comments as trees of plain values, without what is empty. What is read may come from another
/// version: what has another form counts as not there.
final class CommentsTree {
  private CommentsTree() {}

  static Map<String, Object> of(TypeComments comments) {
    var tree = of(comments.comment());
    var fields = new LinkedHashMap<String, Object>();
    comments.fields().forEach((name, comment) -> put(fields, name, of(comment)));
    put(tree, "fields", fields);
    var methods = new ArrayList<Object>();
    for (var method : comments.methods()) {
      var entry = new LinkedHashMap<String, Object>();
      entry.put("name", method.name());
      entry.put("types", method.parameterTypes());
      entry.putAll(of(method.comment()));
      methods.add(entry);
    }
    put(tree, "methods", methods);
    return tree;
  }

  private static Map<String, Object> of(DocComment comment) {
    var tree = new LinkedHashMap<String, Object>();
    put(tree, "text", comment.text());
    put(tree, "parameters", comment.parameters());
    put(tree, "returns", comment.returns());
    put(tree, "exceptions", comment.exceptions());
    put(tree, "deprecated", comment.deprecated());
    return tree;
  }

  private static void put(Map<String, Object> tree, String name, Object value) {
    if (!value.equals("") && !value.equals(Map.of()) && !value.equals(List.of())) {
      tree.put(name, value);
    }
  }

  static TypeComments type(@Nullable Object tree) {
    var fields = new LinkedHashMap<String, DocComment>();
    map(tree, "fields")
        .forEach((name, comment) -> fields.put(String.valueOf(name), comment(comment)));
    var methods = new ArrayList<TypeComments.MethodComment>();
    for (var entry : list(tree, "methods")) {
      var types = list(entry, "types").stream().map(String::valueOf).toList();
      methods.add(new TypeComments.MethodComment(text(entry, "name"), types, comment(entry)));
    }
    return new TypeComments(comment(tree), fields, List.copyOf(methods));
  }

  private static DocComment comment(@Nullable Object tree) {
    return new DocComment(
        text(tree, "text"),
        texts(map(tree, "parameters")),
        text(tree, "returns"),
        texts(map(tree, "exceptions")),
        text(tree, "deprecated"));
  }

  private static Map<String, String> texts(Map<?, ?> tree) {
    var texts = new LinkedHashMap<String, String>();
    tree.forEach((name, text) -> texts.put(String.valueOf(name), String.valueOf(text)));
    return texts;
  }

  private static @Nullable Object get(@Nullable Object tree, String name) {
    return tree instanceof Map<?, ?> map ? map.get(name) : null;
  }

  private static String text(@Nullable Object tree, String name) {
    return get(tree, name) instanceof String text ? text : "";
  }

  private static Map<?, ?> map(@Nullable Object tree, String name) {
    return get(tree, name) instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object tree, String name) {
    return get(tree, name) instanceof List<?> list ? list : List.of();
  }
}
