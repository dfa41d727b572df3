internal import CLibmd

/// The SHA-256 checksum of `bytes`, as 64 hexadecimal digits (FIPS 180-4, by libmd).
public func sha256(_ bytes: [UInt8]) -> String {
  var context = SHA2_CTX()
  SHA256Init(&context)
  bytes.withUnsafeBufferPointer { SHA256Update(&context, $0.baseAddress, $0.count) }
  var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
  SHA256Final(&digest, &context)
  return digest.map { byte in
    let text = String(byte, radix: 16)
    return text.count == 1 ? "0" + text : text
  }.joined()
}
