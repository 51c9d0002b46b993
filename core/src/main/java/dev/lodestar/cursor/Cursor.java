package dev.lodestar.cursor;

import java.util.Optional;

/// What a cursor says.
///
/// @param <P> the type of the positions
/// @param backward whether it leads to what is before the position
/// @param position the position; nothing for the beginning of the list, or its end if it leads
///   backward
public record Cursor<P>(boolean backward, Optional<P> position) {}
