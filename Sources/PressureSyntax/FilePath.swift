#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Paths that a file states, relative to the file's own folder.
public enum FilePath {
  /// The folder of `path`; empty for a bare name, which lies in the current folder.
  public static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// `path`, starting from `folder` unless it is absolute.
  ///
  /// `seeds` and `../fixtures/a.csv` give `fixtures/a.csv`, as people would write it. A symbolic link is left in the
  /// path, since the folder above what it points to is another.
  public static func join(_ folder: String, _ path: String) -> String {
    if folder.isEmpty || folder == "." || path.isEmpty || path.hasPrefix("/") { return path }
    var folder = folder
    var rest = path[...]
    while rest.hasPrefix("../"), !folder.hasSuffix("/"), !isLink(folder) {
      let above = self.folder(of: folder)
      let last = folder.split(separator: "/").last ?? ""
      let further = rest.dropFirst(3).drop { $0 == "/" }
      if last == "." || last == ".." || further.isEmpty { break }
      rest = further
      if above.isEmpty { return String(rest) }
      folder = above
    }
    return folder + (folder.hasSuffix("/") ? "" : "/") + rest
  }

  private static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }
}
