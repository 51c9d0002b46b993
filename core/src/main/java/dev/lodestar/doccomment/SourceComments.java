package dev.lodestar.doccomment;

import dev.lodestar.doccomment.SourceTokens.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Reads the doc comments of one Java source. Whatever is not understood has no comment.
///
/// This is not a compiler: it looks for declarations and skips what stands in their bodies, so that
/// it needs no module of the JDK, and no time.
final class SourceComments {
  static final int LARGEST = 4_000_000;

  private static final int DEEPEST = 50;

  private static final Set<String> MODIFIERS =
      Set.of(
          "public",
          "protected",
          "private",
          "static",
          "final",
          "abstract",
          "default",
          "native",
          "synchronized",
          "strictfp",
          "transient",
          "volatile",
          "sealed",
          "non");

  private final SourceTokens tokens;
  private final Map<String, TypeComments> types = new TreeMap<>();
  private int depth;
  private boolean isCompact;

  private SourceComments(String source) {
    this.tokens = new SourceTokens(source);
  }

  /// The comments of one class, while they are read.
  private record Members(Map<String, DocComment> fields, List<TypeComments.MethodComment> methods) {
    Members() {
      this(new LinkedHashMap<>(), new ArrayList<>());
    }

    TypeComments with(DocComment comment) {
      return new TypeComments(comment, fields, methods);
    }
  }

  /// Reads a source.
  ///
  /// @param implicitClass the name of the class that the members of a compact source file belong
  ///   to, see [#implicitClass]
  /// @return the comments by the names of classes with their outer classes, such as `Shop.Item`;
  ///   nothing if the source is too large
  static Map<String, TypeComments> of(String source, String implicitClass) {
    if (source.length() > LARGEST) {
      return Map.of();
    }
    var reader = new SourceComments(source);
    var members = new Members();
    while (!reader.tokens.isAtEnd()) {
      reader.readMembers("", implicitClass, members);
      reader.tokens.advance();
    }
    if (!reader.isCompact) {
      return reader.types;
    }
    var all = new TreeMap<String, TypeComments>();
    reader.types.forEach((name, comments) -> all.put(implicitClass + "." + name, comments));
    all.put(implicitClass, members.with(DocComment.NONE));
    return all;
  }

  /// The class that a compact source file of this name declares.
  static String implicitClass(String fileName) {
    return fileName.endsWith(".java")
        ? fileName.substring(0, fileName.length() - ".java".length())
        : fileName;
  }

  /// The package with a dot at its end; empty for the unnamed one.
  static String packageOf(String source) {
    var tokens = new SourceTokens(source);
    while (!tokens.isAtEnd() && !tokens.is("package")) {
      if (tokens.is("import") || tokens.is("class") || tokens.is("{")) {
        return "";
      }
      tokens.advance();
    }
    tokens.advance();
    var name = new StringBuilder();
    while (!tokens.isAtEnd() && !tokens.is(";")) {
      name.append(tokens.text());
      tokens.advance();
    }
    return name.isEmpty() ? "" : name + ".";
  }

  /// Reads declarations up to the brace that closes their class.
  private void readMembers(String prefix, String className, Members members) {
    if (++depth > DEEPEST) {
      skipToEnd();
    }
    var comment = DocComment.NONE;
    while (!tokens.isAtEnd() && !tokens.is("}")) {
      if (tokens.kind() == Kind.COMMENT) {
        comment = CommentText.read(tokens.text());
        tokens.advance();
      } else if (tokens.is("@")) {
        tokens.advance();
        if (tokens.is("interface")) {
          tokens.advance();
          readType("@interface", prefix, comment);
          comment = DocComment.NONE;
        } else {
          skipAnnotation();
        }
      } else if (tokens.is("{")) {
        skipBlock("{", "}");
        comment = DocComment.NONE;
      } else if (tokens.is("<")) {
        skipBlock("<", ">");
      } else if (tokens.kind() == Kind.WORD && !MODIFIERS.contains(tokens.text())) {
        readDeclaration(prefix, className, members, comment);
        comment = DocComment.NONE;
      } else {
        comment = tokens.is(";") ? DocComment.NONE : comment;
        tokens.advance();
      }
    }
    depth--;
  }

