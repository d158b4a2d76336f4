"""The same in PyTorch, eagerly, as it is written by hand."""

import torch
import torch.nn.functional as F

from common import digits, median, report, threads

torch.set_default_dtype(torch.float64)
torch.set_num_threads(threads())
torch.manual_seed(1)


def chain():
    steps = 200

    def body():
        w = [torch.tensor(v, requires_grad=True) for v in (0.2333, -0.233, -0.52133)]
        for step in range(steps):
            x = 1.0 if step % 2 == 0 else -1.0
            loss = 0.5 * (w[2] * torch.tanh(w[1] * torch.tanh(w[0] * x)) + x) ** 2
            gradients = torch.autograd.grad(loss, w)
            with torch.no_grad():
                for v, g in zip(w, gradients):
                    v -= 0.05 * g

    return median(body) / steps


def perceptron():
    return torch.nn.Sequential(torch.nn.Linear(64, 32), torch.nn.Tanh(), torch.nn.Linear(32, 10))


def epoch(model, shape, rate):
    images, classes = digits()
    images, classes = torch.tensor(images).reshape(56, *shape), torch.tensor(classes)
    optimizer = torch.optim.SGD(model.parameters(), lr=rate)

    def body():
        for x, y in zip(images, classes):
            optimizer.zero_grad()
            F.cross_entropy(model(x), y).backward()
            optimizer.step()

    return median(body)


def mlp():
    return epoch(perceptron(), (32, 64), 0.1)


def cnn():
    model = torch.nn.Sequential(
        torch.nn.Conv2d(1, 8, 3, padding=1),
        torch.nn.ReLU(),
        torch.nn.MaxPool2d(2),
        torch.nn.Conv2d(8, 16, 3, padding=1),
        torch.nn.ReLU(),
        torch.nn.MaxPool2d(2),
        torch.nn.Flatten(),
        torch.nn.Linear(64, 10),
    )
    return epoch(model, (32, 1, 8, 8), 0.05)


def sequence(model):
    x, target = torch.randn(32, 20, 8), torch.randn(32, 32)
    return stepping(model, lambda: ((model(x)[0][:, -1] - target) ** 2).mean())


def stepping(model, loss, optimizer=None):
    optimizer = optimizer or torch.optim.SGD(model.parameters(), lr=0.01)

    def body():
        optimizer.zero_grad()
        loss().backward()
        optimizer.step()

    return median(body)


def rnn():
    return sequence(torch.nn.RNN(8, 32, batch_first=True))


def lstm():
    return sequence(torch.nn.LSTM(8, 32, batch_first=True))


def gru():
    return sequence(torch.nn.GRU(8, 32, batch_first=True))


def attention():
    model = torch.nn.ModuleList([torch.nn.Linear(32, 32) for _ in range(3)])
    x, target = torch.randn(16, 32, 32), torch.randn(16, 32, 32)

    def loss():
        q, k, v = (layer(x) for layer in model)
        return ((F.scaled_dot_product_attention(q, k, v, is_causal=True) - target) ** 2).mean()

    return stepping(model, loss)


def vae():
    sizes = [(64, 32), (32, 4), (32, 4), (4, 32), (32, 64)]
    model = torch.nn.ModuleList([torch.nn.Linear(*size) for size in sizes])
    encoder, mean, spread, decoder, output = model
    images, noise = torch.tensor(digits()[0][0]), torch.randn(32, 4)

    def loss():
        hidden = torch.tanh(encoder(images))
        m, s = mean(hidden), spread(hidden)
        logits = output(torch.tanh(decoder(m + torch.exp(0.5 * s) * noise)))
        entropy = F.binary_cross_entropy_with_logits(logits, images) * 64
        return entropy + (torch.exp(s) + m**2 - 1 - s).sum() * (0.5 / 32)

    return stepping(model, loss, torch.optim.Adam(model.parameters(), lr=0.001))


def matmul():
    a, b = (torch.randn(32, 64, 64, requires_grad=True) for _ in range(2))
    return median(lambda: torch.autograd.grad((a @ b).sum(), (a, b)))


def check():
    images, classes = digits()
    x, y = torch.tensor(images[0]), torch.tensor(classes[0])
    model = perceptron()

    def body():
        model.zero_grad()
        F.cross_entropy(model(x), y).backward()
        worst = 0.0
        with torch.no_grad():
            for w in model.parameters():
                flat, slopes = w.view(-1), w.grad.view(-1)
                for i in range(flat.numel()):
                    kept = flat[i].item()
                    flat[i] = kept + 1e-5
                    high = F.cross_entropy(model(x), y).item()
                    flat[i] = kept - 1e-5
                    low = F.cross_entropy(model(x), y).item()
                    flat[i] = kept
                    worst = max(worst, abs((high - low) / 2e-5 - slopes[i].item()))
        assert worst < 1e-8

    return median(body)


report(
    {
        "chain": chain,
        "mlp": mlp,
        "cnn": cnn,
        "rnn": rnn,
        "lstm": lstm,
        "gru": gru,
        "attention": attention,
        "vae": vae,
        "matmul": matmul,
        "check": check,
    }
)
