#include "experiment/link.h"

#include "experiment/settings.h"

namespace ebb {
namespace {

constexpr std::size_t kLongestLink = 100'000;
constexpr std::size_t kMostProblems = 20;

int hexDigit(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
  return -1;
}

std::string percentDecoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size() && hexDigit(text[i + 1]) >= 0 &&
                        hexDigit(text[i + 2]) >= 0;
    if (escape) {
      decoded += static_cast<char>(hexDigit(text[i + 1]) * 16 + hexDigit(text[i + 2]));
      i += 2;
    } else {
      decoded += text[i];
    }
  }
  return decoded;
}

}  // namespace

LinkReading readLink(std::string_view text) {
  LinkReading reading;
  if (text.size() > kLongestLink) {
    reading.problems.emplace_back("link", std::to_string(text.size()) + " characters",
                                  "up to " + std::to_string(kLongestLink) + " characters");
    return reading;
  }
  std::size_t more = 0;
  if (!text.empty() && (text.front() == '#' || text.front() == '?')) text.remove_prefix(1);
  while (!text.empty()) {
    const std::size_t ampersand = text.find('&');
    const std::string_view pair = text.substr(0, ampersand);
    text = ampersand == text.npos ? std::string_view() : text.substr(ampersand + 1);
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    const std::string name = percentDecoded(pair.substr(0, equals));
    const std::string value =
        equals == pair.npos ? std::string() : percentDecoded(pair.substr(equals + 1));
    try {
      setFromText(reading.experiment, name, value);
    } catch (const FieldError& error) {
      if (reading.problems.size() < kMostProblems) {
        reading.problems.push_back(error);
      } else {
        ++more;
      }
    }
  }
  if (more > 0) {
    reading.problems.emplace_back("link", std::to_string(more) + " more such settings",
                                  "settings of an experiment");
  }
  return reading;
}

std::string writeLink(const Experiment& experiment) {
  const Experiment defaults;
  std::string link;
  for (const Field& field : fields()) {
    if (!field.inLink) continue;
    const std::string text = textOf(experiment, field);
    if (text == textOf(defaults, field)) continue;
    link += (link.empty() ? "" : "&") + std::string(field.name) + '=' + text;
  }
  return link;
}

}  // namespace ebb
