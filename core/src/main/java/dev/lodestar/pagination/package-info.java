/// Lists in pages: what a handler is asked for ([dev.lodestar.pagination.PageRequest],
/// [dev.lodestar.pagination.OffsetRequest], [dev.lodestar.pagination.CursorRequest]) and what it
/// answers ([dev.lodestar.pagination.Page], [dev.lodestar.pagination.OffsetPage],
/// [dev.lodestar.pagination.CursorPage]).
@org.jspecify.annotations.NullMarked
package dev.lodestar.pagination;
