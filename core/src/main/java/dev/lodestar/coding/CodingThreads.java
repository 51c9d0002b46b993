package dev.lodestar.coding;

import dev.lodestar.offload.Offload;

/// Threads that compress and decompress: a large piece takes longer than an event loop may be kept.
final class CodingThreads {
  private CodingThreads() {}

  static Offload create() {
    return new Offload("lodestar-coding", Runtime.getRuntime().availableProcessors());
  }
}
