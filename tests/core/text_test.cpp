#include "base/text.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/random.h"
#include "experiment/link.h"
#include "experiment/settings.h"

using namespace ebb;

TEST_CASE("one thing is named in the singular, any other number of them in the plural") {
  CHECK(counted(0, "row") == "0 rows");
  CHECK(counted(1, "row") == "1 row");
  CHECK(counted(2, "row") == "2 rows");
}

TEST_CASE("a long text is cut between its letters, and says that it goes on") {
  CHECK(excerpt("abc") == "abc");
  CHECK(excerpt("abcdef", 3) == "abc…");
  CHECK(excerpt("😀😀😀", 2) == "😀😀…");
  CHECK(excerpt(std::string(39, 'a') + "é") == std::string(39, 'a') + "é");
  CHECK(excerpt(std::string(39, 'a') + "éé") == std::string(39, 'a') + "é…");
}

TEST_CASE("no mark, vowel sign or joiner is cut off the letter that it belongs to") {
  CHECK(excerpt("तालिम", 3) == "तालिम");
  CHECK(excerpt("तालिम", 2) == "तालि…");
  CHECK(excerpt("e\u0301e\u0301e", 2) == "e\u0301e\u0301…");
  // Nukta, candrabindu and accent; consonants about a virama, with a joiner and without.
  CHECK(excerpt("ड\u093Cँ\u0951कख", 1) == "ड\u093Cँ\u0951…");
  CHECK(excerpt("क्षत्रिय", 2) == "क्षत्रि…");
  CHECK(excerpt("क्\u200Dषक", 1) == "क्\u200Dष…");
  CHECK(excerpt("क्\u200Cषक", 1) == "क्\u200C…");
  // 093D and the digits are letters of their own.
  CHECK(excerpt("कऽक", 1) == "क…");
  CHECK(excerpt("क१", 1) == "क…");
  CHECK(excerpt("👍🏽👍🏽", 1) == "👍🏽…");
  CHECK(excerpt("☕\uFE0F☕", 1) == "☕\uFE0F…");
  CHECK(excerpt("1\uFE0F\u20E3a", 1) == "1\uFE0F\u20E3…");
  CHECK(excerpt("👩\u200D👧\u200D👦a", 1) == "👩\u200D👧\u200D👦…");
}

TEST_CASE("marks without end do not make an excerpt long") {
  std::string marks = "a";
  for (int i = 0; i < 5000; ++i) marks += "\u0301";
  CHECK(excerpt(marks).size() < 200);
  std::string letters;
  for (int i = 0; i < 40; ++i) letters += "a" + marks.substr(1, 20);
  CHECK(excerpt(letters).size() < 200);
  CHECK(excerpt(letters, 2) == letters.substr(0, 21) + "…");
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
  CHECK(formatNumber(-0.0) == "-0");
  CHECK(formatNumber(100) == "100");
  CHECK(formatNumber(1234.5) == "1234.5");
  CHECK(formatNumber(999999999999999) == "999999999999999");
  CHECK(formatNumber(1e15) == "1e+15");
  CHECK(formatNumber(123456789012345680) == "1.2345678901234568e+17");
  CHECK(formatNumber(0.0001) == "0.0001");
  CHECK(formatNumber(0.00012345) == "0.00012345");
  CHECK(formatNumber(1e-5) == "1e-05");
  CHECK(formatNumber(-1.25e-7) == "-1.25e-07");
  CHECK(formatNumber(5e-324) == "5e-324");
  // Shortest, and of the shortest the nearest; rounded to 16 digits it would not read back.
  CHECK(formatNumber(9007199254740993e-29) == "9.007199254740993e-14");
  CHECK(formatNumber(5.684341886080802e-14) == "5.684341886080802e-14");
  for (const double number : {1.0 / 3, 2e-308, 1.7976931348623157e308, -0.30000000000000004}) {
    CHECK(*parseNumber(formatNumber(number)) == number);
  }
}

TEST_CASE("a decimal too large for a number is infinite, and no finite number") {
  CHECK(*parseDecimal("-1e999") == -std::numeric_limits<double>::infinity());
  CHECK(*parseDecimal("+.5") == 0.5);
  CHECK(*parseDecimal("5.") == 5);
  for (const char* text : {"", ".", "e", "1e", "1e+", "-", "1-1", "inf", "0x1F", " 1"}) {
    CAPTURE(text);
    CHECK(!parseDecimal(text));
  }
}

TEST_CASE("splitting keeps empty parts but the last") {
  CHECK(split("a,,b", ',') == std::vector<std::string_view>{"a", "", "b"});
  CHECK(split("", ',').empty());
  CHECK(split("a,", ',') == std::vector<std::string_view>{"a"});
}
