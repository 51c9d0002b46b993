package dev.lodestar.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the command line asks for.
final class PeersOptions {
  static final String USAGE =
      """
      benchmarks/peers [options]: Lodestar beside other frameworks, on this machine

        --peers=NAME,…        only these and Lodestar: packaged (starts only), netty, avaje, helidon,
                              javalin, jooby, micronaut, quarkus, spring-boot, vertx
        --endpoints=NAME,…    only these: plaintext, json, users, products, create
        --connections=64,1,1000   numbers of connections to measure with; 0 for no load at all
        --pipelined=64        number of connections of the pipelined rounds; 0 for none
        --depth=16            requests that are sent at once in them
        --rounds=3            rounds of each server on each endpoint
        --seconds=2           length of a round
        --warm-up=3           seconds of warm-up of each endpoint of each server
        --starts=5            starts of each server whose time is taken; 0 for none
        --quick               the same as --rounds=1 --seconds=1 --warm-up=1 --starts=1
        --client=bundled      the bundled client, although wrk is installed
        --jvm=FLAG            one more option for the virtual machines of all servers
        --markdown=FILE       write the tables into a file, too
      """;

  private List<String> peers = List.of();
  private List<Endpoint> endpoints = List.of(Endpoint.values());
  private List<Integer> connections = List.of(64, 1, 1000);
  private int pipelined = 64;
  private int depth = 16;
  private int rounds = 3;
  private int seconds = 2;
  private int warmUp = 3;
  private int starts = 5;
  private boolean bundledClient;
  private Optional<String> markdown = Optional.empty();
  private final List<String> flags = new ArrayList<>();

  private PeersOptions() {}

  static PeersOptions parse(List<String> arguments) {
    var options = new PeersOptions();
    for (var argument : arguments) {
      var equals = argument.indexOf('=');
      options.take(
          equals < 0 ? argument : argument.substring(0, equals),
          equals < 0 ? "" : argument.substring(equals + 1));
    }
    return options;
  }

  private void take(String name, String value) {
    switch (name) {
      case "--peers" -> peers = words(value);
      case "--endpoints" -> endpoints = words(value).stream().map(Endpoint::called).toList();
      case "--connections" ->
          connections =
              words(value).stream().map(PeersOptions::number).filter(some -> some > 0).toList();
      case "--pipelined" -> pipelined = number(value);
      case "--depth" -> depth = Math.max(2, number(value));
      case "--rounds" -> rounds = Math.max(1, number(value));
      case "--seconds" -> seconds = Math.max(1, number(value));
      case "--warm-up" -> warmUp = Math.max(1, number(value));
      case "--starts" -> starts = number(value);
      case "--quick" -> {
        rounds = 1;
        seconds = 1;
        warmUp = 1;
        starts = 1;
      }
      case "--client" -> bundledClient = value.equals("bundled");
      case "--jvm" -> flags.add(value);
      case "--markdown" -> markdown = Optional.of(value);
      default -> throw new IllegalArgumentException("There is no option " + name + ".");
    }
  }

  private static List<String> words(String list) {
    return List.of(list.split(",", -1));
  }

  private static int number(String text) {
    try {
      var value = Integer.parseInt(text);
      if (value >= 0 && value <= 10_000) {
        return value;
      }
    } catch (NumberFormatException malformed) {
      // refused below
    }
    throw new IllegalArgumentException("The number is '" + text + "', but 0 to 10000 is accepted.");
  }

  /// Names of peers; none for all.
  List<String> peers() {
    return peers;
  }

  int rounds() {
    return rounds;
  }

  int seconds() {
    return seconds;
  }

  int warmUp() {
    return warmUp;
  }

  int starts() {
    return starts;
  }

  boolean bundledClient() {
    return bundledClient;
  }

  Optional<String> markdown() {
    return markdown;
  }

  List<String> flags() {
    return List.copyOf(flags);
  }

  /// All loads to measure with: each endpoint with each number of connections, and the two smallest
  /// answers pipelined.
  List<Cell> cells() {
    var cells = new ArrayList<Cell>();
    for (var number : connections) {
      for (var endpoint : endpoints) {
        cells.add(new Cell(endpoint, number, 1));
      }
    }
    for (var endpoint : List.of(Endpoint.PLAINTEXT, Endpoint.JSON)) {
      if (pipelined > 0 && endpoints.contains(endpoint)) {
        cells.add(new Cell(endpoint, pipelined, depth));
      }
    }
    return List.copyOf(cells);
  }

  /// The endpoints that are loaded.
  List<Endpoint> endpoints() {
    return endpoints;
  }
}
