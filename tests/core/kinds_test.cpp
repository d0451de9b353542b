#include "experiment/kinds.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace ebb;

namespace {

/// Each name leads back to its own enumerator, and to no other.
template <class Kind>
void checkNames() {
  const auto names = kindNames<Kind>();
  std::set<std::string_view> different;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto kind = static_cast<Kind>(i);
    CAPTURE(std::string(names[i]));
    CHECK(kindOf<Kind>(nameOf(kind)) == kind);
    CHECK(nameOf(kind).find_first_of(" ,") == std::string_view::npos);
    different.insert(nameOf(kind));
  }
  CHECK(different.size() == names.size());
}

}  // namespace

TEST_CASE("every kind has a name of its own, and the name leads back to it") {
  checkNames<Activation>();
  checkNames<Initialiser>();
  checkNames<Normalization>();
  checkNames<Residual>();
  checkNames<Loss>();
  checkNames<Optimizer>();
  checkNames<Clip>();
  checkNames<Data>();
  checkNames<Precision>();
  checkNames<OperationKind>();
}

TEST_CASE("names are those of links and files") {
  CHECK(nameOf(Activation::leaky_relu) == "leaky_relu");
  CHECK(nameOf(Initialiser::pytorch_linear) == "pytorch_linear");
  CHECK(kindOf<Optimizer>("adamw") == Optimizer::adamw);
  CHECK(kindOf<Optimizer>("Adamw") == std::nullopt);
  CHECK(kindOf<Optimizer>("") == std::nullopt);
}

TEST_CASE("a word of C++ is written without the underscore that its enumerator carries") {
  CHECK(nameOf(Data::xor_) == "xor");
  CHECK(kindOf<Data>("xor") == Data::xor_);
  CHECK(kindOf<Data>("xor_") == std::nullopt);
  CHECK(nameOf(Targets::auto_) == "auto");
  CHECK(displayName("") == "");
}

TEST_CASE("names are cut out of a list at its commas, spaces left out") {
  CHECK(countNames("a, b,c") == 3);
  const auto names = splitNames<3>("a,  bc, d");
  CHECK(names[0] == "a");
  CHECK(names[1] == "bc");
  CHECK(names[2] == "d");
}
