package dev.lodestar.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.codec.Decoded;
import dev.lodestar.json.Json;
import dev.lodestar.log.LogBackend;
import dev.lodestar.log.LogLevel;
import java.util.Map;
import java.util.Optional;

/// What a process is asked on its control socket about the levels of its loggers, and answers.
final class LevelCall {
  private static final String PREFIX = "levels ";

  private LevelCall() {}

  /// What is to be done before the levels are told: nothing, if no logger is named.
  ///
  /// @param level nothing if the logger is to take its level from above again
  record Change(Optional<String> logger, Optional<LogLevel> level) {}

  /// What the levels are then.
  ///
  /// @param able whether there is a back end that has levels
  record Told(boolean able, Map<String, LogLevel> levels) {}

  /// The request that asks for it.
  static String request(Change change) {
    return PREFIX + new String(Json.standard().codec(Change.class).encode(change), UTF_8);
  }

  /// Does what a request asks for, in the process that has the loggers.
  ///
  /// @return the answer; empty if the request is none of these
  static String answer(String request) {
    if (!request.startsWith(PREFIX)) {
      return "";
    }
    var bytes = request.substring(PREFIX.length()).getBytes(UTF_8);
    return Json.standard().codec(Change.class).decode(bytes)
            instanceof Decoded.Valid<Change>(var change)
        ? new String(Json.standard().codec(Told.class).encode(carriedOut(change)), UTF_8)
        : "";
  }

  private static Told carriedOut(Change change) {
    var found = LogBackend.find();
    if (found.isEmpty()) {
      return new Told(false, Map.of());
    }
    var logs = found.get();
    if (change.logger().isPresent()) {
      var logger = change.logger().get();
      change
          .level()
          .ifPresentOrElse(level -> logs.setLevel(logger, level), () -> logs.unsetLevel(logger));
    }
    return new Told(true, logs.levels());
  }

  /// Reads an answer; nothing if it is none.
  static Optional<Told> told(String answer) {
    return Json.standard().codec(Told.class).decode(answer.getBytes(UTF_8))
            instanceof Decoded.Valid<Told>(var told)
        ? Optional.of(told)
        : Optional.empty();
  }
}