  private void skipToEnd() {
    while (!tokens.isAtEnd()) {
      tokens.advance();
    }
  }

  /// Stands at the first word behind modifiers, which tells what is declared.
  private void readDeclaration(
      String prefix, String className, Members members, DocComment comment) {
    var word = tokens.text();
    switch (word) {
      case "import", "package", "module", "requires", "exports" -> skipTo(";");
      case "class", "interface", "enum" -> {
        tokens.advance();
        readType(word, prefix, comment);
      }
      default -> {
        tokens.advance();
        if (word.equals("record") && tokens.kind() == Kind.WORD) {
          readRecordOrMember(prefix, className, members, comment);
        } else {
          readMember(List.of(word), className, members, comment);
        }
      }
    }
  }

  /// `record` is a word like others: `record Item(` declares a type, `record item;` a field.
  private void readRecordOrMember(
      String prefix, String className, Members members, DocComment comment) {
    var name = tokens.text();
    tokens.advance();
    if (tokens.is("(") || tokens.is("<")) {
      readNamedType("record", name, prefix, comment);
    } else {
      readMember(List.of("record", name), className, members, comment);
    }
  }

  private void readType(String keyword, String prefix, DocComment comment) {
    if (tokens.kind() == Kind.WORD) {
      var name = tokens.text();
      tokens.advance();
      readNamedType(keyword, name, prefix, comment);
    }
  }

  private void readNamedType(String keyword, String name, String prefix, DocComment comment) {
    var members = new Members();
    if (tokens.is("<")) {
      skipBlock("<", ">");
    }
    if (keyword.equals("record") && tokens.is("(")) {
      for (var component : readParameters()) {
        if (!component.comment().isEmpty()) {
          members.fields().put(component.name(), component.comment());
        }
      }
    }
    while (!tokens.isAtEnd() && !tokens.is("{") && !tokens.is(";")) {
      tokens.advance();
    }
    if (tokens.is("{")) {
      tokens.advance();
      if (keyword.equals("enum")) {
        readConstants(members);
      }
      readMembers(prefix + name + ".", name, members);
      tokens.advance();
    }
    types.putIfAbsent(prefix + name, members.with(comment));
  }

  private void readConstants(Members members) {
    var comment = DocComment.NONE;
    while (!tokens.isAtEnd() && !tokens.is("}")) {
      if (tokens.is(";")) {
        tokens.advance();
        return;
      }
      switch (tokens.kind()) {
        case COMMENT -> {
          comment = CommentText.read(tokens.text());
          tokens.advance();
        }
        case WORD -> {
          add(members.fields(), tokens.text(), comment);
          comment = DocComment.NONE;
          tokens.advance();
        }
        default -> {
          if (tokens.is("@")) {
            tokens.advance();
            skipAnnotation();
          } else if (tokens.is("(")) {
            skipBlock("(", ")");
          } else if (tokens.is("{")) {
            skipBlock("{", "}");
          } else {
            tokens.advance();
          }
        }
      }
    }
  }

  private static void add(Map<String, DocComment> fields, String name, DocComment comment) {
    if (!comment.isEmpty()) {
      fields.put(name, comment);
    }
  }

  /// A field or a method: the last word before `=`, `;`, `,` or `(` is its name.
  ///
  /// @param begun the words that were read already
  private void readMember(
      List<String> begun, String className, Members members, DocComment comment) {
    isCompact |= depth == 1;
    var words = new ArrayList<>(begun);
    while (!tokens.isAtEnd()) {
      if (tokens.kind() == Kind.WORD) {
        words.add(tokens.text());
        tokens.advance();
      } else if (tokens.is("<")) {
        skipBlock("<", ">");
      } else if (tokens.is("@")) {
        tokens.advance();
        skipAnnotation();
      } else if (tokens.is("(")) {
        readMethod(words, className, members, comment);
        return;
      } else if (tokens.is(",")) {
        add(members.fields(), words.getLast(), comment);
        tokens.advance();
      } else if (tokens.is("=") || tokens.is(";")) {
        add(members.fields(), words.getLast(), comment);
        skipTo(";");
        return;
      } else if (tokens.is("{")) {
        // The constructor of a record without its parameters.
        skipBlock("{", "}");
        return;
      } else if (tokens.is("}")) {
        return;
      } else {
        tokens.advance();
      }
    }
  }

