internal import PressureIndex
public import PressureSyntax
public import Robustness

extension Assessment {
  /// What draws of this model are made from; the observations must have been read with checksums.
  ///
  /// - Throws: a file of acts that can no longer be read.
  public func runIdentity() throws(Diagnostics) -> RunIdentity {
    var files = observations.files.map { $0.sha256 ?? "" }
    for path in model.actPaths { files.append(sha256(try InputFile.read(path: path, limit: Int.max))) }
    return RunIdentity(
      model: model.sha256, data: files, asOf: asOf?.description ?? "",
      program: "pressure \(Program.version), \(Program.blas)")
  }
}
