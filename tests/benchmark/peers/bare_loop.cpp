/// The same training steps as a plain loop over Eigen's own products and functions: what the core
/// is measured against, natively and in WebAssembly. Nothing is recorded, watched or shown.
#include <Eigen/Core>
#include <memory>
#include <vector>

namespace {

struct Loop {
  virtual ~Loop() = default;
  /// The batch's loss before the update.
  virtual double step() = 0;
};

template <class T>
class EigenLoop final : public Loop {
  using Matrix = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic>;
  using Vector = Eigen::Matrix<T, Eigen::Dynamic, 1>;
  struct Layer {
    Matrix weight, h, dz, dWeight;
    Vector bias;
  };

 public:
  /// `numbers`: layer by layer weights (a row a unit) and biases; then the inputs sample by sample,
  /// then the targets.
  EigenLoop(int depth, int width, int batch, double rate, const double* numbers)
      : rate_(static_cast<T>(rate)) {
    const auto matrix = [&](int rows, int cols) {
      using ByRow = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
      const Matrix result = Eigen::Map<const ByRow>(numbers, rows, cols).cast<T>();
      numbers += rows * cols;
      return result;
    };
    for (int l = 0; l <= depth; ++l) {
      Layer layer;
      const int units = l < depth ? width : 1;
      layer.weight = matrix(units, l == 0 ? 2 : width);
      layer.bias = matrix(units, 1);
      layer.dWeight = layer.weight;
      layer.h = layer.dz = Matrix(units, batch);
      layers_.push_back(layer);
    }
    x_ = matrix(batch, 2).transpose();
    target_ = matrix(batch, 1).transpose();
  }

  double step() override {
    const Matrix* in = &x_;
    for (Layer& layer : layers_) {
      layer.h.noalias() = layer.weight * *in;
      layer.h.colwise() += layer.bias;
      if (&layer != &layers_.back()) layer.h = layer.h.array().tanh();
      in = &layer.h;
    }
    Layer& last = layers_.back();
    const double loss =
        static_cast<double>((last.h - target_).squaredNorm()) / static_cast<double>(target_.size());
    last.dz = T(2) / static_cast<T>(target_.size()) * (last.h - target_);
    for (std::size_t l = layers_.size(); l-- > 0;) {
      Layer& layer = layers_[l];
      const Matrix& entered = l == 0 ? x_ : layers_[l - 1].h;
      layer.dWeight.noalias() = layer.dz * entered.transpose();
      if (l > 0) {
        Layer& below = layers_[l - 1];
        below.dz.noalias() = layer.weight.transpose() * layer.dz;
        below.dz.array() *= T(1) - below.h.array().square();
      }
      layer.weight -= rate_ * layer.dWeight;
      layer.bias -= rate_ * layer.dz.rowwise().sum();
    }
    return loss;
  }

 private:
  T rate_;
  std::vector<Layer> layers_;
  Matrix x_;
  Matrix target_;
};

std::unique_ptr<Loop> loop;

}  // namespace

/// One loop at a time. `bytes`: 4 or 8, of a number.
extern "C" void startLoop(int bytes, int depth, int width, int batch, double rate,
                          const double* numbers) {
  if (bytes == 4) {
    loop = std::make_unique<EigenLoop<float>>(depth, width, batch, rate, numbers);
  } else {
    loop = std::make_unique<EigenLoop<double>>(depth, width, batch, rate, numbers);
  }
}

extern "C" double runLoop(int steps) {
  double loss = 0;
  for (int i = 0; i < steps; ++i) loss = loop->step();
  return loss;
}