  private void readMethod(
      List<String> words, String className, Members members, DocComment comment) {
    var isConstructor = words.size() == 1 && words.getFirst().equals(className);
    var types = new ArrayList<String>();
    for (var parameter : readParameters()) {
      types.add(parameter.type());
    }
    if (!comment.isEmpty()) {
      members
          .methods()
          .add(
              new TypeComments.MethodComment(
                  isConstructor ? "<init>" : words.getLast(), List.copyOf(types), comment));
    }
    while (!tokens.isAtEnd() && !tokens.is("{") && !tokens.is(";") && !tokens.is("}")) {
      if (tokens.is("@")) {
        tokens.advance();
        skipAnnotation();
      } else {
        tokens.advance();
      }
    }
    if (tokens.is("{")) {
      skipBlock("{", "}");
    }
  }

  private record SourceParameter(String type, String name, DocComment comment) {}

  /// Reads what stands in parentheses behind the name of a method or record.
  private List<SourceParameter> readParameters() {
    var parameters = new ArrayList<SourceParameter>();
    var words = new ArrayList<String>();
    var brackets = new StringBuilder();
    var comment = DocComment.NONE;
    tokens.advance();
    while (!tokens.isAtEnd()) {
      if (tokens.is(",") || tokens.is(")")) {
        // The receiver of a method, `Widget this`, is no parameter.
        if (words.size() > 1 && !words.getLast().equals("this")) {
          parameters.add(
              new SourceParameter(
                  words.get(words.size() - 2) + brackets, words.getLast(), comment));
        }
        words.clear();
        brackets.setLength(0);
        comment = DocComment.NONE;
        var isLast = tokens.is(")");
        tokens.advance();
        if (isLast) {
          return parameters;
        }
      } else if (tokens.kind() == Kind.COMMENT) {
        comment = CommentText.read(tokens.text());
        tokens.advance();
      } else if (tokens.is("<")) {
        skipBlock("<", ">");
      } else if (tokens.is("@")) {
        tokens.advance();
        skipAnnotation();
      } else {
        if (tokens.kind() == Kind.WORD) {
          words.add(tokens.text());
        } else if (tokens.is("[")) {
          brackets.append("[]");
        } else if (tokens.is(".")) {
          readDots(brackets);
          continue;
        }
        tokens.advance();
      }
    }
    return parameters;
  }

  /// One dot is a part of a name, three make an array.
  private void readDots(StringBuilder brackets) {
    var dots = 0;
    while (tokens.is(".")) {
      dots++;
      tokens.advance();
    }
    brackets.append(dots == 3 ? "[]" : "");
  }

  /// Stands behind the `@`.
  private void skipAnnotation() {
    tokens.advance();
    while (tokens.is(".")) {
      tokens.advance();
      tokens.advance();
    }
    if (tokens.is("(")) {
      skipBlock("(", ")");
    }
  }

  /// Skips up to a symbol and over it, and whatever stands in braces before it.
  private void skipTo(String symbol) {
    while (!tokens.isAtEnd() && !tokens.is("}")) {
      if (tokens.is(symbol)) {
        tokens.advance();
        return;
      }
      if (tokens.is("{")) {
        skipBlock("{", "}");
      } else {
        tokens.advance();
      }
    }
  }

  /// Stands at what opens a block; skips over what closes it.
  private void skipBlock(String opening, String closing) {
    var open = 0;
    do {
      open += tokens.is(opening) ? 1 : tokens.is(closing) ? -1 : 0;
      tokens.advance();
    } while (open > 0 && !tokens.isAtEnd());
  }
}
