package dev.lodestar.bind;

import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.http.InputError;
import dev.lodestar.http.Request;
import dev.lodestar.route.Match;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a parameter of simple values from the query, the headers or the cookies.
final class TextArgument implements Argument {
  private static final int ALONE = -1;

  private final TextSource source;
  private final String name;
  private final ValueShape shape;
  private final ValueCheck check;

  TextArgument(TextSource source, String name, ValueShape shape, ConstraintSettings settings) {
    this.source = source;
    this.name = name;
    this.shape = shape;
    this.check = new ValueCheck(source.inputSource(), name, shape.use(), settings);
  }

  @Override
  public @Nullable Object read(Request request, Match.Found<?> match, InputErrors errors) {
    var texts = shape.takesSeveral() ? source.many(request, name) : source.one(request, name);
    if (texts.isEmpty()) {
      if (shape.isRequired()) {
        errors.add(InputError.required(source.inputSource(), name));
        return null;
      }
      return shape.absent();
    }
    var value = shape.takesSeveral() ? several(texts, errors) : one(texts, errors);
    if (value == null) {
      return null;
    }
    var wrapped = shape.wrap(value);
    check.check(wrapped, errors);
    return wrapped;
  }

  /// What a constraint says against the default; nothing if there is no default or it is valid.
  Optional<String> violationOfDefault() {
    var defaultValue = shape.use().defaultValue();
    return defaultValue.isEmpty() ? Optional.empty() : check.firstViolation(defaultValue.get());
  }

  private @Nullable Object one(List<String> texts, InputErrors errors) {
    if (texts.size() > 1) {
      errors.add(InputError.duplicate(source.inputSource(), name, texts.size()));
      return null;
    }
    return convert(texts.getFirst(), ALONE, errors);
  }

  private @Nullable Object several(List<String> texts, InputErrors errors) {
    var elements = new ArrayList<@Nullable Object>(texts.size());
    for (var i = 0; i < texts.size(); i++) {
      var element = convert(texts.get(i), i, errors);
      if (element != null) {
        elements.add(element);
      }
    }
    return elements.size() == texts.size() ? shape.gather(elements) : null;
  }

  private @Nullable Object convert(String text, int index, InputErrors errors) {
    try {
      return shape.converter().parse(text);
    } catch (IllegalArgumentException | DateTimeException refused) {
      var label = index == ALONE ? name : name + "[" + index + "]";
      errors.add(
          InputError.format(source.inputSource(), label, text, shape.converter().expected()));
      return null;
    }
  }
}
