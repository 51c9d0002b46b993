package dev.lodestar.benchmarks.load;

import java.util.ArrayList;
import java.util.List;

/// What the command line asks for.
///
/// @param rounds how often each server is measured on each route
/// @param seconds how long one round takes
/// @param warmUp how many seconds each route of each server is warmed up
/// @param connections the numbers of connections to measure with
/// @param route only routes whose path starts so; empty for all
/// @param bundledClient whether to use the bundled client although `wrk` is installed
/// @param servers the two servers: the baseline, and what is compared with it
/// @param serverFlags more options for the virtual machines of both servers
record LoadOptions(
    int rounds,
    int seconds,
    int warmUp,
    List<Integer> connections,
    String route,
    boolean bundledClient,
    List<String> servers,
    List<String> serverFlags) {
  static final String USAGE =
      """
      benchmarks/load [options]: Lodestar beside a bare Netty server, on this machine

        --rounds=9            rounds of each server on each route
        --seconds=2           length of a round
        --warm-up=8           seconds of warm-up of each route of each server
        --connections=64,1    numbers of connections to measure with
        --route=/json         only routes that start so
        --servers=netty,lodestar   the baseline, and what is compared with it: netty, lodestar,
                              or layered: Lodestar with middleware, guards and dependencies
        --client=bundled      the bundled client, although wrk is installed
        --server-flag=FLAG    one more option for the virtual machines of both servers
      """;

  static LoadOptions parse(String... arguments) {
    var options =
        new LoadOptions(
            9, 2, 8, List.of(64, 1), "", false, List.of("netty", "lodestar"), List.of());
    for (var argument : arguments) {
      var equals = argument.indexOf('=');
      var name = equals < 0 ? argument : argument.substring(0, equals);
      var value = equals < 0 ? "" : argument.substring(equals + 1);
      options = options.with(name, value);
    }
    return options;
  }

  private LoadOptions with(String name, String value) {
    return switch (name) {
      case "--rounds" -> with(number(value), seconds, warmUp);
      case "--seconds" -> with(rounds, number(value), warmUp);
      case "--warm-up" -> with(rounds, seconds, number(value));
      case "--connections" ->
          new LoadOptions(
              rounds, seconds, warmUp, numbers(value), route, bundledClient, servers, serverFlags);
      case "--route" ->
          new LoadOptions(
              rounds, seconds, warmUp, connections, value, bundledClient, servers, serverFlags);
      case "--client" ->
          new LoadOptions(
              rounds,
              seconds,
              warmUp,
              connections,
              route,
              value.equals("bundled"),
              servers,
              serverFlags);
      case "--servers" ->
          new LoadOptions(
              rounds, seconds, warmUp, connections, route, bundledClient, pair(value), serverFlags);
      case "--server-flag" -> {
        var flags = new ArrayList<>(serverFlags);
        flags.add(value);
        yield new LoadOptions(
            rounds,
            seconds,
            warmUp,
            connections,
            route,
            bundledClient,
            servers,
            List.copyOf(flags));
      }
      default -> throw new IllegalArgumentException("There is no option " + name + ".");
    };
  }

  private LoadOptions with(int rounds, int seconds, int warmUp) {
    return new LoadOptions(
        rounds, seconds, warmUp, connections, route, bundledClient, servers, serverFlags);
  }

  private static List<String> pair(String list) {
    var servers = List.of(list.split(",", -1));
    if (servers.size() != 2) {
      throw new IllegalArgumentException(
          "The servers are '" + list + "', but two are compared, for instance netty,lodestar.");
    }
    return servers;
  }

  private static List<Integer> numbers(String list) {
    var numbers = new ArrayList<Integer>();
    for (var part : list.split(",", -1)) {
      numbers.add(number(part));
    }
    return List.copyOf(numbers);
  }

  private static int number(String text) {
    var value = Integer.parseInt(text);
    if (value < 1 || value > 10_000) {
      throw new IllegalArgumentException("The number is " + text + ", but 1 to 10000 is accepted.");
    }
    return value;
  }
}
