/// What clients may send and see of a type, derived from the type itself: `Dto`, and `Getter`,
/// which names a field. And what clients sent of it: patches and drafts.
package dev.lodestar.dto;
