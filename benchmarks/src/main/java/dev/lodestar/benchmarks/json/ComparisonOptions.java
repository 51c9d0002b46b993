package dev.lodestar.benchmarks.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the command line asks for.
///
/// @param operations what is measured
/// @param sizes how large documents are
/// @param alphabets what texts are made of
/// @param libraries who reads and writes
/// @param rounds in how many processes each combination is measured
/// @param warmUp how many seconds each process is warmed up
/// @param seconds how many seconds each process is measured
/// @param markdown the file that takes the tables
record ComparisonOptions(
    List<Operation> operations,
    List<Size> sizes,
    List<Alphabet> alphabets,
    List<Library> libraries,
    int rounds,
    int warmUp,
    int seconds,
    Optional<String> markdown) {
  static final String USAGE =
      """
      benchmarks/json [options]: JSON libraries beside each other, on this machine

        --operation=encode,decode   of encode, decode, wrong_type, broken_constraint
        --size=b270,kb27            of b270, b885, kb27, mb1
        --alphabet=ascii            of ascii, mixed
        --library=lodestar,avaje    of lodestar, jackson, blackbird, avaje, fastjson2
        --rounds=1                  processes for each combination
        --warm-up=5                 seconds of warm-up in each process
        --seconds=5                 seconds of measurement in each process
        --markdown=FILE             writes the tables into a file, too

      benchmarks/json --strictness: what each of them makes of documents that are not quite right.

      Without options everything is measured once, which takes about 25 minutes.
      """;

  static ComparisonOptions standard() {
    return new ComparisonOptions(
        List.of(Operation.values()),
        List.of(Size.values()),
        List.of(Alphabet.values()),
        List.of(Library.values()),
        1,
        5,
        5,
        Optional.empty());
  }

  static ComparisonOptions parse(String... arguments) {
    var options = standard();
    for (var argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("Not an option: " + argument + "\n\n" + USAGE);
      }
      options = options.with(argument.substring(0, equals), argument.substring(equals + 1));
    }
    return options;
  }

  private ComparisonOptions with(String name, String value) {
    return switch (name) {
      case "--operation" -> withOperations(constants(Operation.class, value));
      case "--size" ->
          new ComparisonOptions(
              operations,
              constants(Size.class, value),
              alphabets,
              libraries,
              rounds,
              warmUp,
              seconds,
              markdown);
      case "--alphabet" ->
          new ComparisonOptions(
              operations,
              sizes,
              constants(Alphabet.class, value),
              libraries,
              rounds,
              warmUp,
              seconds,
              markdown);
      case "--library" ->
          new ComparisonOptions(
              operations,
              sizes,
              alphabets,
              constants(Library.class, value),
              rounds,
              warmUp,
              seconds,
              markdown);
      case "--rounds" -> withTimes(number(value), warmUp, seconds);
      case "--warm-up" -> withTimes(rounds, number(value), seconds);
      case "--seconds" -> withTimes(rounds, warmUp, number(value));
      case "--markdown" ->
          new ComparisonOptions(
              operations, sizes, alphabets, libraries, rounds, warmUp, seconds, Optional.of(value));
      default -> throw new IllegalArgumentException("Not an option: " + name + "\n\n" + USAGE);
    };
  }

  private ComparisonOptions withOperations(List<Operation> chosen) {
    return new ComparisonOptions(
        chosen, sizes, alphabets, libraries, rounds, warmUp, seconds, markdown);
  }

  private ComparisonOptions withTimes(int rounds, int warmUp, int seconds) {
    return new ComparisonOptions(
        operations, sizes, alphabets, libraries, rounds, warmUp, seconds, markdown);
  }

  private static int number(String value) {
    int number = Integer.parseInt(value);
    if (number < 1) {
      throw new IllegalArgumentException("Not a positive number: " + value);
    }
    return number;
  }

  private static <E extends Enum<E>> List<E> constants(Class<E> type, String names) {
    var constants = new ArrayList<E>();
    for (var name : names.split(",", -1)) {
      constants.add(Enum.valueOf(type, name.toUpperCase(Locale.ROOT)));
    }
    return List.copyOf(constants);
  }
}
