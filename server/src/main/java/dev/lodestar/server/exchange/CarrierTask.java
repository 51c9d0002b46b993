package dev.lodestar.server.exchange;

/// A task of a carrier on its event loop, with whose failure the connection fails.
///
/// No lambda: the first request that takes its time gets here, and linking one would add to it.
record CarrierTask(Carrier carrier, Runnable task) implements Runnable {
  @Override
  public void run() {
    try {
      task.run();
    } catch (Throwable failure) {
      carrier.fail(failure);
    }
  }
}
