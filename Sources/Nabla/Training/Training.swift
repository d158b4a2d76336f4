/// How a network is trained: epochs of mini-batches in shuffled order.
///
/// ```swift
/// let training = Training(epochs: 20, batchSize: 32, seed: 1)
/// let history = try training.run(&network, on: samples, with: &optimizer)
/// print(history.epochs.last!.loss)
/// ```
///
/// Everything that happens follows from the seed, the data and the starting parameters; the number
/// of threads changes no bit.
public struct Training: Sendable {
  /// How many times all samples are gone through, at most.
  public var epochs: Int

  /// How many samples make a step; the last step of an epoch may have fewer.
  public var batchSize: Int

  /// What the order of samples and all dropout follow from.
  public var seed: UInt64

  /// Whether samples are shuffled in every epoch.
  public var shuffles: Bool

  /// After so many epochs without a lower loss, training stops; never when nil. The loss is that of
  /// the validation samples, where there are any.
  public var patience: Int?

  /// Whether the model ends with the parameters of the epoch whose loss was lowest, and not with
  /// those of the last.
  public var restoresBest: Bool

  /// What the norm of the gradients is cut to in every step; not at all when nil.
  public var clip: Double?

  /// A plan for training.
  public init(
    epochs: Int, batchSize: Int, seed: UInt64, shuffles: Bool = true, patience: Int? = nil,
    restoresBest: Bool = false, clip: Double? = nil
  ) {
    self.epochs = epochs
    self.batchSize = batchSize
    self.seed = seed
    self.shuffles = shuffles
    self.patience = patience
    self.restoresBest = restoresBest
    self.clip = clip
    requirePlan()
  }

  private func requirePlan() {
    require(epochs >= 0, "Training: epochs must not be negative, received \(epochs)")
    require(batchSize > 0, "Training: the batch size must be positive, received \(batchSize)")
    require(
      patience.map { $0 > 0 } ?? true,
      "Training: the patience must be positive, received \(patience ?? 0)")
    require(
      clip.map { $0 > 0 } ?? true,
      "Training: the limit of the norm must be positive, received \(clip ?? 0)")
  }

  /// What an epoch came to.
  public struct Epoch: Codable, Sendable, Equatable, CustomStringConvertible {
    /// Its number, from 1.
    public let number: Int

    /// The mean loss of its samples, each taken in the step that used it.
    public let loss: Double

    /// The share of samples that were classed rightly in that step; nil where there are no classes.
    public let accuracy: Double?

    /// The loss on the validation samples after the epoch, if there are any.
    public let validationLoss: Double?

    /// The share of validation samples that are classed rightly after the epoch; nil where there
    /// are no classes.
    public let validationAccuracy: Double?

    /// The learning rate of the epoch's last step; nil where the optimiser is no
    /// ``ScheduledOptimizer``.
    public let learningRate: Double?

    /// The numbers in a line: `epoch 1: loss 0.5, accuracy 0.75`.
    public var description: String {
      let measures = [
        ("loss", loss), ("accuracy", accuracy), ("validation loss", validationLoss),
        ("validation accuracy", validationAccuracy)
      ]
      let known = measures.compactMap { name, value in value.map { "\(name) \($0)" } }
      return "epoch \(number): " + known.joined(separator: ", ")
    }
  }

  /// What a training came to.
  public struct History: Codable, Sendable {
    /// The epochs in their order.
    public var epochs: [Epoch] = []

    /// Whether it stopped for lack of progress.
    public var stoppedEarly = false

    /// The epoch with the lowest loss: that of the validation samples, where there are any. The
    /// first of equals, and one that is NaN only where all are; nil when none was made.
    public var best: Epoch? {
      func measure(_ epoch: Epoch) -> Double {
        let loss = epoch.validationLoss ?? epoch.loss
        return loss.isNaN ? .infinity : loss
      }
      return epochs.min { measure($0) < measure($1) }
    }
  }

  /// Trains a model.
  ///
  /// - Parameters:
  ///   - model: what is trained.
  ///   - samples: what it learns from; at least one.
  ///   - validation: samples that decide about stopping early in place of the training loss.
  ///   - loss: the loss of the model's outputs; that of the samples when nil. One whose mean is over
  ///     something else than samples is weighted by samples all the same in an epoch's loss.
  ///   - optimizer: how parameters change.
  ///   - afterEpoch: called with every epoch; it returns false to stop.
  /// - Throws: ``NonFinite`` when a loss or a derivative is no finite number; the model then has the
  ///   parameters that led to it, or the best before, as ``restoresBest`` says.
  public func run<Model: Layer>(
    _ model: inout Model, on samples: Samples, validating validation: Samples? = nil,
    loss: ((_ outputs: Tensor, _ batch: Samples) -> Tensor)? = nil,
    with optimizer: inout some Optimizer,
    afterEpoch: (Epoch) -> Bool = { _ in true }
  ) throws(NonFinite) -> History {
    requirePlan()
    require(samples.count > 0, "Training: at least one sample is needed, received none")
    require(
      validation.map { $0.count > 0 } ?? true,
      "Training: at least one sample to validate with is needed, received none; hand over nil")
    var source = RandomSource(seed: seed)
    var history = History()
    var best = Double.infinity
    var bestModel = restoresBest ? model : nil
    var waited = 0
    defer { if let bestModel { model = bestModel } }
    for number in stride(from: 1, through: epochs, by: 1) {
      let order = shuffles ? source.permutation(of: samples.count) : Array(0..<samples.count)
      var total = 0.0
      var right: Double? = 0
      var rate: Double?
      var step = 0
      for start in stride(from: 0, to: order.count, by: batchSize) {
        let end = start + min(batchSize, order.count - start)
        let batch = samples.select(Array(order[start..<end]))
        step += 1
        let outputs = model(batch.inputs, training: &source)
        let result = loss?(outputs, batch) ?? batch.loss(of: outputs)
        var gradients = result.gradients()
        if let found = NonFinite(in: result, gradients, epoch: number, step: step) { throw found }
        if let clip { gradients = gradients.clipped(toNorm: clip, of: model.parameters.distinct) }
        total += result.value * Double(batch.count)
        let accuracy = batch.accuracy(of: outputs)
        right = right.flatMap { right in accuracy.map { right + $0 * Double(batch.count) } }
        if end == order.count {
          rate = (optimizer as? any ScheduledOptimizer)?.currentLearningRate
        }
        optimizer.update(&model, along: gradients)
      }
      let count = Double(samples.count)
      let validated = validation.map { validation in
        let outputs = model(validation.inputs)
        let result = loss?(outputs, validation) ?? validation.loss(of: outputs)
        return (loss: result.value, accuracy: validation.accuracy(of: outputs))
      }
      let epoch = Epoch(
        number: number, loss: total / count, accuracy: right.map { $0 / count },
        validationLoss: validated?.loss, validationAccuracy: validated?.accuracy, learningRate: rate
      )
      history.epochs.append(epoch)
      let measure = validated?.loss ?? epoch.loss
      if measure < best {
        (best, waited) = (measure, 0)
        if restoresBest { bestModel = model }
      } else {
        waited += 1
      }
      guard afterEpoch(epoch) else { break }
      if let patience, waited >= patience {
        history.stoppedEarly = true
        break
      }
    }
    return history
  }
}
