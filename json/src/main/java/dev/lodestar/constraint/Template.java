package dev.lodestar.constraint;

import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The message of a constraint, interpolated when it is asked for: `{attribute}` of the annotation,
/// `{key}` of the message files, and the choice `${inclusive == true ? 'a' : 'b'}` between two
/// texts. A backslash takes the meaning from `{`, `}`, `$` and itself.
///
/// Interpolation never fails: what is not known stays as it stands. [#verify()] finds it at start.
final class Template implements Message {
  private static final int MAX_NESTING = 5;
  private static final String SIZE = "jakarta.validation.constraints.Size.message";

  private final String template;
  private final Annotation annotation;
  private final Messages messages;
  private volatile @Nullable String defaultText;

  Template(String template, Annotation annotation, Messages messages) {
    this.template = template;
    this.annotation = annotation;
    this.messages = messages;
  }

  /// The message that the annotation itself has.
  static Template of(Annotation annotation, Messages messages) {
    return new Template(
        String.valueOf(Attributes.find(annotation, "message")), annotation, messages);
  }

  String template() {
    return template;
  }

  /// Returns another text about the same annotation.
  Template with(String otherTemplate) {
    return new Template(otherTemplate, annotation, messages);
  }

  @Override
  public String text() {
    var text = defaultText;
    if (text == null) {
      text = text(messages.defaultLocale());
      defaultText = text;
    }
    return text;
  }

  @Override
  public String text(Locale locale) {
    return interpolated(template, messages.effective(locale, loader()), 0, false);
  }

  /// Finds what cannot be interpolated, in the default locale.
  ///
  /// @throws Unfit if there is something
  void verify() {
    // The message that nearly every annotation has needs no look into a file.
    var name = annotation.annotationType().getName();
    if (!BuiltIns.isBuiltIn(annotation) || !template.equals("{" + name + ".message}")) {
      interpolated(template, messages.defaultLocale(), 0, true);
    }
  }

  private @Nullable ClassLoader loader() {
    return annotation.annotationType().getClassLoader();
  }

  private String interpolated(String source, Locale locale, int nesting, boolean verifies) {
    var text = new StringBuilder(source.length() + 16);
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      char next = i + 1 < source.length() ? source.charAt(i + 1) : ' ';
      if (c == '\\' && "{}$\\".indexOf(next) >= 0) {
        text.append(next);
        i++;
      } else if (c == '{' || (c == '$' && next == '{')) {
        int end = source.indexOf('}', i);
        if (end < 0) {
          if (verifies) {
            throw new Unfit("The message \"" + source + "\" has no closing brace.", "Add it.");
          }
          return text.append(source, i, source.length()).toString();
        }
        var value =
            c == '{'
                ? parameter(source.substring(i + 1, end), locale, nesting, verifies)
                : choice(source.substring(i + 2, end));
        if (value == null && verifies) {
          throw c == '{' ? unknown(source.substring(i + 1, end)) : expression(source);
        }
        text.append(value == null ? source.substring(i, end + 1) : value);
        i = end;
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private @Nullable String parameter(String name, Locale locale, int nesting, boolean verifies) {
    var value = Attributes.find(annotation, name);
    if (value != null) {
      return printed(value);
    }
    var found =
        nesting < MAX_NESTING ? messages.find(name, standardKey(name), locale, loader()) : null;
    return found == null ? null : interpolated(found, locale, nesting + 1, verifies);
  }

  /// The greatest number is no bound that anybody has to know, and neither is 0.
  private String standardKey(String name) {
    if (!(annotation instanceof Size size) || !name.equals(SIZE)) {
      return name;
    }
    if (size.max() == Integer.MAX_VALUE) {
      return "dev.lodestar.constraint.Size.least.message";
    }
    return size.min() == 0 ? "dev.lodestar.constraint.Size.most.message" : name;
  }

  private static String printed(Object value) {
    if (!value.getClass().isArray()) {
      return value instanceof Class<?> c ? c.getSimpleName() : value.toString();
    }
    var text = new StringBuilder();
    for (int i = 0; i < Array.getLength(value); i++) {
      text.append(i == 0 ? "" : ", ").append(printed(Array.get(value, i)));
    }
    return text.toString();
  }

  /// Reads `inclusive == true ? 'a' : 'b'`, the one expression of the specification's messages.
  private @Nullable String choice(String expression) {
    int equal = expression.indexOf("== true ?");
    int colon = expression.indexOf("' : '");
    var rest = equal < 0 ? "" : expression.substring(equal + "== true ?".length()).strip();
    if (equal < 0 || colon < 0 || !rest.startsWith("'") || !rest.endsWith("'")) {
      return null;
    }
    var condition = Attributes.find(annotation, expression.substring(0, equal).strip());
    int middle = rest.indexOf("' : '");
    return !(condition instanceof Boolean holds)
        ? null
        : holds ? rest.substring(1, middle) : rest.substring(middle + 5, rest.length() - 1);
  }

  private Unfit unknown(String name) {
    return new Unfit(
        "The message refers to {"
            + name
            + "}, which is neither an attribute of @"
            + annotation.annotationType().getSimpleName()
            + " nor a known message.",
        "Write the text itself, or put "
            + name
            + " into a file ValidationMessages.properties on the class path.");
  }

  private static Unfit expression(String source) {
    return new Unfit(
        "The message \"" + source + "\" contains an expression.",
        "Use {attribute} instead of ${...}: the refused value itself is never part of a message.");
  }
}
