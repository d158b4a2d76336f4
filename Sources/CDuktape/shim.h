#include <duktape.h>

// Duktape's compile and load entry points are macros that Swift cannot see.

/// Compiles the source at the top of the stack, below the file name; zero when it compiled.
static inline int nabla_duk_compile(duk_context *heap) {
  return duk_pcompile(heap, 0) == DUK_EXEC_SUCCESS ? 0 : 1;
}

/// Calls the function below `count` arguments; zero when it returned.
static inline int nabla_duk_call(duk_context *heap, int count) {
  return duk_pcall(heap, (duk_idx_t)count) == DUK_EXEC_SUCCESS ? 0 : 1;
}
