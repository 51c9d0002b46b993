package dev.lodestar.route;

import dev.lodestar.suggest.Suggestions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads one declared path and reports every mistake in it. Positions count characters from 1.
final class TemplateParser {
  private static final String FORBIDDEN_IN_LITERALS = "{}?#%";

  private final String declared;
  private final Slots slots;
  private final Consumer<RouteProblem> problems;
  private final List<Segment> segments = new ArrayList<>();
  private final Map<String, Integer> positions = new HashMap<>();
  private int problemCount;

  TemplateParser(String declared, Slots slots, Consumer<RouteProblem> problems) {
    this.declared = declared;
    this.slots = slots;
    this.problems = problems;
  }

  Optional<PathTemplate> parse() {
    var from = declared.startsWith("/") ? 1 : 0;
    if (from < declared.length()) {
      var end = lastCharacter();
      while (from <= end) {
        var slash = declared.indexOf('/', from);
        var to = slash < 0 || slash > end ? end : slash;
        parseSegment(declared.substring(from, to), from + 1);
        from = to + 1;
      }
    }
    checkLength();
    return problemCount > 0 ? Optional.empty() : Optional.of(new PathTemplate(segments));
  }

  private void parseSegment(String segment, int position) {
    if (segment.isEmpty()) {
      problem(
          "path-segment-empty",
          "has an empty segment at character " + position + ", which no request can match",
          "Remove the additional slash.");
    } else if (isBraced(segment)) {
      parseParameter(segment, position);
    } else {
      parseLiteral(segment, position);
    }
  }

  private static boolean isBraced(String segment) {
    return segment.length() >= 2
        && segment.charAt(0) == '{'
        && segment.indexOf('{', 1) < 0
        && segment.indexOf('}') == segment.length() - 1;
  }

  private void parseLiteral(String literal, int position) {
    var fault = SegmentText.fault(literal);
    if (fault != null) {
      problem(
          "path-literal-illegal",
          "has a segment at character " + position + " that " + fault,
          "Remove it: no request can match such a segment.");
      return;
    }
    var foreign = foreignParameter(literal);
    if (foreign.isPresent()) {
      problem(
          "path-braces",
          "has the segment \""
              + literal
              + "\" at character "
              + position
              + ", which looks like a"
              + " parameter in another notation",
          "Write {" + foreign.get() + "}.");
      return;
    }
    for (var i = 0; i < literal.length(); i++) {
      if (FORBIDDEN_IN_LITERALS.indexOf(literal.charAt(i)) >= 0) {
        forbidden(literal.charAt(i), position + i);
        return;
      }
    }
    segments.add(new Segment.Literal(literal));
  }

  /// The name in `:name` or `<name>`, as other frameworks write parameters.
  private static Optional<String> foreignParameter(String literal) {
    var name =
        literal.startsWith(":")
            ? literal.substring(1)
            : literal.startsWith("<") && literal.endsWith(">")
                ? literal.substring(1, literal.length() - 1)
                : "";
    return Names.isIdentifier(name) ? Optional.of(name) : Optional.empty();
  }

  private boolean isNeverClosed(int position) {
    var slash = declared.indexOf('/', position);
    var end = slash < 0 ? declared.length() : slash;
    return declared.substring(position, end).indexOf('}') < 0;
  }

  private void forbidden(char c, int position) {
    if (c == '{' && isNeverClosed(position)) {
      problem(
          "path-braces",
          "has a '{' at character " + position + " that is never closed",
          "Write the '}' behind the name of the parameter.");
    } else if (c == '{' || c == '}') {
      problem(
          "path-braces",
          "has a '" + c + "' at character " + position + " that does not enclose a whole segment",
          "Let the parameter fill the space between two slashes, as in \"/items/{id}\"; take a"
              + " text that contains more than the value as a String and split it in the handler.");
    } else if (c == '%') {
      problem(
          "path-literal-encoded",
          "has a '%' at character " + position + ", but literals are written decoded",
          "Write the character itself, as in \"/café\".");
    } else {
      problem(
          "path-literal-illegal",
          "has a '" + c + "' at character " + position + ", where the path of a URL ends",
          c == '?'
              ? "Remove the query: query parameters are declared as parameters of the handler."
              : "Remove the fragment: clients do not send it.");
    }
  }

  private void parseParameter(String segment, int position) {
    var inside = segment.substring(1, segment.length() - 1);
    var colon = inside.indexOf(':');
    var name = (colon < 0 ? inside : inside.substring(0, colon)).strip();
    Optional<String> slot =
        colon < 0 ? Optional.empty() : Optional.of(inside.substring(colon + 1).strip());
    var greedy = slot.isPresent() && slot.get().equals(Slots.GREEDY);
    checkName(name, segment, position);
    if (slot.isPresent()) {
      checkSlot(slot.get(), name, position);
    }
    if (greedy && position + segment.length() <= lastCharacter()) {
      problem(
          "path-parameter-greedy",
          "goes on after the parameter "
              + segment
              + " at character "
              + position
              + ", which takes the rest of the path",
          "Move it to the end, or drop \":path\" so that it takes one segment.");
    }
    segments.add(new Segment.Parameter(name, slot, greedy));
  }

  private int lastCharacter() {
    return declared.endsWith("/") ? declared.length() - 1 : declared.length();
  }

  private void checkName(String name, String segment, int position) {
    if (!Names.isIdentifier(name)) {
      problem(
          "path-parameter-name",
          name.isEmpty()
              ? "has the parameter " + segment + " without a name at character " + position
              : "has the parameter name \""
                  + name
                  + "\" at character "
                  + position
                  + ", which is not a Java identifier",
          name.startsWith("*")
              ? "Write {" + Names.identifierLike(name) + ":path} for the rest of the path."
              : "Write {" + Names.identifierLike(name) + "}, the name of the handler's parameter.");
      return;
    }
    var first = positions.putIfAbsent(name, position);
    if (first != null) {
      problem(
          "path-parameter-twice",
          "has the parameter \"" + name + "\" twice, at characters " + first + " and " + position,
          "Give each parameter a name of its own.");
    }
  }

  private void checkSlot(String slot, String name, int position) {
    if (slots.find(slot).isPresent()) {
      return;
    }
    var known = "Known are " + String.join(", ", slots.names()) + ".";
    if (slot.isEmpty() || slot.indexOf(':') >= 0) {
      problem(
          "path-slot-unknown",
          slot.isEmpty()
              ? "has a colon without a slot type at character " + position
              : "has more than one colon in the parameter at character " + position,
          "Write {" + name + "} or one slot type after the name, as in {id:int}. " + known);
      return;
    }
    var suggestion = Suggestions.closest(slot, slots.names());
    problem(
        "path-slot-unknown",
        "names the unknown slot type \"" + slot + "\" at character " + position,
        (suggestion.isPresent() ? "Did you mean \"" + suggestion.get() + "\"? " : "") + known);
  }

  private void checkLength() {
    if (segments.size() > PathTemplate.MAX_SEGMENTS) {
      problem(
          "path-too-long",
          "has " + segments.size() + " segments",
          "A path has at most " + PathTemplate.MAX_SEGMENTS + " segments; shorten it.");
    }
  }

  private void problem(String code, String what, String fix) {
    problemCount++;
    problems.accept(new RouteProblem(code, "The path \"" + declared + "\" " + what + ".", fix));
  }
}
