package chat;

/// A line that everybody in a room sees.
///
/// @param from who has said it; empty for what the room itself tells
/// @param text the text
record Line(String from, String text) {}
