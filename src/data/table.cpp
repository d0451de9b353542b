#include "data/table.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/text.h"

namespace ebb {
namespace {

constexpr char kColumns[] = "1 to 16 columns of inputs and a last one for the target";

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

std::string quoted(const std::string& cell) { return '"' + excerpt(cell, 30) + '"'; }

std::string trimmed(std::string text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// Tab where the first line has one, else semicolon where it has one and no comma, else comma.
char separatorOf(std::string_view text) {
  const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
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
    if (row.cells.size() > kMostTableInputs) {
      refuse("more than 17 columns", row.line, row.cells.size() + 1, kColumns);
    }
    row.cells.push_back(wasQuoted ? cell : trimmed(cell));
    cell.clear();
    wasQuoted = false;
  };
  const auto endRow = [&] {
    endCell();
    const bool isEmpty = row.cells.size() == 1 && row.cells.front().empty();
    if (!isEmpty) rows.push_back(row);
    if (rows.size() > kMostTableRows + 1) {
      throw FieldError("table", "more than 5000 rows", "1 to 5000 rows");
    }
    row = {line + 1, {}};
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    // A lone carriage return ends a line, as old Macs wrote it.
    const bool isLoneReturn = text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
    const char letter = isLoneReturn && !inQuotes ? '\n' : text[i];
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

/// What people write where a number is missing, in lower case.
constexpr std::string_view kMissing[] = {"",     "na",  "n/a", "nan", "#n/a", "null",
                                         "none", "nil", "-",   "--",  "?",    "."};

/// Whether a cell stands for a number though it may not be one that can be used: 1e999, inf, NaN,
/// 0x1F, "n/a". Such a cell is no name of a column and no reason to take numbers for classes.
bool isLikeNumber(const std::string& cell) {
  std::string lower = cell;
  for (char& letter : lower) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  if (std::find(std::begin(kMissing), std::end(kMissing), lower) != std::end(kMissing)) return true;
  if (parseDecimal(cell)) return true;
  const std::string bare = lower.substr(lower[0] == '+' || lower[0] == '-');
  const bool isHexadecimal = bare.size() > 2 && bare.compare(0, 2, "0x") == 0 &&
                             bare.find_first_not_of("0123456789abcdef", 2) == bare.npos;
  return isHexadecimal || bare == "inf" || bare == "infinity" || bare == "nan";
}

bool isName(const std::string& cell) {
  return std::any_of(cell.begin(), cell.end(), [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_' ||
           static_cast<unsigned char>(letter) >= 0x80;
  });
}

/// The first row holds the columns' names where one of its inputs is a name and no cell stands for
/// a number; a cell may be empty. A row that mixes the two is data with a slip in it, and is
/// refused by that rather than passed over.
bool isHeader(const Row& row) {
  const auto& cells = row.cells;
  const bool hasNumber = std::any_of(cells.begin(), cells.end(), [](const std::string& cell) {
    return !cell.empty() && isLikeNumber(cell);
  });
  return !hasNumber && std::any_of(cells.begin(), cells.end() - 1, isName);
}

void checkShape(const std::vector<Row>& rows) {
  if (rows.empty()) {
    throw FieldError("table", "0 rows", "1 to 5000 rows of data");
  }
  if (rows.size() > kMostTableRows)
    throw FieldError("table", "more than 5000 rows", "1 to 5000 rows");
  const std::size_t columns = rows.front().cells.size();
  if (columns < 2 || columns > kMostTableInputs + 1) {
    refuse(counted(columns, "column"), rows.front().line, columns, kColumns);
  }
  for (const Row& row : rows) {
    if (row.cells.size() != columns) {
      refuse(counted(row.cells.size(), "column"), row.line, std::min(row.cells.size(), columns) + 1,
             counted(columns, "column") + ", as above");
    }
  }
}

void readInputs(const std::vector<Row>& rows, Dataset& data) {
  const bool mayBeHeader = data.names.empty();
  const std::size_t inputs = rows.front().cells.size() - 1;
  data.inputs.resize(static_cast<Eigen::Index>(inputs), static_cast<Eigen::Index>(rows.size()));
  for (std::size_t sample = 0; sample < rows.size(); ++sample) {
    for (std::size_t input = 0; input < inputs; ++input) {
      const std::string& cell = rows[sample].cells[input];
      const auto number = parseNumber(cell);
      if (!number) {
        refuse(
            quoted(cell), rows[sample].line, input + 1,
            mayBeHeader && sample == 0 ? "a number, or names alone in the first line" : "a number");
      }
      data.inputs(static_cast<Eigen::Index>(input), static_cast<Eigen::Index>(sample)) = *number;
    }
  }
}

/// Whether the targets are numbers; words make classes. Refuses what is one by a slip alone:
/// numbers but for some that are missing, or but for a word in the first line.
bool areNumbers(const std::vector<Row>& rows, bool hasNames) {
  const Row* other = nullptr;
  std::size_t numbers = 0;
  bool isSlip = true;
  for (const Row& row : rows) {
    const std::string& cell = row.cells.back();
    if (parseNumber(cell)) {
      ++numbers;
      continue;
    }
    const bool isFirst = !hasNames && &row == &rows.front() && rows.size() > 2;
    isSlip = isSlip && (isLikeNumber(cell) || isFirst);
    if (other == nullptr) other = &row;
  }
  if (other == nullptr) return true;
  if (numbers > 0 && isSlip) {
    refuse(quoted(other->cells.back()), other->line, other->cells.size(),
           "a number, as in other lines, or a word in each");
  }
  return false;
}

/// Whether the last column is taken as numbers.
bool holdsNumbers(const std::vector<Row>& rows, Targets targets, bool hasNames) {
  switch (targets) {
    case Targets::classes:
      return false;
    case Targets::numbers:
      return true;
    case Targets::auto_:
      return areNumbers(rows, hasNames);
  }
  return false;
}

void readTargets(const std::vector<Row>& rows, Targets targets, Dataset& data) {
  const bool isCurve = holdsNumbers(rows, targets, !data.names.empty());
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
    if (data.labels.size() > kMostTableLabels) {
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
    throw FieldError("table", counted(data.names.size(), "column") + " in the header",
                     counted(rows.front().cells.size(), "column") + ", as below");
  }
  readInputs(rows, data);
  readTargets(rows, targets, data);
  return data;
}

}  // namespace ebb
