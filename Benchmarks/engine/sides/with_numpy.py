"""Networks by hand in NumPy: forward and backward written out."""

import numpy as np

from common import digits, median, report


def chain():
    steps = 1000

    def body():
        w = np.array([0.2333, -0.233, -0.52133])
        for step in range(steps):
            x = 1.0 if step % 2 == 0 else -1.0
            y = np.tanh(w[0] * x)
            z = np.tanh(w[1] * y)
            d = w[2] * z + x
            dz = d * w[2] * (1 - z * z)
            dy = dz * w[1] * (1 - y * y)
            w -= 0.05 * np.array([dy * x, dz * y, d * z])

    return median(body) / steps


def start(rng):
    return [
        rng.uniform(-0.25, 0.25, (64, 32)),
        np.zeros(32),
        rng.uniform(-0.38, 0.38, (32, 10)),
        np.zeros(10),
    ]


def loss_of(p, x, y):
    h = np.tanh(x @ p[0] + p[1])
    z = h @ p[2] + p[3]
    z = z - z.max(1, keepdims=True)
    e = np.exp(z)
    s = e.sum(1, keepdims=True)
    return (np.log(s[:, 0]) - z[np.arange(len(y)), y]).mean(), h, e / s


def gradient(p, x, y):
    _, h, q = loss_of(p, x, y)
    q[np.arange(len(y)), y] -= 1
    q /= len(y)
    dh = (q @ p[2].T) * (1 - h * h)
    return [x.T @ dh, dh.sum(0), h.T @ q, q.sum(0)]


def mlp():
    images, classes = digits()
    p = start(np.random.default_rng(1))

    def body():
        for x, y in zip(images, classes):
            for w, g in zip(p, gradient(p, x, y)):
                w -= 0.1 * g

    return median(body)


def check():
    images, classes = digits()
    x, y = images[0], classes[0]
    p = start(np.random.default_rng(1))

    def body():
        worst = 0
        for w, g in zip(p, gradient(p, x, y)):
            flat, slopes = w.reshape(-1), g.reshape(-1)
            for i in range(flat.size):
                kept = flat[i]
                flat[i] = kept + 1e-5
                high = loss_of(p, x, y)[0]
                flat[i] = kept - 1e-5
                low = loss_of(p, x, y)[0]
                flat[i] = kept
                worst = max(worst, abs((high - low) / 2e-5 - slopes[i]))
        assert worst < 1e-8

    return median(body)


def rnn():
    rng = np.random.default_rng(1)
    w, u, b = rng.uniform(-0.3, 0.3, (8, 32)), rng.uniform(-0.3, 0.3, (32, 32)), np.zeros(32)
    x, target = rng.standard_normal((20, 32, 8)), rng.standard_normal((32, 32))

    def body():
        nonlocal w, u, b
        p = x @ w + b
        h = [np.zeros((32, 32))]
        for t in range(20):
            h.append(np.tanh(p[t] + h[-1] @ u))
        dh = 2 * (h[-1] - target) / target.size
        da = np.empty((20, 32, 32))
        for t in range(19, -1, -1):
            da[t] = dh * (1 - h[t + 1] ** 2)
            dh = da[t] @ u.T
        flat = da.reshape(-1, 32)
        w = w - 0.01 * (x.reshape(-1, 8).T @ flat)
        u = u - 0.01 * (np.stack(h[:-1]).reshape(-1, 32).T @ flat)
        b = b - 0.01 * flat.sum(0)

    return median(body)


report({"chain": chain, "mlp": mlp, "rnn": rnn, "check": check})
