package dev.lodestar.server.loop;

/// What a loop runs with nothing of the transport beneath it, and what may take its time: a stretch
/// of a virtual thread, from where it is resumed to where it waits or ends.
///
/// If it takes too long, the loop goes on with another thread while the first one is still inside
/// [#carry(Shift, long)]. So each of the other two methods says where it is called.
///
/// [Object#toString()] says what it is done for, for logs.
public interface Work {
  /// The virtual thread.
  Thread thread();

  /// Does the work. Called by the thread that has the loop, which it may lose meanwhile.
  ///
  /// @param shift the time for which the thread has the loop
  /// @param number what [Shift#isAt(long)] knows this piece of work by
  void carry(Shift shift, long number);

  /// Goes on after the work, on the loop: when [#carry(Shift, long)] has returned.
  void done();

  /// Goes on without the work, on the loop and its new thread, while [#carry(Shift, long)] still
  /// runs on the old one.
  void abandoned();

  /// Is told that [#carry(Shift, long)] has returned, by the thread that has lost the loop, and so
  /// not on the loop.
  void late();
}
