#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What happens on Ctrl-C: the process ends at once with status 130, and the file that is being written goes.
enum Interrupt {
  /// The path of the file that is being written, for the signal's handler, which can touch nothing but plain memory.
  /// Only the thread that writes changes it.
  nonisolated(unsafe) private static var unfinished: UnsafeMutablePointer<CChar>?

  /// Begins to answer to Ctrl-C.
  static func install() {
    signal(SIGINT) { _ in
      if let path = Interrupt.unfinished { unlink(path) }
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

  /// Names the file that is being written, so that an interrupt removes it.
  static func begin(_ path: String) { unfinished = strdup(path) }

  /// Tells that the file is whole, or gone.
  static func end() {
    let path = unfinished
    unfinished = nil
    free(path)
  }
}
