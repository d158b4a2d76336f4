"""Writes values and gradients of layers and losses, as PyTorch computes them in double precision.

Run it where PyTorch is installed: python3 pytorch.py > pytorch.txt
Each line is: case, tensor, shape (dimensions joined by x, or - for none), elements.
The loss of a case is the sum of its output times fixed coefficients, or the output itself.
"""

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.manual_seed(20240229)


def line(case, name, tensor):
    shape = "x".join(str(n) for n in tensor.shape) or "-"
    print(case, name, shape, *(repr(v) for v in tensor.detach().flatten().tolist()))


def leaf(*shape, scale=1.0):
    return (torch.randn(*shape) * scale).requires_grad_()


def finish(case, leaves, output):
    for name, tensor in leaves.items():
        line(case, name, tensor)
    if output.dim() == 0:
        loss = output
    else:
        coefficients = torch.randn(*output.shape)
        line(case, "coefficients", coefficients)
        loss = (output * coefficients).sum()
    loss.backward()
    line(case, "output", output)
    for name, tensor in leaves.items():
        if tensor.grad is not None:
            line(case, "d_" + name, tensor.grad)


x, w, b = leaf(5, 7), leaf(7, 3), leaf(3)
finish("dense", {"x": x, "weight": w, "bias": b}, torch.tanh(x @ w + b))

x, w, b = leaf(3, 2, 7, 6), leaf(4, 2, 3, 3), leaf(4)
finish("convolution", {"x": x, "weight": w, "bias": b}, F.conv2d(x, w, b, stride=2, padding=1))

x, w, b = leaf(2, 1, 8, 8), leaf(8, 1, 3, 3), leaf(8)
finish("convolution1", {"x": x, "weight": w, "bias": b}, F.conv2d(x, w, b, padding=1))

x = leaf(2, 3, 7, 8)
finish("maxPool", {"x": x}, F.max_pool2d(x, 3, stride=2))

x = leaf(2, 3, 8, 8)
finish("averagePool", {"x": x}, F.avg_pool2d(x, 2))

x, w, u, b = leaf(4, 6, 3), leaf(3, 5), leaf(5, 5, scale=0.4), leaf(5)
rnn = torch.nn.RNN(3, 5, batch_first=True)
h, states = torch.zeros(4, 5), []
for t in range(6):
    h = torch.tanh(x[:, t] @ w + h @ u + b)
    states.append(h)
reference = torch.func.functional_call(
    rnn,
    {
        "weight_ih_l0": w.detach().T,
        "weight_hh_l0": u.detach().T,
        "bias_ih_l0": b.detach(),
        "bias_hh_l0": torch.zeros(5),
    },
    (x.detach(),),
)[0]
assert torch.allclose(reference, torch.stack(states, 1), atol=1e-15, rtol=1e-13)
finish(
    "recurrent", {"x": x, "weight": w, "recurrent": u, "bias": b}, torch.stack(states, 1)
)

x = leaf(4, 6, 3)
wi, wh, b = leaf(20, 3), leaf(20, 5, scale=0.4), leaf(20)
lstm = torch.nn.LSTM(3, 5, batch_first=True)
output = torch.func.functional_call(
    lstm,
    {
        "weight_ih_l0": wi,
        "weight_hh_l0": wh,
        "bias_ih_l0": b,
        "bias_hh_l0": torch.zeros(20),
    },
    (x,),
)[0]
finish("lstm", {"x": x, "weightT": wi, "recurrentT": wh, "bias": b}, output)

x, g, b = leaf(4, 9), leaf(9), leaf(9)
finish("layerNorm", {"x": x, "gain": g, "bias": b}, F.layer_norm(x, (9,), g, b))

x = leaf(6, 10, scale=3.0)
labels = torch.randint(0, 10, (6,))
line("crossEntropy", "labels", labels.double())
finish("crossEntropy", {"x": x}, F.cross_entropy(x, labels))

x = leaf(6, 4, scale=3.0)
targets = torch.rand(6, 4)
line("binaryCrossEntropy", "targets", targets)
finish("binaryCrossEntropy", {"x": x}, F.binary_cross_entropy_with_logits(x, targets))

x = leaf(5, 4)
finish("softmax", {"x": x}, torch.softmax(x, 1))
x = leaf(5, 4)
finish("logSoftmax", {"x": x}, torch.log_softmax(x, 1))

table = leaf(6, 3)
words = torch.tensor([[0, 2, 5], [2, 2, 1]])
line("embedding", "words", words.double())
finish("embedding", {"table": table}, F.embedding(words, table))

w = leaf(3, 4)
for name, optimizer in {
    "sgd": torch.optim.SGD([w], lr=0.1, momentum=0.9),
    "nesterov": torch.optim.SGD([w], lr=0.1, momentum=0.9, nesterov=True),
    "adam": torch.optim.Adam([w], lr=0.01),
}.items():
    line(name, "start", w)
    for _ in range(5):
        optimizer.zero_grad()
        (w * w * w).sum().backward()
        optimizer.step()
    line(name, "after5", w)

