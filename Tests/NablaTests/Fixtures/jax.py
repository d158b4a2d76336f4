"""Writes values and gradients of all operations, as JAX computes them in double precision.

Run it where JAX is installed: JAX_PLATFORMS=cpu python3 -P jax.py > jax.txt (-P, because this file
has the name of the package).
Each line is: case, tensor, shape (dimensions joined by x, or - for none), elements.
p0, p1, … are parameters; d0, d1, … the derivatives by them of the sum of the output times 1.0, 1.25,
1.5, 1.75, 2.0 and again from the first. Cases without d are of values only: where a function has no
derivative, or JAX takes another at a tie or for NaN.
"""

import numpy as np
import jax
import jax.numpy as jnp
from jax import lax, nn
from jax.scipy.special import logsumexp

jax.config.update("jax_enable_x64", True)
random = np.random.default_rng(20240229)


def line(case, name, tensor):
    tensor = np.asarray(tensor, dtype=np.float64)
    shape = "x".join(str(n) for n in tensor.shape) or "-"
    print(case, name, shape, *(repr(float(v)) for v in tensor.flatten()))


def case(name, function, *parameters, gradients=True):
    parameters = [jnp.asarray(p, dtype=jnp.float64) for p in parameters]
    output = function(*parameters)
    for index, parameter in enumerate(parameters):
        line(name, f"p{index}", parameter)
    line(name, "output", output)
    if gradients:
        weights = (1 + 0.25 * (np.arange(output.size) % 5)).reshape(output.shape)
        loss = lambda *p: (function(*p) * weights).sum()
        places = range(len(parameters)) if gradients is True else gradients
        for index, derivative in zip(places, jax.grad(loss, tuple(places))(*parameters)):
            line(name, f"d{index}", derivative)


def normal(*shape):
    # Few digits, so that the file is short.
    return np.round(random.normal(size=shape), 3)


def positive(*shape):
    return np.round(random.uniform(0.5, 2, size=shape), 3)


inf, nan = np.inf, np.nan
EDGES = [inf, -inf, nan, -0.0, 0.0, 1e308, -1e308, 1e-300, -1e-300, 1.5, -2.0, 709.5, -700.0, 1e15]

# Arithmetic
case("add", lambda a, b: a + b, normal(4, 2, 3), normal(2, 1))
case("subtract", lambda a, b: a - b, normal(3), normal(2, 3))
case("multiply", lambda a, b: a * b, normal(2, 1, 3), normal(4, 1))
case("divide", lambda a, b: a / b, normal(2, 3), positive(2, 1))
case("negate", lambda a: -a, normal(3))
case("power", lambda a, b: a**b, positive(2, 3), normal(3))
case("power-zero", lambda a, b: a**b, [0.0, 2.0, 0.0], [2.0, 0.0, 0.0], gradients=(1,))
case("maximum", jnp.maximum, normal(3), normal(2, 3))
case("minimum", jnp.minimum, normal(3), normal(2, 3))
for name, function in {
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    # Stretched first: else JAX multiplies by 1/b, which loses digits and flushes 1/10³⁰⁸ to 0.
    "divide": lambda a, b: jnp.divide(*jnp.broadcast_arrays(a, b)),
    "power": lambda a, b: a**b,
    "maximum": jnp.maximum,
    "minimum": jnp.minimum,
    "less": lambda a, b: a < b,
    "lessOrEqual": lambda a, b: a <= b,
    "equal": lambda a, b: a == b,
    "unequal": lambda a, b: a != b,
}.items():
    case(name + "-edges", function, np.array(EDGES)[:, None], EDGES, gradients=False)

# Functions
FUNCTIONS = {
    "square": jnp.square,
    "squareRoot": jnp.sqrt,
    "magnitude": jnp.abs,
    "exp": jnp.exp,
    "log": jnp.log,
    "sin": jnp.sin,
    "cos": jnp.cos,
    "tanh": jnp.tanh,
    "sigmoid": nn.sigmoid,
    "softplus": nn.softplus,
    "relu": nn.relu,
    "leakyRelu": lambda a: nn.leaky_relu(a, 0.1),
    "clamp": lambda a: jnp.clip(a, -0.5, 1),
}
for name, function in FUNCTIONS.items():
    case(name, function, positive(5) if name in ("squareRoot", "log") else normal(5))
    case(name + "-edges", function, EDGES, gradients=False)
case("replacing", lambda a, b: jnp.where(a < 0, b, a), normal(2, 3), normal(3))

# Matrices
case("matmul", jnp.matmul, normal(3, 4), normal(4, 2))
case("matmul-rows", jnp.matmul, normal(2, 3, 4), normal(4, 2))
case("matmul-batch", jnp.matmul, normal(2, 3, 4), normal(2, 4, 2))
case("matmul-broadcast", jnp.matmul, normal(2, 1, 3, 2), normal(3, 2, 2))
case("matmul-one", jnp.matmul, normal(2, 3), normal(2, 3, 2))
case("affine", lambda x, w, b: x @ w + b, normal(3, 4), normal(4, 2), normal(2))
case("transposed", lambda x: jnp.swapaxes(x, -1, -2), normal(2, 2, 3))
case("permuted", lambda x: jnp.transpose(x, (2, 0, 1)), normal(2, 3, 2))

# Shapes
case("reshaped", lambda x: x.reshape(2, -1), normal(3, 4))
case("slice", lambda x: x[:, 1:3], normal(3, 4))
case("rows", lambda x: x[jnp.array([2, 0, 2])], normal(3, 2))
case("gather", lambda x: x[jnp.arange(3), jnp.array([1, 0, 1])], normal(3, 2))
case("concatenate", lambda a, b: jnp.concatenate([a, b], 1), normal(2, 2), normal(2, 3))
case("stack", lambda a, b: jnp.stack([a, b, a]), normal(3), normal(3))

