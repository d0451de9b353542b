#include "base/text.h"

#include <doctest/doctest.h>

using namespace ebb;

TEST_CASE("a number is the whole text, decimal and finite") {
  CHECK(*parseNumber("-1.5e2") == -150);
  CHECK(*parseNumber("007") == 7);
  for (const char* text : {"", " 1", "1 ", "0x10", "inf", "nan", "1e999", "1,5", "1.2.3", "--1"}) {
    CAPTURE(text);
    CHECK(!parseNumber(text));
  }
}

TEST_CASE("a number is written as briefly as it can be read back") {
  CHECK(formatNumber(0) == "0");
  CHECK(formatNumber(-3) == "-3");
  CHECK(formatNumber(0.1) == "0.1");
  CHECK(formatNumber(123456789) == "123456789");
  CHECK(formatNumber(1e-9) == "1e-09");
  CHECK(formatNumber(1e20) == "1e+20");
  for (const double number : {1.0 / 3, 2e-308, 1.7976931348623157e308, -0.30000000000000004}) {
    CHECK(*parseNumber(formatNumber(number)) == number);
  }
}

TEST_CASE("splitting keeps empty parts but the last") {
  CHECK(split("a,,b", ',') == std::vector<std::string_view>{"a", "", "b"});
  CHECK(split("", ',').empty());
  CHECK(split("a,", ',') == std::vector<std::string_view>{"a"});
}
