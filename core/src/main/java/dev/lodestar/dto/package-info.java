/// What clients may send and see of a type, derived from the type itself: `Dto`, and `Getter`,
/// which names a field.
package dev.lodestar.dto;
