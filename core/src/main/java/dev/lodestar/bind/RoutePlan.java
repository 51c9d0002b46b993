package dev.lodestar.bind;

import dev.lodestar.convert.Converter;
import dev.lodestar.handler.HandlerParameter;
import java.util.List;
import java.util.Set;

/// What binding knows of one handler on one route.
///
/// @param arguments reads the handler's parameters
/// @param pathConverters the converter of each parameter of the path template, in its order
/// @param pathNames the path parameters that the handler or one of its providers takes
/// @param read the parameters that codecs read, those of providers included
public record RoutePlan(
    Arguments arguments,
    List<Converter<?>> pathConverters,
    Set<String> pathNames,
    Set<HandlerParameter> read) {}
