internal import CKernels
import Dispatch
import Synchronization

/// Threads that help the calling one. It must not depend on them: one that comes after ``dismiss()`` does nothing, since
/// to wait for a thread to wake may take longer than the work.
final class Crew: Sendable {
  private struct State {
    var isDismissed = false
    var working = 0
  }

  private let state = Mutex(State())
  private let isLastGone = DispatchSemaphore(value: 0)

  /// Lets each of `threads` threads run `body` with its number.
  ///
  /// The threads are new: one that waits in a pool would be woken on the processor of the calling thread, perhaps, and moved
  /// only milliseconds later. Where the system has no thread left, nobody helps.
  init(_ threads: Int, _ body: @escaping @Sendable (Int) -> Void) {
    for thread in 0..<threads {
      let box = Unmanaged.passRetained(
        Work { [self] in
          guard arrive() else { return }
          body(thread)
          leave()
        })
      let hasBegun = ck_begin_thread(
        { Unmanaged<Work>.fromOpaque($0!).takeRetainedValue().run() }, box.toOpaque())
      if hasBegun == 0 { box.release() }
    }
  }

  private final class Work: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Lets nobody begin any more, and waits for those who have begun. To be called once, after which `body` does not
  /// run.
  func dismiss() {
    let working = state.withLock { state in
      state.isDismissed = true
      return state.working
    }
    if working > 0 { isLastGone.wait() }
  }

  private func arrive() -> Bool {
    state.withLock { state in
      if state.isDismissed { return false }
      state.working += 1
      return true
    }
  }

  private func leave() {
    let isLast = state.withLock { state in
      state.working -= 1
      return state.isDismissed && state.working == 0
    }
    if isLast { isLastGone.signal() }
  }
}