# What was added later stands at the end, so that the numbers above stay.


def named(prefix, tensors):
    for name, tensor in tensors.items():
        line(prefix, name, tensor)


x, h = leaf(4, 6, 3), leaf(4, 5)
wi, wh, b, c = leaf(15, 3), leaf(15, 5, scale=0.4), leaf(15), leaf(5)
output = torch.func.functional_call(
    torch.nn.GRU(3, 5, batch_first=True),
    {
        "weight_ih_l0": wi,
        "weight_hh_l0": wh,
        "bias_ih_l0": b,
        "bias_hh_l0": torch.cat([torch.zeros(10), c]),
    },
    (x, h[None]),
)[0]
finish(
    "gru",
    {"x": x, "initial": h, "weightT": wi, "recurrentT": wh, "bias": b, "candidateBias": c},
    output,
)

# Outputs and the final state, from an initial state; the loss takes in all of them.
x, h, c = leaf(4, 6, 3), leaf(4, 5), leaf(4, 5)
wi, wh, b = leaf(20, 3), leaf(20, 5, scale=0.4), leaf(20)
output, (_, cell) = torch.func.functional_call(
    torch.nn.LSTM(3, 5, batch_first=True),
    {
        "weight_ih_l0": wi,
        "weight_hh_l0": wh,
        "bias_ih_l0": b,
        "bias_hh_l0": torch.zeros(20),
    },
    (x, (h[None], c[None])),
)
finish(
    "lstmState",
    {"x": x, "hidden": h, "cell": c, "weightT": wi, "recurrentT": wh, "bias": b},
    torch.cat([output, cell[0][:, None]], 1),
)

for case, shape in {"batchNorm": (6, 4), "batchNorm2D": (3, 4, 5, 2)}.items():
    x, g, b = leaf(*shape), leaf(4), leaf(4)
    mean, variance = torch.zeros(4), torch.ones(4)
    output = F.batch_norm(x, mean, variance, g, b, training=True)
    finish(case, {"x": x, "gain": g, "bias": b}, output)
    named(case, {"runningMean": mean, "runningVariance": variance})
    x, g, b = (t.detach().requires_grad_() for t in (x, g, b))
    output = F.batch_norm(x, mean, variance, g, b)
    finish(case + "Evaluated", {"x": x, "gain": g, "bias": b}, output)

x = leaf(2, 3, 5, scale=2.0)
labels = torch.tensor([[0, 4, 2], [4, 1, 4]])
weights = torch.tensor([0.5, 2.0, 1.0, 3.0, 0.25])
rows = x.reshape(-1, 5)
named("crossEntropyWeighted", {"labels": labels.double(), "weights": weights})
finish("crossEntropyWeighted", {"x": x}, F.cross_entropy(rows, labels.flatten(), weights))
x = leaf(2, 3, 5, scale=2.0)
rows = x.reshape(-1, 5)
named("crossEntropyIgnoring", {"labels": labels.double(), "weights": weights})
finish(
    "crossEntropyIgnoring",
    {"x": x},
    F.cross_entropy(rows, labels.flatten(), weights, ignore_index=4),
)
x = leaf(2, 3, 5, scale=2.0)
named("crossEntropies", {"labels": labels.double(), "weights": weights})
finish(
    "crossEntropies",
    {"x": x},
    F.cross_entropy(x.transpose(1, 2), labels, weights, ignore_index=2, reduction="none"),
)
x, t = leaf(4, 5, scale=2.0), torch.softmax(torch.randn(4, 5), 1).requires_grad_()
finish("crossEntropySoft", {"x": x, "targets": t}, F.cross_entropy(x, t))

start = torch.rand(3, 4) + 0.5
for name, make in {
    "adamw": lambda w: torch.optim.AdamW([w], lr=0.01, weight_decay=0.1),
    "rmsprop": lambda w: torch.optim.RMSprop([w], lr=0.01),
    "rmspropMomentum": lambda w: torch.optim.RMSprop([w], lr=0.01, alpha=0.9, momentum=0.8),
}.items():
    w = start.clone().requires_grad_()
    optimizer = make(w)
    line(name, "start", w)
    for _ in range(5):
        optimizer.zero_grad()
        (w * w * w).sum().backward()
        optimizer.step()
    line(name, "after5", w)

# The second parameter has a gradient in steps 3 and 5 only.
w, late = start.clone().requires_grad_(), start.clone().requires_grad_()
optimizer = torch.optim.Adam([w, late], lr=0.01)
line("adamLate", "start", w)
for step in range(1, 6):
    optimizer.zero_grad()
    loss = (w * w * w).sum()
    if step in (3, 5):
        loss = loss + (late * late * late).sum()
    loss.backward()
    optimizer.step()
line("adamLate", "first", w)
line("adamLate", "late", late)
