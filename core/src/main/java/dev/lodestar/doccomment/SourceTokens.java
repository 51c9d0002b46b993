package dev.lodestar.doccomment;

/// The tokens of a Java source, as far as declarations are told by them: words, single characters,
/// doc comments. Other comments are skipped; texts and numbers are all alike.
final class SourceTokens {
  /// What a token is.
  enum Kind {
    WORD,
    SYMBOL,
    LITERAL,
    COMMENT,
    END
  }

  private final String source;
  private int at;
  private Kind kind = Kind.END;
  private String text = "";

  SourceTokens(String source) {
    this.source = source;
    if (source.startsWith("#!")) {
      at = endOfLine();
    }
    advance();
  }

  Kind kind() {
    return kind;
  }

  /// The token as it stands in the source.
  String text() {
    return text;
  }

  boolean is(String expected) {
    return (kind == Kind.SYMBOL || kind == Kind.WORD) && text.equals(expected);
  }

  boolean isAtEnd() {
    return kind == Kind.END;
  }

  /// Goes to the next token; stays at the end.
  void advance() {
    skip();
    if (at >= source.length()) {
      set(Kind.END, at);
      return;
    }
    var character = source.charAt(at);
    if (character == '/' && isDocComment()) {
      return;
    }
    if (Character.isJavaIdentifierStart(character)) {
      var end = at + 1;
      while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) {
        end++;
      }
      set(Kind.WORD, end);
    } else if (character == '"') {
      set(Kind.LITERAL, endOfText());
    } else if (character == '\'') {
      set(Kind.LITERAL, endOfQuote('\'', at + 1));
    } else if (Character.isDigit(character)) {
      set(Kind.LITERAL, endOfNumber());
    } else {
      set(Kind.SYMBOL, at + 1);
    }
  }

  private void set(Kind newKind, int end) {
    kind = newKind;
    text = source.substring(Math.min(at, source.length()), Math.min(end, source.length()));
    at = end;
  }

  /// Skips white space and comments that document nothing, however many stand in a row.
  private void skip() {
    while (at < source.length()) {
      if (Character.isWhitespace(source.charAt(at))) {
        at++;
      } else if (source.startsWith("//", at) && !source.startsWith("///", at)) {
        at = endOfLine();
      } else if (source.startsWith("/*", at) && !isClassicDocComment()) {
        var end = source.indexOf("*/", at + 2);
        at = end < 0 ? source.length() : end + 2;
      } else {
        return;
      }
    }
  }

  /// An empty comment, `/**/`, and one that nothing closes document nothing.
  private boolean isClassicDocComment() {
    return source.startsWith("/**", at) && source.indexOf("*/", at + 2) > at + 2;
  }

  private boolean isDocComment() {
    if (source.startsWith("///", at)) {
      set(Kind.COMMENT, endOfMarkdown());
      return true;
    }
    if (source.startsWith("/**", at)) {
      set(Kind.COMMENT, source.indexOf("*/", at + 2) + 2);
      return true;
    }
    return false;
  }

  /// Lines that begin with three slashes are one comment.
  private int endOfMarkdown() {
    var end = at;
    var line = at;
    while (source.startsWith("///", line)) {
      end = source.indexOf('\n', line);
      end = end < 0 ? source.length() : end;
      line = end;
      while (line < source.length() && Character.isWhitespace(source.charAt(line))) {
        if (source.charAt(line) == '\n' && line > end) {
          // An empty line ends the comment.
          return end;
        }
        line++;
      }
    }
    return end;
  }

  private int endOfLine() {
    var end = source.indexOf('\n', at);
    return end < 0 ? source.length() : end;
  }

  private int endOfText() {
    if (!source.startsWith("\"\"\"", at)) {
      return endOfQuote('"', at + 1);
    }
    for (var i = at + 3; i < source.length(); i++) {
      if (source.charAt(i) == '\\') {
        i++;
      } else if (source.startsWith("\"\"\"", i)) {
        return i + 3;
      }
    }
    return source.length();
  }

  /// A quote that nothing closes ends with its line.
  private int endOfQuote(char quote, int from) {
    for (var i = from; i < source.length(); i++) {
      var character = source.charAt(i);
      if (character == '\\') {
        i++;
      } else if (character == quote) {
        return i + 1;
      } else if (character == '\n') {
        return i;
      }
    }
    return source.length();
  }

  private int endOfNumber() {
    var end = at + 1;
    while (end < source.length()
        && (Character.isJavaIdentifierPart(source.charAt(end)) || source.charAt(end) == '.')) {
      end++;
    }
    return end;
  }
}
