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
