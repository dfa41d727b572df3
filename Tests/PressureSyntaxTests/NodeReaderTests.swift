import PressureSyntax
import Testing

/// Reads `text`, or returns the mistakes.
private func read(_ text: String) -> Result<Node, Diagnostics> {
  Result { () throws(Diagnostics) in try NodeReader.read(Array(text.utf8), file: "m.yaml") }
}

private func mistake(_ text: String) -> String? {
  if case .failure(let diagnostics) = read(text) { diagnostics.description } else { nil }
}

@Suite struct NodeReaderTests {
  @Test func scalarsStayText() throws {
    let node = try read("a: no\nb: 012\nc: 2025-05-02\nd: \"3\"\ne:\nf: ~").get()
    #expect(node["a"]?.kindDescription == "'no'")
    #expect(node["b"]?.kindDescription == "'012'")
    #expect(node["c"]?.kindDescription == "'2025-05-02'")
    #expect(node["d"]?.kindDescription == "the text \"3\"")
    #expect(node["e"]?.isNull == true)
    #expect(node["f"]?.isNull == true)
  }

  @Test func nodesKnowTheirPlaceAndPath() throws {
    let node = try read("a:\n  - b: 1\n    c: {d: 2}\n").get()
    guard case .sequence(let items) = node["a"]?.content else { Issue.record("no list"); return }
    let d = try #require(items[0]["c"]?["d"])
    #expect(d.path == "a[0].c.d")
    #expect(d.location == SourceLocation(file: "m.yaml", line: 3, column: 12))
  }

  @Test func jsonIsRead() throws {
    let node = try read("{\"a\":[1,2.5e-3,\"x\\u00e9\\/\"],\"b\":null,\"c\":true}").get()
    guard case .sequence(let items) = node["a"]?.content else { Issue.record("no list"); return }
    #expect(Decode.number(items[1], Problems()) == 2.5e-3)
    #expect(Decode.text(items[2], Problems()) == "xé/")
    #expect(node["b"]?.isNull == true)
    #expect(try Decode.flag(#require(node["c"]), Problems()) == true)
  }

  @Test(arguments: [
    ("", "m.yaml: error: the file is empty"),
    ("a: 1\nb: 2\na: 3\n", "m.yaml:3:1: error: duplicate key 'a', first on line 1"),
    ("a: &x [1]\nb: *x\n", "m.yaml:2:4: error: aliases ('*name') are not allowed"),
    ("a: &x\n  - *x\n", "m.yaml:2:5: error: aliases ('*name') are not allowed"),
    ("? *x\n: 1\n", "m.yaml:1:3: error: aliases ('*name') are not allowed"),
    ("a: !!python/object:os.system x\n", "m.yaml:1:4: error: the tag"),
    ("a: 1\n---\nb: 2\n", "m.yaml:2:1: error: a second document begins here"),
    ("? [a, b]\n: 1\n", "m.yaml:1:3: error: a key must be a word"),
    ("a: [1, 2\nb: 3\n", "m.yaml:2:"),
    ("a: \"unclosed\n", "error: not valid YAML"),
    ("a:\n\t- 1\n", "m.yaml:2:1: error: not valid YAML"),
  ])
  func refuses(_ text: String, _ message: String) throws {
    let found = try #require(mistake(text), "it was accepted")
    #expect(found.contains(message), "\(found)")
  }

  /// A few hundred bytes whose expansion would have nine to the ninth power items.
  @Test func aliasBombIsRefusedAtOnce() throws {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for i in 1...9 {
      text += "a\(i): &a\(i) [\(Array(repeating: "*a\(i - 1)", count: 9).joined(separator: ", "))]\n"
    }
    let found = try #require(mistake(text))
    #expect(found.contains("m.yaml:2:10: error: aliases"), "\(found)")
  }

  @Test func depthIsLimited() throws {
    let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    let found = try #require(mistake("a: \(deep)"))
    #expect(found.contains("m.yaml:1:68: error: nested more than 64 levels deep"), "\(found)")
    let fine = String(repeating: "[", count: 63) + String(repeating: "]", count: 63)
    #expect(mistake("a: \(fine)") == nil)
  }

