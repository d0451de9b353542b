#include "base/text.h"

#include <doctest/doctest.h>

#include "base/error.h"
#include "base/random.h"
#include "experiment/fields.h"
#include "experiment/link.h"

using namespace ebb;

TEST_CASE("a long text is cut between its letters, and says that it goes on") {
  CHECK(excerpt("abc") == "abc");
  CHECK(excerpt("abcdef", 3) == "abc…");
  CHECK(excerpt("तालिम", 3) == "ताल…");
  CHECK(excerpt("😀😀😀", 2) == "😀😀…");
  CHECK(excerpt(std::string(39, 'a') + "é") == std::string(39, 'a') + "é");
  CHECK(excerpt(std::string(39, 'a') + "éé") == std::string(39, 'a') + "é…");
}

TEST_CASE(
    "what cannot be shown is shown as something else, so that no message ends or turns in it") {
  using namespace std::string_view_literals;
  CHECK(excerpt("a\0b"sv) == "a␀b");
  CHECK(excerpt("a\nb\x7F"sv) == "a␊b␡");
  CHECK(excerpt("\xFF\xC3"sv) == "��");
  CHECK(excerpt("\xC0\x80"sv) == "��");
  CHECK(excerpt("\xED\xA0\x80"sv) == "���");
  CHECK(excerpt("\xF4\x90\x80\x80"sv) == "����");
  CHECK(excerpt("a\u202Eb\u2066") == "a�b�");
}

TEST_CASE("of any bytes an excerpt is short, valid and quickly made") {
  Random random(Key(1));
  for (int i = 0; i < 2000; ++i) {
    std::string bytes(random.below(80), ' ');
    for (char& byte : bytes) byte = static_cast<char>(random.below(256));
    const std::string shown = excerpt(bytes);
    CHECK(excerpt(shown, 100) == shown);
    CHECK(shown.size() <= 3 * 41);
  }
}

TEST_CASE("every refusal of a long, broken or binary text says it whole") {
  Experiment experiment;
  const std::string text = std::string(39, 'x') + "ल" + std::string(1, '\0') + "y";
  for (const char* field : {"activation", "hidden", "gain", "nonsense"}) {
    CAPTURE(field);
    try {
      set(experiment, field, text);
      CHECK(false);
    } catch (const FieldError& error) {
      CHECK(error.got == '"' + std::string(39, 'x') + "ल…\"");
      CHECK(std::string(error.what()).find(error.takes) != std::string::npos);
    }
  }
  const LinkReading reading = readLink("%00%E0%A4=1&a%00b=2");
  REQUIRE(reading.problems.size() == 2);
  CHECK(reading.problems[0].field == "␀��");
  CHECK(reading.problems[1].field == "a␀b");
}

TEST_CASE("a link with thousands of bad settings tells some, and how many more") {
  std::string link;
  for (int i = 0; i < 24'999; ++i) link += "&a=";
  const LinkReading reading = readLink(link);
  REQUIRE(reading.problems.size() == 21);
  CHECK(std::string(reading.problems.back().what()) ==
        "link: got 24979 more such settings, takes settings of an experiment");
}
