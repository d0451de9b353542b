#include <cstdlib>
#include <iostream>
#include <iterator>
#include <numeric>
#include <string>

#include "diagnosis/drawn_experiments.h"
#include "diagnosis/known_cases.h"
#include "remedies/tried.h"

/// Of random networks that do not learn: how many some single change of a broad list brings
/// under `learntLoss` within 1,000 iterations, and how many of these the first,
/// or any, of the list does that a search within ten seconds of a slow laptop puts up. With
/// `cases` alone: what comes first for each of the known cases.
///
///     rescue_rates [taste] [networks] [seed] [seconds]
using namespace ebb;

namespace {

/// What the search offers and, beside it, what else somebody might try.
std::vector<Remedy> broadList(const Experiment& e, const Diagnosis& diagnosis) {
  std::vector<Remedy> list = remediesFor(e, diagnosis, 1);
  const auto add = [&](std::vector<Change> changes) {
    list.push_back({{Reason::another_activation}, std::move(changes)});
  };
  const auto word = [](const char* text) { return Setting(std::string(text)); };
  add({{"activation", word("selu")}, {"init", word("lecun_normal")}, {"gain", 1.0}});
  add({{"activation", word("elu")}, {"init", word("kaiming_normal")}, {"gain", 1.0}});
  add({{"normalization", word("rms")}});
  add({{"optimizer", word("momentum")}, {"momentum", 0.9}, {"learningRate", 0.1}});
  add({{"optimizer", word("momentum")}, {"momentum", 0.9}, {"learningRate", 0.01}});
  add({{"optimizer", word("rmsprop")}, {"learningRate", 0.01}});
  add({{"precision", word("float64")}});
  add({{"hidden", std::vector<double>(1, 16)}});
  add({{"init", word("pytorch_linear")}, {"gain", 1.0}});
  return list;
}

/// So long somebody has looked before asking for remedies.
constexpr std::uint64_t kLooked = 100;

struct Rates {
  int sick = 0;
  int curable = 0;
  int byFirst = 0;
  int byAny = 0;
  int unaided = 0;
  double percent(int part) const { return curable > 0 ? 100.0 * part / curable : 0; }
};

std::string changesOf(const Remedy& remedy) {
  std::string text;
  for (const Change& change : remedy.changes) {
    Experiment one;
    set(one, change.field, change.value);
    text += (text.empty() ? "" : " ") + std::string(change.field) + ':' + writeLink(one);
  }
  return text;
}

void printCases() {
  for (const KnownCase& known : knownCases()) {
    Experiment base = readLink(known.link).experiment;
    base.table = known.table;
    TriedRuns runs;
    const Diagnosis diagnosis = diagnosisAfter(base, std::min(known.iterations, kLooked));
    const RemedySearch search = searchWithin(runs, base, diagnosis, 10);
    const auto list = search.ranking();
    std::cout << known.name << ": as it is " << search.unchanged().relative << "; " << list.size()
              << " tried, the last " << search.iterations() << " iterations\n";
    for (std::size_t i = 0; i < std::min<std::size_t>(3, list.size()); ++i) {
      std::cout << "   " << list[i].relative << " of " << list[i].losses.size() << " seeds  "
                << changesOf(search.candidateOf(list[i].candidate)) << '\n';
    }
    std::cout.flush();
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count == 2 && std::string_view(arguments[1]) == "cases") {
    printCases();
    return 0;
  }
  const auto argument = [&](int index, double otherwise) {
    return count > index ? std::atof(arguments[index]) : otherwise;
  };
  const std::string_view who = count > 1 ? arguments[1] : "beginner";
  const auto taste = std::find(std::begin(kTastes), std::end(kTastes), who);
  if (taste == std::end(kTastes)) return 1;
  const int networks = static_cast<int>(argument(2, 50));
  const auto seed = static_cast<std::uint64_t>(argument(3, 1));
  const double seconds = argument(4, 10);
  ExperimentDraw draw(static_cast<Taste>(taste - std::begin(kTastes)), seed);
  Rates rates;
  while (rates.sick < networks) {
    const Experiment base = draw.next();
    TriedRuns runs;
    if (!runs.of(base).canLearn() || runs.of(base).learns()) continue;
    ++rates.sick;
    const auto learns = [&](const Remedy& remedy) { return runs.of(with(base, remedy)).learns(); };
    const Diagnosis diagnosis = diagnosisAfter(base, kLooked);
    const RemedySearch search = searchWithin(runs, base, diagnosis, seconds);
    const auto list = search.ranking();
    const auto remedyOf = [&](const RankedRemedy& one) {
      return search.candidateOf(one.candidate);
    };
    const bool first = !list.empty() && learns(remedyOf(list.front()));
    const auto cure = std::find_if(list.begin(), list.end(),
                                   [&](const RankedRemedy& one) { return learns(remedyOf(one)); });
    const bool any = cure != list.end();
    // The broad list is gone through only where the search has not found a single change itself.
    int cures = std::count_if(list.begin(), list.end(), [&](const RankedRemedy& one) {
      return remedyOf(one).reasons.size() == 1 && first && learns(remedyOf(one));
    });
    std::string which;
    for (const Remedy& remedy : cures > 0 ? std::vector<Remedy>() : broadList(base, diagnosis)) {
      if (!learns(remedy)) continue;
      ++cures;
      which += ' ' + std::string(nameOf(remedy.reasons.front()));
    }
    rates.curable += cures > 0;
    rates.byFirst += cures > 0 && first;
    rates.byAny += cures > 0 && any;
    rates.unaided += cures == 0 && first;
    std::cout << rates.sick << ": " << cures << " cures, first " << first << ", list " << any
              << " (" << list.size() << " at " << search.iterations() << ") " << writeLink(base)
              << '\n';
    if (cures > 0 && !(first && any)) std::cout << "   cures:" << which << '\n';
    if (cures > 0 && !first && !list.empty()) {
      std::cout << "   first: " << writeLink(with(base, remedyOf(list.front()))) << ' '
                << list.front().relative << " of " << list.front().losses.size() << '\n';
    }
    std::cout.flush();
  }
  std::cout << rates.sick << " networks that do not learn; a single change cures " << rates.curable
            << "; the first of the list " << rates.percent(rates.byFirst)
            << " % of them, any of it " << rates.percent(rates.byAny) << " %; " << rates.unaided
            << " more that no single change cures\n";
}
