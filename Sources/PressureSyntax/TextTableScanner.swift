/// Reads the records of a delimited text (RFC 4180) one at a time, as bytes.
///
/// - Fields may stand in quotes; inside them a quote is doubled, and delimiters and line ends are text.
/// - Lines end in LF or CRLF; the last one need not. A CR without an LF is an error.
/// - Blanks around a field do not belong to it. Records without any text are skipped.
/// - A quote inside a field that does not begin with one is an error, and so is text after a closing quote.
///
/// The header is a record like any other. The fields of a record stay valid until the next one is read, and
/// the text must outlive the scanner. Cost: one pass, no allocation but for fields with doubled quotes.
public struct TextTableScanner: ~Copyable {
  /// The delimiter in use.
  public let delimiter: TextTable.Delimiter
  /// The number of fields in the record.
  public private(set) var count = 0
  /// The line on which the record begins, counted from 1.
  public private(set) var line = 0

  private let file: String
  private var position: UnsafePointer<UInt8>
  private var marks: TextTableMarks
  private let end: UnsafePointer<UInt8>
  private var nextLine = 1
  @usableFromInline var fields: UnsafeMutableBufferPointer<UnsafeBufferPointer<UInt8>>
  private var unescaped: [UnsafeMutableBufferPointer<UInt8>] = []

  /// Creates a scanner of `text`, which messages call `file`; the delimiter is detected unless it is given.
  ///
  /// Errors: text that is not UTF-8, NUL bytes, no text at all.
  public init(
    _ text: UnsafeBufferPointer<UInt8>, file: String, delimiter: TextTable.Delimiter? = nil
  ) throws(Diagnostics) {
    let text = try TextTableEncoding.check(text, file: file)
    guard let start = text.baseAddress, !text.isEmpty else {
      throw Diagnostics(TextTableScanner.empty(file))
    }
    self.file = file
    self.delimiter = delimiter ?? .detect(inHeaderOf: text)
    position = start
    end = start + text.count
    marks = TextTableMarks(from: start, to: end, separator: self.delimiter.rawValue)
    fields = .allocate(capacity: 64)
  }

  deinit {
    fields.deallocate()
    unescaped.forEach { $0.deallocate() }
  }

  /// The bytes of a field, without its quotes and the blanks around it.
  @inlinable
  public subscript(index: Int) -> UnsafeBufferPointer<UInt8> {
    precondition(index < count, "no such field in the record")
    return fields[index]
  }

  /// A field as text.
  public func text(_ index: Int) -> String { String(decoding: self[index], as: UTF8.self) }

  /// Reads the first record as the names of the columns.
  ///
  /// Errors: no record at all, a name that stands twice (columns without a name are not compared).
  public mutating func header() throws(Diagnostics) -> [String] {
    do throws(Diagnostic) {
      guard try next() else { throw TextTableScanner.empty(file) }
    } catch {
      throw Diagnostics(error)
    }
    let names = (0..<count).map { text($0) }
    let place = SourceLocation(file: file, line: line)
    var first: [String: Int] = [:]
    var repeated: [Diagnostic] = []
    for (index, name) in names.enumerated() where !name.isEmpty {
      if let earlier = first.updateValue(index, forKey: name) {
        let message = "the columns \(earlier + 1) and \(index + 1) have one name, \(name.quoted)"
        repeated.append(Diagnostic(message, at: place, help: "rename one of them"))
      }
    }
    if !repeated.isEmpty { throw Diagnostics(repeated) }
    return names
  }

  private static func empty(_ file: String) -> Diagnostic {
    let help = "a table begins with a line of column names"
    return Diagnostic("the file is empty", at: SourceLocation(file: file), help: help)
  }

  /// What to say of the record if it has not `expected` fields.
  public func raggedMessage(expected: Int) -> String {
    "expected \(expected) \(expected == 1 ? "field" : "fields"), as in the header, found \(count)"
  }

  /// What to do about it.
  public static var raggedHelp: String {
    "leave a gap empty between its delimiters, and quote a field that holds one"
  }

  /// Reads the next record that has any text; `false` at the end.
  ///
  /// Errors: misplaced or unclosed quotes, a CR without an LF. After an error the scanner is at its end.
  public mutating func next() throws(Diagnostic) -> Bool {
    while position < end {
      if !unescaped.isEmpty {
        unescaped.forEach { $0.deallocate() }
        unescaped.removeAll(keepingCapacity: true)
      }
      line = nextLine
      if try record() { return true }
    }
    count = 0
    return false
  }

