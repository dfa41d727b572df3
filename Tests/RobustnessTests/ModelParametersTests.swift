import Negotiation
import PressureIndex
import PressureModel
import PressureSyntax
import Robustness
import TestSupport
import Testing

@Suite("The parameters of a model") struct ModelParametersTests {
  let model: Model
  let parameters: ModelParameters

  init() throws {
    model = try Model(contentsOf: Repository.file("seeds/us-china-2025.yaml"))
    parameters = model.parameters
  }

  func mistake(_ path: String) -> String {
    do throws(Diagnostics) {
      return "no mistake: \(parameters.path(of: try parameters.parameter(at: path)))"
    } catch {
      return error.description
    }
  }

  @Test("Each has a path of its own that leads back to it") func paths() throws {
    #expect(Set(parameters.all).count == parameters.all.count)
    for parameter in parameters.all {
      #expect(try parameters.parameter(at: parameters.path(of: parameter)) == parameter)
    }
    // 4 pillars, 8 indicators, 7 of them with goalposts for both sides and one with its own for each, momentum,
    // elasticity, redirection, 2 shares of value added, 2 resolves, scale, 10 concessions with 2 values and 2
    // costs, 4 of them with a tariff change, 2 risks, 2 costs, a channel, 2 priors, a half-life, a sensitivity.
    #expect(parameters.all.count == 4 + 8 + 7 * 2 + 4 + 1 + 2 + 2 + 2 + 1 + 10 * 4 + 4 + 4 + 1 + 2 + 1 + 1)
  }

  @Test(
    "Sections left out, sides first, and abbreviated names",
    arguments: [
      ("conflict.us.resolve", "conflict.resolve.united-states"),
      ("us.resolve", "conflict.resolve.united-states"),
      ("resolve.ch", "conflict.resolve.china"),
      ("home-prices.goalposts.full", "index.home-prices.goalposts.full"),
      ("survey-confidence.goalposts.none.china", "index.survey-confidence.goalposts.none.china"),
      ("real-estate.weight", "index.real-estate.weight"),
      ("hurting.momentum", "hurting.momentum"),
      ("elasticity", "conflict.burden.elasticity"),
      ("conflict.redirection", "conflict.burden.redirection"),
      ("purchases.us.value", "conflict.concessions.purchases.value.united-states"),
      ("rel.china.cost", "conflict.concessions.rare-earth-licences.cost.china"),
      ("conflict.half-life", "conflict.optimism.half-life"),
      ("channels.1", "conflict.channels.1.strength"),
    ]) func shorthand(_ path: String, _ full: String) throws
  {
    // A channel's strength must be named: nothing else of it is a number, but it is no section.
    if path == "channels.1" {
      #expect(mistake(path).contains("did you mean conflict.channels.1.strength"))
      return
    }
    #expect(try parameters.path(of: parameters.parameter(at: path)) == full)
  }

  @Test("A path that names none gets the nearest") func unknown() {
    #expect(mistake("conflict.resolv.chian").contains("did you mean 'conflict.resolve.china'?"))
    #expect(mistake("conflict.burden.elastisity").contains("did you mean 'conflict.burden.elasticity'?"))
    #expect(mistake("foo").contains("unknown parameter 'foo'"))
    #expect(mistake("").contains("unknown parameter ''"))
    #expect(mistake("index.home-prices.goalposts.full.china").contains("'index.home-prices.goalposts.full'"))
  }

  @Test("A path that fits several is refused with all of them") func ambiguous() {
    let text = mistake("conflict.resolve.c.x")
    #expect(text.contains("unknown parameter"))
    #expect(mistake("fentanyl.tariff-change").contains("could be 2 parameters"))
    #expect(
      mistake("fentanyl.tariff-change").contains("conflict.concessions.fentanyl-tariff-10.tariff-change"))
  }

  @Test("What is set is there, and nothing else has changed") func set() throws {
    for parameter in parameters.all {
      let old = model.value(of: parameter)
      let limits = parameter.limits(model.specification)
      let new = [0.25, 0.75, 1e3, -1e3].first { limits.contains($0) && $0 != old }
      let value = try #require(new, "\(parameters.path(of: parameter)): \(limits)")
      let changed = try model.setting([(parameter, value)])
      #expect(changed.value(of: parameter) == value)
      for other in parameters.all where other != parameter {
        #expect(changed.value(of: other) == model.value(of: other))
      }
      if let old { #expect(try changed.setting([(parameter, old)]).value(of: parameter) == old) }
    }
  }

  @Test("Values that a parameter cannot take") func limits() throws {
    func message(_ path: String, _ value: Double) throws -> String {
      do throws(Diagnostics) {
        let parameter = try parameters.parameter(at: path)
        _ = try model.setting([(parameter, value)])
        return "no mistake"
      } catch { return error.description }
    }
    #expect(
      try message("redirection", 1.5).contains(
        "conflict.burden.redirection must be between 0 and 1; found 1.5"))
    #expect(try message("elasticity", 0).contains("must be above 0"))
    #expect(try message("real-estate.weight", -1).contains("must be at least 0"))
    #expect(try message("home-prices.goalposts.full", 3).contains("must be below 2"))
    #expect(try message("tariff-faced.goalposts.none", 150).contains("must be below 150"))
    #expect(try message("home-prices.weight", 0).contains("all weights of its group would be"))
    #expect(try message("scale", .nan).contains("must be above 0"))
  }

  @Test("A weight that is set gives the index that a model file with it gives") func score() throws {
    let text = try Repository.text("seeds/minimal.yaml")
    let minimal = try Model(Array(text.utf8), path: Repository.file("seeds/minimal.yaml"))
    let all = minimal.parameters
    let weight = try #require(all.all.first { if case .weight = $0 { true } else { false } })
    let old = try #require(minimal.value(of: weight))
    let assessment = try minimal.setting([(weight, old + 2)]).assess()
    let hierarchy = minimal.specification.hierarchy
    guard case .weight(let node) = weight else { return }
    // By hand: the group's shares with the new weight.
    let siblings = try hierarchy.nodes[#require(hierarchy.nodes[node].parent)].children
    let total = siblings.reduce(2) { $0 + hierarchy.nodes[$1].weight }
    #expect(assessment.index.weights[0][node] == (old + 2) / total)
  }
}
