import Nabla
import Testing

struct ScheduleTests {
  @Test(arguments: [
    (Schedule.cosine(steps: 2, floor: 0.5), 0, 1.0), (.cosine(steps: 2, floor: 0.5), 2, 0.5),
    (.cosine(steps: 2), Int.max, 0), (.staircase(every: 3, factor: 0), 2, 1),
    (.staircase(every: 3, factor: 0), 3, 0),
    (.staircase(every: Int.max, factor: 0.5), Int.max, 0.5),
    (.exponential(factor: 0.5), 2000, 0), (.exponential(factor: 1), Int.max, 1),
    (.warmup(steps: 4, then: .constant), 0, 0.25),
    (.warmup(steps: 4, then: .exponential(factor: 0.5)), 5, 0.5), (.warmup(steps: 1), 0, 1)
  ])
  func factors(_ schedule: Schedule, _ step: Int, _ factor: Double) {
    #expect(abs(schedule.factor(step) - factor) <= 1e-15)
  }

  private func message(_ result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }

  @Test func refusals() async {
    let growing = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var optimizer = Adam(learningRate: 0.1, schedule: .exponential(factor: .infinity))
      optimizer.beginStep()
      optimizer.beginStep()
    }
    #expect(
      message(growing).contains(
        "Adam: the schedule's factor must be finite and not negative, received inf for step 1"))
    await #expect(processExitsWith: .failure) { _ = Schedule.staircase(every: 0, factor: 0.5) }
    await #expect(processExitsWith: .failure) { _ = Schedule.staircase(every: 1, factor: .nan) }
    await #expect(processExitsWith: .failure) { _ = Schedule.cosine(steps: 0) }
    await #expect(processExitsWith: .failure) { _ = Schedule.cosine(steps: 1, floor: .nan) }
    await #expect(processExitsWith: .failure) { _ = Schedule.warmup(steps: -1) }
  }
}
