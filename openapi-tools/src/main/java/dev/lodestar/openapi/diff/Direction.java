package dev.lodestar.openapi.diff;

import dev.lodestar.openapi.diff.ApiChange.Weight;

/// Who sends what is compared, which decides what may become narrower or wider.
enum Direction {
  /// Clients send it: what was accepted has to be accepted still.
  REQUEST(Weight.BREAKING, Weight.COMPATIBLE),
  /// Clients receive it: nothing may come that was not to be expected.
  RESPONSE(Weight.COMPATIBLE, Weight.BREAKING);

  final Weight narrower;
  final Weight wider;

  Direction(Weight narrower, Weight wider) {
    this.narrower = narrower;
    this.wider = wider;
  }

  String words() {
    return this == REQUEST ? "in requests" : "in responses";
  }
}
