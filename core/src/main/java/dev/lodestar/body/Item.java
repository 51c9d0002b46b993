package dev.lodestar.body;

/// One item of a body, as it stands there.
///
/// @param bytes contain the item, and are overwritten by the next one
/// @param length how many bytes it has, from the first on
/// @param index its number among the items, from 0
/// @param line the line that it begins in, from 1
/// @param column the character of that line that it begins with, from 1
record Item(byte[] bytes, int length, int index, int line, int column) {}
