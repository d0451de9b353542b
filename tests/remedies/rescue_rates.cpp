#include <cstdlib>
#include <iostream>
#include <numeric>

#include "remedies/random_networks.h"
#include "remedies/tried.h"

/// Of random networks that do not learn: how many some single change of a broad list brings to
/// under half of a constant answer's loss within 1,000 iterations, and how many of these the first,
/// or any, of the list does that a search within ten seconds of a slow laptop puts up.
///
///     rescue_rates [networks] [seed] [seconds] [file to keep runs in]
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

}  // namespace

int main(int count, char** arguments) {
  const auto argument = [&](int index, double otherwise) {
    return count > index ? std::atof(arguments[index]) : otherwise;
  };
  const int networks = static_cast<int>(argument(1, 50));
  const auto seed = static_cast<std::uint64_t>(argument(2, 1));
  const double seconds = argument(3, 10);
  TriedRuns runs;
  if (count > 4) runs.keepIn(arguments[4]);

  RandomNetworks draw(seed);
  Rates rates;
  while (rates.sick < networks) {
    const Experiment base = draw.next();
    if (!runs.of(base).constantLoss || runs.of(base).learns()) continue;
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
