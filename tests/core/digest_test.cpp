#include "stepper/digest.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

using namespace ebb;

namespace {

template <class... Numbers>
std::string digestOf(Numbers... numbers) {
  Digest digest;
  (digest.add(static_cast<double>(numbers)), ...);
  return digest.text();
}

}  // namespace

TEST_CASE("a digest depends on every number, on their order, and on no kind of NaN") {
  CHECK(Digest().text() == "cbf29ce484222325");
  CHECK(digestOf(1, 2) != digestOf(2, 1));
  CHECK(digestOf(1) != digestOf(std::nextafter(1.0, 2.0)));
  CHECK(digestOf(0.0) != digestOf(-0.0));
  CHECK(digestOf(std::nan("1")) == digestOf(-std::nan("2")));
  CHECK(digestOf(1, 2).size() == 16);
  // h = (h xor word) · p xor (h >> 29), by hand for the word 0.
  Digest digest;
  digest.add(std::uint64_t{0});
  CHECK(digest.value() == ((0xCBF29CE484222325u * 0x100000001B3u) ^ (0xCBF29CE484222325u >> 29)));
}
