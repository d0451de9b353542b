#include "experiment/widths.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/error.h"

using namespace ebb;

namespace {

std::string refusal(const std::string& text) {
  try {
    parseWidths(text);
  } catch (const FieldError& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("a star repeats a width, a comma goes on to the next") {
  CHECK(parseWidths("16*3") == std::vector<int>{16, 16, 16});
  CHECK(parseWidths("32,16*2,8") == std::vector<int>{32, 16, 16, 8});
  CHECK(parseWidths("5") == std::vector<int>{5});
  CHECK(parseWidths("").empty());
}

TEST_CASE("both bounds are taken, and nothing beyond") {
  CHECK(parseWidths("256*128") == std::vector<int>(128, 256));
  CHECK(parseWidths("1") == std::vector<int>{1});
  for (const char* text : {"0", "257", "16*0", "16*129", "1*128,1", "16*64,16*65"}) {
    CAPTURE(text);
    CHECK(!refusal(text).empty());
  }
}

TEST_CASE("what is no list of widths is refused with its own text") {
  for (const char* text : {",", "16,", ",16", "16,,8", "a", "16*", "*3", "-1", "+1", "1e1", " 16",
                           "16 ", "3*2*2", "99999999999999999999"}) {
    CAPTURE(text);
    CHECK(refusal(text).find(std::string("hidden: got \"") + text + '"') == 0);
  }
}

TEST_CASE("widths are written with the longest runs, and read back") {
  CHECK(formatWidths({}).empty());
  CHECK(formatWidths({7}) == "7");
  CHECK(formatWidths({32, 16, 16, 16}) == "32,16*3");
  CHECK(formatWidths({4, 5, 4}) == "4,5,4");
  CHECK(formatWidths({4, 4, 5, 5, 4}) == "4*2,5*2,4");
  for (const char* text : {"1", "32,16*3", "4*2,5*2,4", "256*128"}) {
    CHECK(formatWidths(parseWidths(text)) == text);
  }
}