  /// Reads one record, and returns whether it has any text.
  private mutating func record() throws(Diagnostic) -> Bool {
    let separator = delimiter.rawValue
    var hasText = false
    count = 0
    while true {
      var stop = marks.next()
      let field: UnsafeBufferPointer<UInt8>
      if stop < end, stop.pointee == TextTableScanner.quote {
        (field, stop) = try quotedField(opening: stop)
      } else {
        field = TextTableScanner.trimmed(position, stop, separator)
      }
      hasText = hasText || !field.isEmpty
      append(field)
      if stop == end {
        position = end
        return hasText
      }
      position = stop + 1
      if stop.pointee == separator { continue }
      if stop.pointee == UInt8(ascii: "\r") { try passLineFeed() }
      nextLine += 1
      return hasText
    }
  }

  private static let quote = UInt8(ascii: "\"")

  private mutating func passLineFeed() throws(Diagnostic) {
    guard position < end, position.pointee == UInt8(ascii: "\n") else {
      throw failure(
        "a carriage return without a line feed", line: nextLine,
        help: "save the file with line ends LF or CRLF")
    }
    position = marks.next() + 1
  }

  /// The field between two places, without the blanks around it. Tabs are blanks unless they are the
  /// delimiter; static, since a method would be given a copy of the scanner.
  @inline(__always)
  private static func trimmed(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ separator: UInt8
  ) -> UnsafeBufferPointer<UInt8> {
    func isBlank(_ byte: UInt8) -> Bool {
      byte <= UInt8(ascii: " ")
        && (byte == UInt8(ascii: " ") || (byte == UInt8(ascii: "\t") && byte != separator))
    }
    var (start, end) = (start, end)
    while start < end, isBlank(start.pointee) { start += 1 }
    while start < end, isBlank(end[-1]) { end -= 1 }
    return UnsafeBufferPointer(start: start, count: end - start)
  }

  private mutating func append(_ field: UnsafeBufferPointer<UInt8>) {
    if count == fields.count { growFields() }
    fields.initializeElement(at: count, to: field)
    count += 1
  }

  private mutating func growFields() {
    let larger = UnsafeMutableBufferPointer<UnsafeBufferPointer<UInt8>>.allocate(capacity: 2 * count)
    _ = larger.initialize(fromContentsOf: fields)
    fields.deallocate()
    fields = larger
  }

  /// Reads the field that begins at the position and whose first mark is the quote `opening`; also returns
  /// the mark that ends the field.
  private mutating func quotedField(
    opening: UnsafePointer<UInt8>
  ) throws(Diagnostic) -> (UnsafeBufferPointer<UInt8>, UnsafePointer<UInt8>) {
    let separator = delimiter.rawValue
    let help = "put the whole field in quotes, and double the quotes inside it"
    guard TextTableScanner.trimmed(position, opening, separator).isEmpty else {
      throw failure("a quote inside a field that does not begin with one", line: nextLine, help: help)
    }
    let opened = nextLine
    let start = opening + 1
    var doubled = 0
    var mark = marks.next()
    while mark < end {
      if mark.pointee == TextTableScanner.quote {
        guard mark + 1 < end, mark[1] == TextTableScanner.quote else { break }
        doubled += 1
        mark = marks.next()
      } else if mark.pointee == UInt8(ascii: "\n") {
        nextLine += 1
      }
      mark = marks.next()
    }
    guard mark < end else { throw failure("a quote that is never closed", line: opened) }
    let stop = marks.next()
    guard TextTableScanner.trimmed(mark + 1, stop, separator).isEmpty,
      stop == end || stop.pointee != TextTableScanner.quote
    else {
      throw failure("text after a closing quote", line: nextLine, help: help)
    }
    let content = UnsafeBufferPointer(start: start, count: mark - start)
    let field = doubled == 0 ? content : unescape(content, doubled: doubled)
    guard let first = field.baseAddress else { return (field, stop) }
    return (TextTableScanner.trimmed(first, first + field.count, separator), stop)
  }

  /// A copy of `content` with each doubled quote made one.
  private mutating func unescape(
    _ content: UnsafeBufferPointer<UInt8>, doubled: Int
  ) -> UnsafeBufferPointer<UInt8> {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: content.count - doubled)
    var source = 0
    for target in copy.indices {
      copy.initializeElement(at: target, to: content[source])
      source += content[source] == UInt8(ascii: "\"") ? 2 : 1
    }
    unescaped.append(copy)
    return UnsafeBufferPointer(copy)
  }

  private mutating func failure(_ message: String, line: Int, help: String? = nil) -> Diagnostic {
    position = end
    return Diagnostic(message, at: SourceLocation(file: file, line: line), help: help)
  }
}