  @Test func sizeIsLimited() throws {
    let bytes = Array("a: ".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: NodeReader.maximumBytes)
    do {
      _ = try NodeReader.read(bytes, file: "big.yaml")
      Issue.record("it was accepted")
    } catch {
      #expect(error.description.contains("big.yaml: error: the model file has 10000003 bytes"))
    }
  }

  @Test func notUTF8() throws {
    do {
      _ = try NodeReader.read(Array("title: x\nname: ".utf8) + [0xE9, 0x0A], file: "latin1.yaml")
      Issue.record("it was accepted")
    } catch {
      #expect(error.description.hasPrefix("latin1.yaml:2: error: the file is not UTF-8 text"))
    }
  }
}

@Suite struct FieldsTests {
  enum Key: String, ModelKey { case weight, unit, publicationLag = "publication-lag" }

  private func problems(_ text: String) throws -> [String] {
    let problems = Problems()
    let fields = Fields<Key>(try read(text).get(), "an indicator", problems)
    _ = fields?.required(.weight, Decode.number)
    return problems.all.map(\.description)
  }

  @Test func unknownKeyNamesTheNearest() throws {
    let found = try problems("weigth: 2\nweight: 1\n")
    #expect(
      found == [
        "m.yaml:1:1: error: unknown key 'weigth' in an indicator (at weigth)\n  help: did you mean 'weight'?"
      ])
  }

  @Test func farKeyListsAll() throws {
    let found = try problems("weight: 1\nzzz: 1\n")
    #expect(found.count == 1)
    #expect(
      found[0].contains("m.yaml:2:1") && found[0].contains("the keys here are: weight, unit, publication-lag")
    )
  }

  @Test func missingKeyAndNullValueAreTheSame() throws {
    let absent = "m.yaml:1:1: error: the key 'weight' is required here\n  help: add 'weight: …'"
    #expect(try problems("unit: x\n") == [absent])
    let null = """
      m.yaml:1:1: error: the key 'weight' is required here, and has no value (at weight)
        help: add 'weight: …'
      """
    for text in ["weight:\n", "weight: ~\n"] { #expect(try problems(text) == [null]) }
  }

  @Test(arguments: [
    ("weight: 1,5", "expected a number, found '1,5'", "write the decimal point as '.'"),
    ("weight: 5%", "expected a number, found '5%'", "leave the '%' out"),
    ("weight: .nan", "expected a number, found '.nan'", ""),
    ("weight: .inf", "expected a number, found '.inf'", ""),
    ("weight: nan", "expected a number, found 'nan'", ""),
    ("weight: 1e999", "expected a number, found '1e999'", ""),
    ("weight: 0x10", "expected a number, found '0x10'", ""),
    ("weight: \"3\"", "expected a number, found the text \"3\"", ""),
    ("weight: [1]", "expected a number, found a list", ""),
  ])
  func badNumbers(_ text: String, _ message: String, _ help: String) throws {
    let found = try problems(text)
    #expect(found.count == 1)
    #expect(
      found[0].contains("m.yaml:1:9: error: \(message)") && (help.isEmpty || found[0].contains(help)),
      "\(found)")
  }
}

@Suite struct TextTests {
  @Test func controlsAreShown() {
    #expect("a\u{1B}[31mb\u{202E}c\n\u{0}é".escapingControls == "a\\u{1b}[31mb\\u{202e}c\\n\\u{0}é")
    let diagnostic = Diagnostic("unknown side \("x\u{7}".quoted)", at: SourceLocation(file: "a\nb", line: 1))
    #expect(diagnostic.description == "a\\nb:1: error: unknown side 'x\\u{7}'")
  }

  @Test func nearestNames() {
    #expect(nearest(to: "weigth", among: ["weight", "width"]) == "weight")
    #expect(nearest(to: "geometirc", among: ["arithmetic", "geometric"]) == "geometric")
    #expect(nearest(to: "xyz", among: ["weight"]) == nil)
  }

  /// FIPS 180-4's example messages.
  @Test func checksums() {
    #expect(sha256([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      sha256(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
