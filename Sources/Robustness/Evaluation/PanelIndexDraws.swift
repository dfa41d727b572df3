internal import PressureIndex
internal import PressureNumerics

extension PanelIndex {
  /// Room for the draws of one thread, each a panel: number n · 8 + lane of a room belongs to row, node or sampler n.
  final class Workspace {
    /// The weights of the nodes, one vector after another.
    let weights: Room<Double>
    /// The weights of a group while they are drawn.
    let group: Room<Double>
    /// 1 where a node has a score, else 0, and for a group 1 over the weight of its children that have one.
    let isPresent: Room<Double>
    let inverse: Room<Double>
    /// The weight of a node within its part.
    let effective: Room<Double>
    /// The same of the leaves that no draw changes, one after the other.
    let fixed: Room<Double>
    /// The scores of the parts in the rows of a pattern.
    let scores: [Room<Double>]
    /// The values of the samplers of goalposts.
    let goalposts: Room<Double>
    /// The index in each row of the panel, 1 where there is one, and whether all rows that must have one do.
    let index: Room<Double>
    let isScored: Room<Double>
    /// P and H of each side.
    let pressure: Room<Double>
    let hurting: Room<Double>

    init(_ index: PanelIndex) {
      func room(_ rows: Int) -> Room<Double> { Room(8 * max(rows, 1), 0) }
      let nodes = index.nodeCount
      weights = room(index.vectors.count * nodes)
      group = room(index.adjustment.widest)
      (isPresent, inverse, effective) = (room(nodes), room(nodes), room(nodes))
      fixed = room(nodes)
      let most =
        index.patterns.map { pattern in
          pattern.parts.map { $0.product?.paddedRows ?? 0 }.max().map { max($0, pattern.rows.count) } ?? 0
        }.max() ?? 0
      scores = index.segments.map { _ in room(most) }
      goalposts = room(index.goalpostSamplers.count)
      (self.index, isScored) = (room(2 * index.sides), room(2 * index.sides))
      (pressure, hurting) = (room(index.sides), room(index.sides))
    }
  }

  /// Computes the pressure and the hurting of every side for eight draws, coordinate c of which is number c · 8 + lane of
  /// `u`. Those of draws that fail are not to be used.
  ///
  /// - Returns: 1 in the lanes of draws that succeed, else 0.
  func evaluate(_ u: UnsafePointer<Double>, _ room: Workspace) -> Lanes {
    drawWeights(u, room)
    for (number, sampler) in goalpostSamplers.enumerated() {
      room.goalposts.start.lanes(number, sampler.lanes(u))
    }
    var succeeds = Lanes(repeating: 1)
    for pattern in patterns { score(pattern, u, room, &succeeds) }
    let momentum = momentumSampler?.lanes(u) ?? Lanes(repeating: momentum)
    for side in 0..<sides {
      let now = room.index.start.lanes(side)
      succeeds *= room.isScored.start.lanes(side)
      var rise = Lanes.zero
      if earlier[side] {
        rise =
          momentum * (now - room.index.start.lanes(sides + side)) * room.isScored.start.lanes(sides + side)
      }
      room.pressure.start.lanes(side, now)
      room.hurting.start.lanes(side, (now + rise).clamped(lowerBound: .zero, upperBound: Lanes(repeating: 1)))
    }
    return succeeds
  }

  private func drawWeights(_ u: UnsafePointer<Double>, _ room: Workspace) {
    for (v, vector) in vectors.enumerated() {
      let own = room.weights.start + 8 * v * nodeCount
      for node in 0..<nodeCount { own.lanes(node, Lanes(repeating: vector[node])) }
      for children in declaredGroups {
        var total = Lanes.zero
        for child in children {
          let sampler = declared.last { $0.node == child }?.sampler
          let weight = sampler?.lanes(u) ?? Lanes(repeating: declaredWeights[child])
          own.lanes(child, weight)
          total += weight
        }
        for child in children { own.lanes(child, own.lanes(child) / total) }
      }
      adjustment.apply(panel: u, to: own, room: room.group.start)
    }
  }

  /// The index in the rows of a pattern.
  private func score(
    _ pattern: RowPattern, _ u: UnsafePointer<Double>, _ room: Workspace, _ succeeds: inout Lanes
  ) {
    let weights = UnsafePointer(room.weights.start + 8 * pattern.vector * nodeCount)
    for (number, segment) in segments.enumerated() {
      weigh(segment, pattern, weights, room)
      let part = pattern.parts[number]
      if part.fails { succeeds = .zero }
      let out = room.scores[number].start
      if let product = part.product {
        for (k, leaf) in part.fixed.enumerated() {
          room.fixed.start.lanes(k, room.effective.start.lanes(leaf))
        }
        product.multiply(room.fixed.start, to: out)
      } else {
        for row in pattern.rows.indices { out.lanes(row, .zero) }
      }
      finish(number, pattern, u, room, &succeeds)
    }
    let (present, values) = (room.isPresent.start.lanes(0), room.scores[segments.count - 1].start)
    for (i, row) in pattern.rows.enumerated() {
      room.index.start.lanes(row, values.lanes(i))
      room.isScored.start.lanes(row, present)
    }
  }

