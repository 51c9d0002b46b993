package dev.lodestar.example;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A part of a regular expression, as something that writes texts.
sealed interface PatternPart {

  void write(Writer writer);

  /// What one text is written to.
  final class Writer {
    private static final int MOST_STEPS = 200_000;

    private final Chance chance;
    private final int repeats;
    private final boolean plain;
    private final int longest;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> groups = new HashMap<>();
    private int steps;

    /// Begins a text.
    ///
    /// @param repeats how often to repeat more than necessary
    /// @param plain whether to prefer letters and digits
    /// @param longest where to stop
    Writer(Chance chance, int repeats, boolean plain, int longest) {
      this.chance = chance;
      this.repeats = repeats;
      this.plain = plain;
      this.longest = longest;
    }

    String text() {
      return text.toString();
    }

    /// Whether there is enough text, or too much has been done for it: what is empty can be
    /// repeated any number of times.
    private boolean isFull() {
      return text.length() >= longest || ++steps > MOST_STEPS;
    }
  }

  /// A text as it stands.
  record Literal(String text) implements PatternPart {
    @Override
    public void write(Writer writer) {
      writer.text.append(text);
    }
  }

  /// One of some characters.
  ///
  /// @param plain letters and digits among them
  record OneOf(List<String> characters, List<String> plain) implements PatternPart {
    @Override
    public void write(Writer writer) {
      var choices = writer.plain && !plain.isEmpty() ? plain : characters;
      writer.text.append(writer.chance.of(choices));
    }
  }

  /// One after the other.
  record Sequence(List<PatternPart> parts) implements PatternPart {
    @Override
    public void write(Writer writer) {
      parts.forEach(part -> part.write(writer));
    }
  }

  /// One of several.
  record Choice(List<PatternPart> parts) implements PatternPart {
    @Override
    public void write(Writer writer) {
      writer.chance.of(parts).write(writer);
    }
  }

  /// The same several times.
  record Repeated(PatternPart part, int fewest, int most) implements PatternPart {
    @Override
    public void write(Writer writer) {
      var times = Math.min(most, (long) fewest + writer.repeats);
      for (var i = 0L; i < times && !writer.isFull(); i++) {
        part.write(writer);
      }
    }
  }

  /// What is kept to be repeated by a [Reference].
  record Group(PatternPart part, List<String> names) implements PatternPart {
    @Override
    public void write(Writer writer) {
      var start = writer.text.length();
      part.write(writer);
      var written = writer.text.substring(start);
      names.forEach(name -> writer.groups.put(name, written));
    }
  }

  /// The text of a group once more.
  record Reference(String group) implements PatternPart {
    @Override
    public void write(Writer writer) {
      if (!writer.isFull()) {
        writer.text.append(writer.groups.getOrDefault(group, ""));
      }
    }
  }
}