# Reductions
case("sum", jnp.sum, normal(3, 4))
case("sum-axes", lambda x: jnp.sum(x, (0, 2)), normal(2, 3, 2))
case("mean", jnp.mean, normal(3, 4))
case("mean-axes", lambda x: jnp.mean(x, (0, 2), keepdims=True), normal(2, 3, 2))
case("variance", jnp.var, normal(3, 2))
case("variance-axis", lambda x: jnp.var(x, 1), normal(2, 3, 2))
case("max", lambda x: jnp.max(x, 1), normal(2, 3, 2))
case("min", lambda x: jnp.min(x, 0), normal(2, 3))
case("max-nan", lambda x: jnp.max(x, 1), [[1, nan, 3], [inf, 1, -inf]], gradients=False)
case("min-nan", lambda x: jnp.min(x, 1), [[1, nan, 3], [inf, 1, -inf]], gradients=False)
case("argmax", lambda x: jnp.argmax(x, 1), [[1, nan, 3], [2, 5, 5], [-0.0, 0.0, -1]], gradients=False)

# Softmax
MASKED = [[-inf, 1, 2], [-1e20, 1, 2], [1e308, -1e308, 0], [800, 801, 799]]
BAD = [[inf, 1, 2], [nan, 1, 2], [-inf, -inf, -inf]]
for name, function in {
    "softmax": nn.softmax,
    "logSoftmax": nn.log_softmax,
    "logSumExp": logsumexp,
}.items():
    case(name, lambda x: function(x, axis=-1), normal(2, 4))
    case(name + "-axis", lambda x: function(x, axis=1), normal(2, 3, 2))
    case(name + "-masked", lambda x: function(x, axis=-1), MASKED, gradients=name != "logSoftmax")
    case(name + "-bad", lambda x: function(x, axis=-1), BAD, gradients=False)

# Images
NUMBERS = ("NCHW", "OIHW", "NCHW")


def convolution(x, w, b, stride, padding):
    y = lax.conv_general_dilated(
        x, w, (stride, stride), [(padding, padding)] * 2, dimension_numbers=NUMBERS
    )
    return y + b[:, None, None]


def transposed_convolution(x, w, b, stride, padding):
    """Filter by filter, as it is defined: JAX's own has no derivative by the filters."""
    (batch, _, height, width), (_, filters, tall, wide) = x.shape, w.shape
    y = jnp.zeros((batch, filters, (height - 1) * stride + tall, (width - 1) * stride + wide))
    for i in range(height):
        for j in range(width):
            stamp = jnp.einsum("bc,cfyx->bfyx", x[:, :, i, j], w)
            top, left = i * stride, j * stride
            y = y.at[:, :, top : top + tall, left : left + wide].add(stamp)
    return y[:, :, padding : y.shape[2] - padding, padding : y.shape[3] - padding] + b[:, None, None]


def pool(x, start, function, size, stride, padding):
    return lax.reduce_window(
        x,
        start,
        function,
        (1, 1, size, size),
        (1, 1, stride, stride),
        [(0, 0), (0, 0), (padding, padding), (padding, padding)],
    )


case("convolution", lambda x, w, b: convolution(x, w, b, 2, 1), normal(2, 2, 4, 5), normal(2, 2, 3, 2), normal(2))
case("convolution-narrow", lambda x, w, b: convolution(x, w, b, 1, 2), normal(1, 1, 4, 1), normal(1, 1, 5, 5), normal(1))
case(
    "transposedConvolution",
    lambda x, w, b: transposed_convolution(x, w, b, 2, 1),
    normal(2, 2, 2, 3),
    normal(2, 2, 3, 2),
    normal(2),
)
case("upsampled", lambda x: jnp.repeat(jnp.repeat(x, 2, 2), 2, 3), normal(1, 2, 2, 3))
case("maxPool", lambda x: pool(x, -inf, lax.max, 2, 2, 0), normal(1, 2, 4, 5))
case("maxPool-padding", lambda x: pool(x, -inf, lax.max, 3, 2, 1), normal(1, 1, 5, 4))
case("averagePool", lambda x: pool(x, 0.0, lax.add, 3, 2, 0) / 9, normal(1, 1, 5, 5))
case("averagePool-padding", lambda x: pool(x, 0.0, lax.add, 3, 2, 1) / 9, normal(1, 1, 5, 4))


# Normalisation, sequences
def layer_norm(x, gain, bias):
    centred = x - x.mean(-1, keepdims=True)
    return centred / jnp.sqrt((centred**2).mean(-1, keepdims=True) + 1e-5) * gain + bias


def recurrence(x, w, u, b, h):
    states = []
    for t in range(x.shape[1]):
        h = jnp.tanh(x[:, t] @ w + h @ u + b)
        states.append(h)
    return jnp.stack(states, 1)


case("layerNorm", layer_norm, normal(2, 4), normal(4), normal(4))
case("layerNorm-equal", layer_norm, [[7.0, 7.0, 7.0]], normal(3), normal(3))
case("recurrence", recurrence, normal(2, 3, 2), normal(2, 3), normal(3, 3), normal(3), normal(2, 3))

# Losses
case("squaredError", lambda e, t: 0.5 * ((e - t) ** 2).sum(), normal(3), normal(3))
case("meanSquaredError", lambda e, t: ((e - t) ** 2).mean(), normal(3), normal(3))
case(
    "crossEntropy",
    lambda x: -nn.log_softmax(x)[jnp.arange(2), jnp.array([2, 0])].mean(),
    normal(2, 3),
)
case("crossEntropy-masked", lambda x: -nn.log_softmax(x)[jnp.arange(2), jnp.array([2, 1])].mean(), MASKED[:2])