  /// Which groups of a part have a score, and the weight of each of its nodes within it.
  private func weigh(
    _ segment: MeanSegment, _ pattern: RowPattern, _ weights: UnsafePointer<Double>, _ room: Workspace
  ) {
    let (present, inverse, effective) = (room.isPresent.start, room.inverse.start, room.effective.start)
    for leaf in segment.indicators { present.lanes(leaf, Lanes(repeating: pattern.isObserved[leaf] ? 1 : 0)) }
    for group in segment.groups.reversed() {
      var share = Lanes.zero
      for child in group.children { share += weights.lanes(child) * present.lanes(child) }
      // The tolerance keeps a coverage of exactly the minimum, such as ⅓ + ⅙, from failing by rounding.
      let isMissing = (share .<= 0) .| (share .< group.minimumCoverage - 1e-12)
      present.lanes(group.node, Lanes(repeating: 1).replacing(with: 0, where: isMissing))
      inverse.lanes(group.node, (1 / share).replacing(with: 0, where: isMissing))
    }
    effective.lanes(segment.root, Lanes(repeating: 1))
    for group in segment.groups {
      let scale = effective.lanes(group.node) * inverse.lanes(group.node)
      for child in group.children {
        effective.lanes(child, weights.lanes(child) * scale * present.lanes(child))
      }
    }
  }

  /// Adds what differs from draw to draw to the means of a part's other leaves, and takes φ⁻¹.
  private func finish(
    _ number: Int, _ pattern: RowPattern, _ u: UnsafePointer<Double>, _ room: Workspace,
    _ succeeds: inout Lanes
  ) {
    let (segment, part, out) = (segments[number], pattern.parts[number], room.scores[number].start)
    let present = room.isPresent.start.lanes(segment.root)
    for row in pattern.rows.indices {
      var sum = out.lanes(row)
      var least = Lanes(repeating: part.range[row]?.lowerBound ?? .infinity)
      var greatest = Lanes(repeating: part.range[row]?.upperBound ?? -.infinity)
      for (node, source) in part.varying {
        let weight = room.effective.start.lanes(node)
        let counts = room.isPresent.start.lanes(node) .> 0
        let value: Lanes
        switch source {
        case .varied(let position): value = score(position, pattern, row, u, room)
        case .segment(let lower): value = room.scores[lower].start.lanes(row)
        }
        let forward = segment.mean.forward(value, where: counts, &succeeds)
        sum += (weight * forward).replacing(with: 0, where: .!counts)
        let isMember = counts .& (weight .> 0)
        least.replace(with: pointwiseMin(least, value), where: isMember)
        greatest.replace(with: pointwiseMax(greatest, value), where: isMember)
      }
      let score = segment.mean.backward(sum, where: present .> 0)
      // Rounding alone could take a mean out of the range of its members.
      let inside = pointwiseMin(pointwiseMax(score, least), greatest)
      out.lanes(row, inside.replacing(with: 0, where: present .<= 0))
    }
  }

  /// The score of a varied indicator in a row of a pattern.
  private func score(
    _ position: Int, _ pattern: RowPattern, _ row: Int, _ u: UnsafePointer<Double>, _ room: Workspace
  ) -> Lanes {
    let (item, side) = (varied[position], pattern.rows[row] % sides)
    let ends = item.ends[side]
    let none = ends.noneSampler.map { room.goalposts.start.lanes($0) } ?? Lanes(repeating: ends.none)
    let full = ends.fullSampler.map { room.goalposts.start.lanes($0) } ?? Lanes(repeating: ends.full)
    let (value, slot) = pattern.values[row][position]
    var x = Lanes(repeating: value)
    if item.hasErrors {
      x += errors.lanes(u, indicator: item.indicator, side: side, slot: slot, of: value)
    }
    return ((x - none) / (full - none)).clamped(lowerBound: .zero, upperBound: Lanes(repeating: 1))
  }
}

extension ParameterSampler {
  /// The values of eight draws.
  func lanes(_ u: UnsafePointer<Double>) -> SIMD8<Double> {
    var result = SIMD8<Double>.zero
    for lane in 0..<8 { result[lane] = value(at: u[8 * coordinate + lane]) }
    return result
  }
}

extension QuasiArithmeticMean {
  /// φ of the lanes that count; those in which it is not defined no longer succeed.
  fileprivate func forward(
    _ u: SIMD8<Double>, where counts: SIMDMask<SIMD8<Int64>>, _ succeeds: inout SIMD8<Double>
  ) -> SIMD8<Double> {
    if self == .arithmetic { return u }
    var result = SIMD8<Double>.zero
    for lane in 0..<8 where counts[lane] {
      if let value = forward(u[lane]) { result[lane] = value } else { succeeds[lane] = 0 }
    }
    return result
  }

  /// φ⁻¹ of the lanes that count.
  fileprivate func backward(_ y: SIMD8<Double>, where counts: SIMDMask<SIMD8<Int64>>) -> SIMD8<Double> {
    if self == .arithmetic { return y }
    var result = SIMD8<Double>.zero
    for lane in 0..<8 where counts[lane] { result[lane] = backward(y[lane]) }
    return result
  }
}
