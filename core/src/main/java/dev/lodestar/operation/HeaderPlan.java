package dev.lodestar.operation;

import java.util.Optional;

/// A header of a response.
///
/// @param name its name
/// @param description what it tells; empty if nobody says so
/// @param value its value, if that is known; a response of the handler may have another one
/// @param always whether every such response has it
public record HeaderPlan(String name, String description, Optional<String> value, boolean always) {}
