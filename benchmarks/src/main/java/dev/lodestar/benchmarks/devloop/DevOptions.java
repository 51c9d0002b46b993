package dev.lodestar.benchmarks.devloop;

import java.util.List;

/// What the command line asks for.
///
/// @param with what Lodestar is measured beside
/// @param edits how many bodies of handlers are edited
/// @param structural how many routes are added, and how many components of a record
/// @param reloads during how many reloads requests are sent
/// @param requests how many requests
/// @param classes how many classes the application has
/// @param pause seconds before each edit
record DevOptions(
    List<String> with,
    int edits,
    int structural,
    int reloads,
    int requests,
    int classes,
    int pause) {
  static final String USAGE =
      """
      benchmarks/dev [options]: from saving a source to the answer that shows it

        --with=quarkus,spring-boot   also their loops, in turn with ours
        --edits=20             edits of the body of a handler
        --structural=3         routes that are added, and components that are added to a record
        --reloads=10           reloads during which requests are sent; 0 for none
        --requests=1000        requests that are sent during them
        --classes=50           classes of the application
        --pause=3              seconds before each edit; 1 beside others, which take time themselves
      """;

  private static final List<String> OTHERS = List.of("quarkus", "spring-boot");

  static DevOptions parse(List<String> arguments) {
    var with = List.<String>of();
    var edits = 20;
    var structural = 3;
    var reloads = 10;
    var requests = 1_000;
    var classes = 50;
    var pause = -1;
    for (var argument : arguments) {
      var equals = argument.indexOf('=');
      var value = equals < 0 ? "" : argument.substring(equals + 1);
      switch (equals < 0 ? argument : argument.substring(0, equals)) {
        case "--with" -> with = others(value);
        case "--edits" -> edits = number(value, 1);
        case "--structural" -> structural = number(value, 0);
        case "--reloads" -> reloads = number(value, 0);
        case "--requests" -> requests = number(value, 0);
        case "--classes" -> classes = number(value, 34);
        case "--pause" -> pause = number(value, 0);
        default -> throw new IllegalArgumentException("There is no option '" + argument + "'.");
      }
    }
    return new DevOptions(
        with,
        edits,
        structural,
        reloads,
        requests,
        classes,
        pause >= 0 ? pause : with.isEmpty() ? 3 : 1);
  }

  private static List<String> others(String value) {
    var names = List.of(value.split(",", -1));
    for (var name : names) {
      if (!OTHERS.contains(name)) {
        throw new IllegalArgumentException(
            "There is no '" + name + "' to compare with, but " + String.join(", ", OTHERS) + ".");
      }
    }
    return names;
  }

  private static int number(String text, int least) {
    try {
      var value = Integer.parseInt(text);
      if (value >= least && value <= 10_000) {
        return value;
      }
    } catch (NumberFormatException malformed) {
      // refused below
    }
    throw new IllegalArgumentException(
        "The number is '" + text + "', but " + least + " to 10000 is accepted.");
  }
}
