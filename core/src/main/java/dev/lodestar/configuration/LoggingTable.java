package dev.lodestar.configuration;

import dev.lodestar.engine.AccessLogOptions;
import dev.lodestar.log.LogFormat;
import dev.lodestar.log.LogLevel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The table `logging`: what [dev.lodestar.log.LogSettings] and
/// [dev.lodestar.engine.AccessLogOptions] have; null for a default.
///
/// @param access whether each request is logged
record LoggingTable(
    @Nullable LogLevel level,
    Map<String, LogLevel> levels,
    @Nullable LogFormat format,
    @Nullable Boolean fullTraces,
    @Nullable Boolean access,
    AccessLogOptions.@Nullable Query accessQuery,
    @Nullable List<String> accessExcept) {}
