// Eigen's SSE kernels include this header; Emscripten before 3.1.50 has none, and nothing of it is
// used.
