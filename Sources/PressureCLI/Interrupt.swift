internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What happens on Ctrl-C: the process ends at once with status 130, and the file that is being written goes.
enum Interrupt {
  /// The address of the path of the file that is being written, or 0. The path belongs to whoever takes it out, the
  /// writer or the signal's handler, so that neither reads what the other has freed.
  private static let unfinished = Atomic<UInt>(0)

  /// Held by the thread that writes: there is one `unfinished`.
  private static let writing = Mutex(())

  /// Begins to answer to Ctrl-C.
  static func install() {
    signal(SIGINT) { _ in
      if let path = Interrupt.takeUnfinished() { unlink(path) }
      // After a bar the prompt begins on a line of its own.
      _ = write(STDERR_FILENO, "\n", 1)
      _exit(130)
    }
    // Whoever started the program may have blocked the signal for itself and so for it.
    var interrupts = sigset_t()
    sigemptyset(&interrupts)
    sigaddset(&interrupts, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &interrupts, nil)
  }

  private static func takeUnfinished() -> UnsafeMutablePointer<CChar>? {
    UnsafeMutablePointer(bitPattern: unfinished.exchange(0, ordering: .acquiringAndReleasing))
  }

  /// Runs `body`, which makes the file `path` whole or removes it; an interrupt meanwhile removes it. Other threads
  /// that write wait.
  static func removing<Failure>(
    _ path: String, during body: () throws(Failure) -> Void
  ) throws(Failure) {
    try writing.withLock { _ throws(Failure) in
      unfinished.store(UInt(bitPattern: strdup(path)), ordering: .releasing)
      defer { free(takeUnfinished()) }
      try body()
    }
  }
}
