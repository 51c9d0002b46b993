package dev.lodestar.example;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads a regular expression in the syntax of Java, which is nearly that of JSON Schema.
final class PatternParser {
  private static final int DEEPEST = 100;
  private static final int MOST_REPEATS = 100_000;

  /// What a class of characters is compared with first.
  private static final String COMMON =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.,:;!?@#$%&*+=~^'`\"|/\\<>()"
          + "[]{} éßñΩжя中の";

  private final String pattern;
  private int at;
  private int depth;
  private int groups;

  private PatternParser(String pattern) {
    this.pattern = pattern;
  }

  /// Reads an expression.
  ///
  /// @return empty if the expression is wrong or has something that is not understood
  static Optional<PatternPart> parse(String pattern) {
    try {
      Pattern.compile(pattern);
      var parser = new PatternParser(pattern);
      var part = parser.alternatives();
      return parser.at == pattern.length() ? Optional.of(part) : Optional.empty();
    } catch (PatternSyntaxException | NotUnderstood | StackOverflowError wrong) {
      return Optional.empty();
    }
  }

  private static final class NotUnderstood extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private NotUnderstood() {
      super(null, null, false, false);
    }
  }

  private PatternPart alternatives() {
    if (++depth > DEEPEST) {
      throw new NotUnderstood();
    }
    var choices = new ArrayList<PatternPart>();
    choices.add(sequence());
    while (take("|")) {
      choices.add(sequence());
    }
    depth--;
    return choices.size() == 1 ? choices.getFirst() : new PatternPart.Choice(choices);
  }

  private PatternPart sequence() {
    var parts = new ArrayList<PatternPart>();
    while (at < pattern.length() && peek() != '|' && peek() != ')') {
      parts.add(repeated(atom()));
    }
    return new PatternPart.Sequence(parts);
  }

  private PatternPart atom() {
    var start = at;
    var character = pattern.codePointAt(at);
    at += Character.charCount(character);
    return switch (character) {
      case '^', '$' -> nothing();
      case '(' -> group();
      case '[' -> {
        skipClass();
        yield characters(pattern.substring(start, at));
      }
      case '.' -> characters(".");
      case '\\' -> escaped(start);
      default -> new PatternPart.Literal(Character.toString(character));
    };
  }

  private static PatternPart nothing() {
    return new PatternPart.Literal("");
  }

  private PatternPart group() {
    var names = new ArrayList<String>();
    var written = true;
    if (take("?")) {
      if (take("=") || take("!") || take("<=") || take("<!")) {
        written = false;
      } else if (take("<")) {
        var end = pattern.indexOf('>', at);
        names.add(pattern.substring(at, end));
        names.add(String.valueOf(++groups));
        at = end + 1;
      } else if (!take(":") && !take(">")) {
        flags();
        if (pattern.charAt(at - 1) == ')') {
          return nothing();
        }
      }
    } else {
      names.add(String.valueOf(++groups));
    }
    var part = alternatives();
    if (!take(")")) {
      throw new NotUnderstood();
    }
    return written ? new PatternPart.Group(part, names) : nothing();
  }

  /// Such as `i` in `(?i)` or `(?i:…)`. Upper and lower case both match then.
  private void flags() {
    while (peek() != ':' && peek() != ')') {
      if (peek() == 'x') {
        throw new NotUnderstood();
      }
      at++;
    }
    at++;
  }

  private void skipClass() {
    take("^");
    take("]");
    for (var open = 1; open > 0; at++) {
      switch (peek()) {
        case '\\' -> at++;
        case '[' -> open++;
        case ']' -> open--;
        default -> {}
      }
    }
  }

  private PatternPart escaped(int start) {
    var character = next();
    return switch (character) {
      case 'b', 'B', 'A', 'z', 'Z', 'G' -> nothing();
      case 'Q' -> {
        var end = pattern.indexOf("\\E", at);
        var text = pattern.substring(at, end < 0 ? pattern.length() : end);
        at = end < 0 ? pattern.length() : end + 2;
        yield new PatternPart.Literal(text);
      }
      case 'k' -> {
        var end = pattern.indexOf('>', at);
        var name = pattern.substring(at + 1, end);
        at = end + 1;
        yield new PatternPart.Reference(name);
      }
      case '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
          new PatternPart.Reference(String.valueOf(character));
      case 'R' -> new PatternPart.Literal("\n");
      case 'X' -> new PatternPart.Literal("x");
      case 'd', 'D', 'w', 'W', 's', 'S', 'h', 'H', 'v', 'V' ->
          characters(pattern.substring(start, at));
      case 'p', 'P' -> {
        if (take("{")) {
          at = pattern.indexOf('}', at) + 1;
        } else {
          at++;
        }
        yield characters(pattern.substring(start, at));
      }
      case 'x' -> code(2);
      case 'u' -> code(4);
      case '0', 'c', 'N' -> throw new NotUnderstood();
      case 't' -> new PatternPart.Literal("\t");
      case 'n' -> new PatternPart.Literal("\n");
      case 'r' -> new PatternPart.Literal("\r");
      case 'f' -> new PatternPart.Literal("\f");
      case 'a' -> new PatternPart.Literal("\u0007");
      case 'e' -> new PatternPart.Literal("\u001b");
      default -> new PatternPart.Literal(String.valueOf(character));
    };
  }

  private PatternPart code(int digits) {
    var braces = take("{");
    var end = braces ? pattern.indexOf('}', at) : at + digits;
    var code = Integer.parseInt(pattern.substring(at, end), 16);
    at = braces ? end + 1 : end;
    return new PatternPart.Literal(Character.toString(code));
  }

  private PatternPart repeated(PatternPart part) {
    var fewest = 1;
    var most = 1;
    if (take("*")) {
      fewest = 0;
      most = Integer.MAX_VALUE;
    } else if (take("+")) {
      most = Integer.MAX_VALUE;
    } else if (take("?")) {
      fewest = 0;
    } else if (take("{")) {
      fewest = count();
      most = fewest;
      if (take(",")) {
        most = peek() == '}' ? Integer.MAX_VALUE : count();
      }
      take("}");
    } else {
      return part;
    }
    if (!take("?")) {
      take("+");
    }
    if (fewest > MOST_REPEATS) {
      throw new NotUnderstood();
    }
    return repeated(new PatternPart.Repeated(part, fewest, most));
  }

  private int count() {
    var start = at;
    while (Character.isDigit(peek())) {
      at++;
    }
    return Integer.parseInt(pattern.substring(start, at));
  }

  /// The characters that a class allows: the common ones, else any.
  private static PatternPart characters(String oneCharacter) {
    var test = Pattern.compile(oneCharacter).asMatchPredicate();
    var found = new ArrayList<String>();
    // Those that the class names come first, so that a class of rare ones is not searched for.
    (COMMON + oneCharacter)
        .codePoints()
        .distinct()
        .mapToObj(Character::toString)
        .filter(test)
        .forEach(found::add);
    for (var code = 0; found.isEmpty() && code < Character.MIN_SURROGATE; code++) {
      if (test.test(Character.toString(code))) {
        found.add(Character.toString(code));
      }
    }
    if (found.isEmpty()) {
      throw new NotUnderstood();
    }
    return new PatternPart.OneOf(
        List.copyOf(found), found.stream().filter(PatternParser::isPlain).toList());
  }

  private static boolean isPlain(String character) {
    var code = character.codePointAt(0);
    return code < 128 && Character.isLetterOrDigit(code);
  }

  private boolean take(String text) {
    if (pattern.startsWith(text, at)) {
      at += text.length();
      return true;
    }
    return false;
  }

  private char peek() {
    if (at >= pattern.length()) {
      throw new NotUnderstood();
    }
    return pattern.charAt(at);
  }

  private char next() {
    var character = peek();
    at++;
    return character;
  }
}
