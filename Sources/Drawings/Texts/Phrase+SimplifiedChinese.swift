import Text
import Wire

extension Phrase {
  /// The phrase in simplified Chinese.
  var simplifiedChinese: String {
    switch self {
    case .plot: "图像"
    case .bars: "条形图"
    case .heatMap: "热力图"
    case .images: "图片"
    case .computationGraph: "计算图"
    case .network: "网络"
    case .against(let y, let x): "\(y) 随 \(x) 的变化"
    case .over(let x, let y): "关于 \(x) 与 \(y)"
    case .networkOf(let counts):
      "各层有 \(counts.map { "\($0)" }.joined(separator: "、")) 个神经元的网络"
    case .stepByStep(let name): "逐步查看：\(name)"

    case .linePlot: "折线图"
    case .scatterPlot: "散点图"
    case .histogram: "直方图"
    case .graph: "图"

    case .value: "值"
    case .values: "值"
    case .points: "点"
    case .count: "个数"
    case .step: "步"
    case .input: "输入"
    case .output: "输出"
    case .series(let number): "系列 \(number)"
    case .layer(let number): "第 \(number) 层"
    case .image(let number): "图片 \(number)"

    case .node: "节点"
    case .gradient: "梯度"
    case .shapes: "形状"
    case .parameters: "参数个数"
    case .from: "从"
    case .to: "到"
    case .factor: "因子"
    case .number: "数值"
    case .layers: "层"
    case .weight: "权重"
    case .nodes: "节点"
    case .arrows: "箭头"
    case .row: "行"
    case .plottedSeries: "系列"
    case .notFinite: "非有限数"
    case .derivative: "导数"
    case .factorsFromLoss: "因子，从损失往回"
    case .backpropagated: "反向传播"
    case .centralDifference: "中心差分"
    case .compiler: "编译器"
    case .error: "误差"
    case .agree: "一致"

    case .derivativeTable: "导数表"
    case .yes: "是"
    case .no: "否"
    case .shared: "共享"
    case .alreadyComputed: "已经算过"
    case .sharedLegend: "前面已经算过，不再重算"
    case .multiplications(let count, let without):
      "共享时 \(count) 次乘法，不共享时 \(without) 次"
    case .paths(let count): "共 \(count) 条路径"

    case .parameter: "参数"
    case .given: "已知"
    case .computed: "算得"
    case .loss: "损失"
    case .aboveZero: "大于 0"
    case .belowZero: "小于 0"

    case .barsDrawn(let drawn, let count): "共 \(count) 条，画出 \(drawn) 条"
    case .nodesListed(let listed, let count):
      "\(count) 个节点太多，无法画出；下面列出最后 \(listed) 个"
    case .valuesMissing(let count): "缺少 \(count) 个值，它们是无穷大或不是数"
    case .valuesAsMeans(let size, let drawn):
      "\(size[0]) × \(size[1]) 个值按块取平均，画成 \(drawn[0]) × \(drawn[1]) 格"
    case .imagesDrawn(let drawn, let count): "共 \(count) 张图片，画出 \(drawn) 张"
    case .imagesAsMeans(let count): "\(count) 张图片按像素块取平均画出"
    case .pixelsStruckOut(let count): "划去 \(count) 个像素，它们是无穷大或不是数"
    case .neuronsDrawn(let drawn, let count, let layer):
      "\(layer)：共 \(count) 个神经元，画出 \(drawn) 个"
    case .pointsNotFinite(let count): "略去 \(count) 个点，它们是无穷大或不是数"
    case .pointsNotPositive(let count): "略去 \(count) 个点，它们在对数轴上不大于 0"
    case .pointsDrawn(let drawn, let count): "共 \(count) 个点，画出 \(drawn) 个，包括极值"
    case .stepsKept(let kept, let count): "共 \(count) 步，保留 \(kept) 步"
    case .rowsShown(let shown, let count): "共 \(count) 行，列出 \(shown) 行"
    case .cellsShown(let columns, let allColumns, let rows, let allRows):
      "共 \(allColumns) 列 \(allRows) 行，列出 \(columns) 列 \(rows) 行"
    case .andMore(let count): "另有 \(count) 个"

    case .noPoints: "没有点"
    case .noBars: "没有条形"
    case .noValues: "没有值"
    case .noImages: "没有图片"
    case .noNodes: "没有节点"
    case .noSteps: "没有步骤"

    case .data: "数据"
    case .previousStep: "上一步"
    case .nextStep: "下一步"
    case .everywhere: "处处相同"
    case .allAsCSV: "图中全部数据（CSV）"
    case .shades(let faintest, let strongest): "最淡 \(faintest)，最浓 \(strongest)"
    case .shadesOf(let image): "\(image)，灰度从 0 到 15"

    case .seriesSummary(let name, let points, let first, let last, let least, let most):
      "\(name)：\(points) 个点，第一个 \(first)，最后一个 \(last)，最小 \(least)，最大 \(most)"
    case .seriesEmpty(let name): "\(name)：没有点"
    case .mapSize(let columns, let rows, let least, let most):
      "\(columns) 列 \(rows) 行，从 \(least) 到 \(most)"
    case .mapBorder(let level): "在值为 \(level) 处画有一条线"
    case .pointsOf(let name, let count): "\(name)：\(count) 个点"
    case .nodesAndArrows(let nodes, let arrows): "\(nodes) 个节点，\(arrows) 个箭头"
    case .neuronsOf(let layer, let count): "\(layer)：\(count) 个神经元"
    case .pixels(let name, let width, let height): "\(name)，\(width) × \(height) 像素"

    case .knobsOf(let name): "影响 \(name) 的旋钮"
    case .knob: "旋钮"
    case .learningRate: "学习率"
    case .learning: "从此处开始训练"
    case .moveKnobs: "这是初始状态。"
    case .lossAfterSteps(let name, let first, let last, let steps):
      "\(steps) 步之后，\(name) 从 \(first) 变为 \(last)"
    case .oneStep: "走一步"
    case .reset: "复位"
    case .copyLink: "此状态的链接"
    case .noEngine: "此浏览器没有 WebAssembly：这里显示的是初始状态。"
    case .outOfDomain: "在此处不是数：这个旋钮离开了某个函数的定义域"
    case .steps: "步数"

    case .about(let name, let text): "\(name)：\(text)"
    case .sentences(let sentences): sentences.joined(separator: "。")
    case .list(let words): words.joined(separator: "，")
    }
  }
}
