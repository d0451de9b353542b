#include "functions/table.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/text.h"

namespace ebb {
namespace {

constexpr std::size_t kMostRows = 5000;
constexpr std::size_t kMostInputs = 16;
constexpr std::size_t kMostClasses = 20;

struct Row {
  int line;
  std::vector<std::string> cells;
};

[[noreturn]] void refuse(const std::string& got, int line, std::size_t column,
                         const std::string& takes) {
  throw FieldError("table",
                   got + " in line " + std::to_string(line) + ", column " + std::to_string(column),
                   takes);
}

std::string quoted(const std::string& cell) {
  return '"' + cell.substr(0, 30) + (cell.size() > 30 ? "…\"" : "\"");
}

std::string trimmed(std::string text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// Tab where the first line has one, else semicolon where it has one and no comma, else comma.
char separatorOf(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  if (line.find('\t') != line.npos) return '\t';
  if (line.find(',') == line.npos && line.find(';') != line.npos) return ';';
  return ',';
}

/// Cells by RFC 4180: quotes around a cell, doubled inside it; empty lines are passed over.
std::vector<Row> rowsOf(std::string_view text) {
  const char separator = separatorOf(text);
  std::vector<Row> rows;
  Row row{1, {}};
  std::string cell;
  bool inQuotes = false;
  bool wasQuoted = false;
  int line = 1;
  const auto endCell = [&] {
    row.cells.push_back(wasQuoted ? cell : trimmed(cell));
    cell.clear();
    wasQuoted = false;
  };
  const auto endRow = [&] {
    endCell();
    const bool isEmpty = row.cells.size() == 1 && row.cells.front().empty();
    if (!isEmpty) rows.push_back(row);
    if (rows.size() > kMostRows + 1) {
      throw FieldError("table", "more than 5000 rows", "1 to 5000 rows");
    }
    row = {line + 1, {}};
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char letter = text[i];
    if (inQuotes) {
      if (letter == '"' && i + 1 < text.size() && text[i + 1] == '"') {
        cell += text[++i];
      } else if (letter == '"') {
        inQuotes = false;
      } else {
        cell += letter;
      }
      if (letter == '\n') ++line;
    } else if (letter == '"' && trimmed(cell).empty()) {
      cell.clear();
      inQuotes = wasQuoted = true;
    } else if (letter == separator) {
      endCell();
    } else if (letter == '\n') {
      endRow();
      ++line;
    } else if (!(wasQuoted && letter == '\r')) {
      cell += letter;
    }
  }
  if (inQuotes)
    refuse("a quote that does not end", row.line, row.cells.size() + 1, "an ending quote");
  endRow();
  return rows;
}

bool isHeader(const Row& row) {
  return std::any_of(row.cells.begin(), row.cells.end() - 1,
                     [](const std::string& cell) { return !parseNumber(cell); });
}

void checkShape(const std::vector<Row>& rows) {
  if (rows.empty()) {
    throw FieldError("table", "0 rows", "1 to 5000 rows of data");
  }
  if (rows.size() > kMostRows) throw FieldError("table", "more than 5000 rows", "1 to 5000 rows");
  const std::size_t columns = rows.front().cells.size();
  if (columns < 2 || columns > kMostInputs + 1) {
    refuse(std::to_string(columns) + " columns", rows.front().line, columns,
           "1 to 16 columns of inputs and a last one for the target");
  }
  for (const Row& row : rows) {
    if (row.cells.size() != columns) {
      refuse(std::to_string(row.cells.size()) + " columns", row.line,
             std::min(row.cells.size(), columns) + 1,
             std::to_string(columns) + " columns, as above");
    }
  }
}

void readInputs(const std::vector<Row>& rows, Dataset& data) {
  const std::size_t inputs = rows.front().cells.size() - 1;
  data.inputs.resize(static_cast<Eigen::Index>(inputs), static_cast<Eigen::Index>(rows.size()));
  for (std::size_t sample = 0; sample < rows.size(); ++sample) {
    for (std::size_t input = 0; input < inputs; ++input) {
      const std::string& cell = rows[sample].cells[input];
      const auto number = parseNumber(cell);
      if (!number) refuse(quoted(cell), rows[sample].line, input + 1, "a number");
      data.inputs(static_cast<Eigen::Index>(input), static_cast<Eigen::Index>(sample)) = *number;
    }
  }
}

/// Whether the last column is taken as numbers.
bool holdsNumbers(const std::vector<Row>& rows, Targets targets) {
  switch (targets) {
    case Targets::classes:
      return false;
    case Targets::numbers:
      return true;
    case Targets::auto_:
      return std::all_of(rows.begin(), rows.end(),
                         [](const Row& row) { return parseNumber(row.cells.back()).has_value(); });
  }
  return false;
}

void readTargets(const std::vector<Row>& rows, Targets targets, Dataset& data) {
  const bool isCurve = holdsNumbers(rows, targets);
  data.targets.resize(1, static_cast<Eigen::Index>(rows.size()));
  for (std::size_t sample = 0; sample < rows.size(); ++sample) {
    const std::string& cell = rows[sample].cells.back();
    const auto at = static_cast<Eigen::Index>(sample);
    if (isCurve) {
      const auto number = parseNumber(cell);
      if (!number) refuse(quoted(cell), rows[sample].line, rows[sample].cells.size(), "a number");
      data.targets(0, at) = *number;
      continue;
    }
    if (cell.empty()) refuse("nothing", rows[sample].line, rows[sample].cells.size(), "a label");
    auto label = std::find(data.labels.begin(), data.labels.end(), cell);
    if (label == data.labels.end()) label = data.labels.insert(label, cell);
    if (data.labels.size() > kMostClasses) {
      refuse("a 21st label " + quoted(cell), rows[sample].line, rows[sample].cells.size(),
             "up to 20 different labels, or numbers alone");
    }
    data.targets(0, at) = static_cast<double>(label - data.labels.begin());
  }
  data.classes = isCurve ? 0 : static_cast<int>(data.labels.size());
  if (data.classes == 1) {
    throw FieldError("table", "the one label " + quoted(data.labels.front()),
                     "at least two labels");
  }
}

}  // namespace

Dataset readTable(std::string_view text, Targets targets) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);  // byte order mark
  std::vector<Row> rows = rowsOf(text);
  Dataset data;
  if (!rows.empty() && isHeader(rows.front())) {
    data.names = rows.front().cells;
    rows.erase(rows.begin());
  }
  checkShape(rows);
  if (!data.names.empty() && data.names.size() != rows.front().cells.size()) {
    throw FieldError("table", std::to_string(data.names.size()) + " columns in the header",
                     std::to_string(rows.front().cells.size()) + " columns, as below");
  }
  readInputs(rows, data);
  readTargets(rows, targets, data);
  return data;
}

}  // namespace ebb
