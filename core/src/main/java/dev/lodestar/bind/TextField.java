package dev.lodestar.bind;

import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.convert.Converter;
import dev.lodestar.http.InputSource;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads simple values from the texts of a request.
final class TextField implements FieldReader {
  private static final int ALONE = -1;

  private final TextSource source;
  private final String name;
  private final List<String> aliases;
  private final ValueShape shape;
  private final boolean secret;
  private final ValueCheck check;
  private final Converter<?> converter;

  /// A form sends an empty text for a number or date that was not filled in.
  private final boolean blankIsAbsent;

  /// Plans the reading.
  ///
  /// @param aliases other names that are accepted
  /// @param secret whether refused texts are not repeated
  /// @throws dev.lodestar.model.ModelException if a constraint does not fit the type
  TextField(
      TextSource source,
      String name,
      List<String> aliases,
      ValueShape shape,
      boolean secret,
      ConstraintSettings settings) {
    this.source = source;
    this.name = name;
    this.aliases = aliases;
    this.shape = shape;
    this.secret = secret;
    this.check = new ValueCheck(source.inputSource(), name, shape.use(), settings);
    var type = shape.elementType();
    var form = source.inputSource() == InputSource.FORM;
    this.blankIsAbsent = form && type != String.class;
    this.converter =
        form && (type == boolean.class || type == Boolean.class)
            ? new Checkbox<>(shape.converter())
            : shape.converter();
  }

  @Override
  public void describe(Telling telling) {
    telling.texts(source.inputSource(), name, aliases, shape.use(), shape.takesSeveral(), secret);
  }

  @Override
  public void addNames(Set<String> names) {
    names.add(name);
    names.addAll(aliases);
  }

  @Override
  public boolean isPresent(Request request) {
    return !texts(request).isEmpty();
  }

  @Override
  public @Nullable Object read(Request request, InputErrors errors) {
    var texts = texts(request);
    if (texts.isEmpty()) {
      if (source.hasFile(request, name)) {
        errors.noText(source.inputSource(), name);
        return null;
      }
      if (shape.isRequired()) {
        errors.required(source.inputSource(), name);
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

  private List<String> texts(Request request) {
    var texts = texts(request, name);
    for (var alias : aliases) {
      var more = texts(request, alias);
      if (!more.isEmpty()) {
        var all = new ArrayList<>(texts);
        all.addAll(more);
        texts = all;
      }
    }
    return blankIsAbsent && texts.contains("")
        ? texts.stream().filter(text -> !text.isEmpty()).toList()
        : texts;
  }

  private List<String> texts(Request request, String name) {
    return shape.takesSeveral() ? source.many(request, name) : source.one(request, name);
  }

  /// What a constraint says against the default; nothing if there is no default or it is valid.
  Optional<String> violationOfDefault() {
    var defaultValue = shape.use().defaultValue();
    return defaultValue.isEmpty() ? Optional.empty() : check.firstViolation(defaultValue.get());
  }

  private @Nullable Object one(List<String> texts, InputErrors errors) {
    if (texts.size() > 1) {
      errors.duplicate(source.inputSource(), name, texts.size());
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
      return converter.parse(text);
    } catch (RuntimeException refused) {
      var label = index == ALONE ? name : name + "[" + index + "]";
      errors.format(source.inputSource(), label, text, converter.expected(), secret);
      return null;
    }
  }
}
