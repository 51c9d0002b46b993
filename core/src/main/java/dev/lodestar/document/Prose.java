package dev.lodestar.document;

import dev.lodestar.doccomment.DocComment;
import dev.lodestar.doccomment.DocComments;
import dev.lodestar.doccomment.Summary;
import dev.lodestar.handler.HandlerMethod;
import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.model.Doc;
import dev.lodestar.model.FieldModel;
import dev.lodestar.operation.Declaration;
import dev.lodestar.operation.ParameterPlan;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What people have written about handlers and what they take: `@Doc`, or else doc comments.
final class Prose {
  private final DocComments comments;

  private final Map<Executable, Optional<DocComment>> known = new HashMap<>();

  Prose(DocComments comments) {
    this.comments = comments;
  }

  private Optional<DocComment> commentOf(Executable executable) {
    return known.computeIfAbsent(executable, comments::of);
  }

  /// What is said of an operation.
  ///
  /// @param summary one line
  /// @param description CommonMark; empty if it says no more than the summary
  record Said(String summary, String description) {}

  Said of(HandlerMethod handler) {
    for (var annotation : handler.annotations()) {
      if (annotation instanceof Doc doc) {
        return said(doc.value());
      }
    }
    var comment = commentOf(handler.executable());
    if (comment.isPresent() && !comment.get().text().isBlank()) {
      return said(comment.get().text());
    }
    return new Said(inWords(handler.name()), "");
  }

  /// What is said of the result of a handler; empty for nothing.
  String ofResult(HandlerMethod handler) {
    return commentOf(handler.executable()).map(DocComment::returns).orElse("");
  }

  private static Said said(String text) {
    var whole = text.strip();
    var summary = Summary.of(whole);
    return new Said(summary, summary.equals(whole) ? "" : whole);
  }

  /// A name in words: `getWidget` is `Get widget`.
  static String inWords(String name) {
    var words = new StringBuilder();
    for (var i = 0; i < name.length(); i++) {
      var c = name.charAt(i);
      var begins =
          i > 0
              && Character.isUpperCase(c)
              && (Character.isLowerCase(name.charAt(i - 1))
                  || (i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1))));
      if (begins) {
        words.append(' ');
      }
      var alone = i + 1 < name.length() && Character.isUpperCase(name.charAt(i + 1));
      words.append(begins && !alone ? Character.toLowerCase(c) : c);
    }
    var text = words.toString().replace('_', ' ').strip();
    return text.isEmpty()
        ? name
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /// What is said of a parameter or of the field of a form; empty for nothing.
  String of(ParameterPlan parameter) {
    var text = parameter.use().doc().orElseGet(() -> of(parameter.declaration()));
    if (parameter.aliases().isEmpty()) {
      return text;
    }
    var names = "`" + String.join("`, `", parameter.aliases()) + "`";
    return (text.isEmpty() ? "" : text + "\n\n") + "Also accepted as " + names + ".";
  }

  /// What is said where something is declared.
  String of(Declaration declaration) {
    return switch (declaration) {
      case Declaration.OfParameter(var parameter) -> of(parameter);
      case Declaration.OfField(var parameter, var field) ->
          field.doc().orElseGet(() -> ofField(parameter.rawType(), field));
      case Declaration.OfFramework(var description) -> description;
      case Declaration.OfPath() -> "";
    };
  }

  private String ofField(Class<?> type, FieldModel field) {
    return comments.ofField(type, field.javaName()).orElse("");
  }

  private String of(HandlerParameter parameter) {
    var doc = parameter.annotation(Doc.class);
    if (doc.isPresent()) {
      return doc.get().value();
    }
    var name = parameter.name();
    return name.isEmpty()
        ? ""
        : commentOf(parameter.owner().executable())
            .map(comment -> comment.parameter(name.get()))
            .orElse("");
  }

  /// Whether something should not be used any more.
  boolean isDeprecated(ParameterPlan parameter) {
    return switch (parameter.declaration()) {
      case Declaration.OfParameter(var declared) ->
          declared.annotation(Deprecated.class).isPresent();
      case Declaration.OfField(var _, var field) -> isDeprecated(field);
      case Declaration.OfFramework _, Declaration.OfPath _ -> false;
    };
  }

  private static boolean isDeprecated(FieldModel field) {
    return field
        .getter()
        .map(member ->
            member instanceof AnnotatedElement element
                && element.isAnnotationPresent(Deprecated.class))
        .orElse(false);
  }
}
