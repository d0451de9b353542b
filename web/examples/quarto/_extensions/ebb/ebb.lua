-- A lab in a page: {{< ebb "hidden=16*20&activation=tanh" height=640 view=network lesson=depth >}}
-- The folder of Ebb is `ebb-base` of the document's or the project's metadata, where no `base` is given.

local settings = { "view", "show", "hide", "lock", "lesson", "course", "theme", "lang", "learner" }

--- Text as it stands in an address: letters, digits and a few signs as they are, all else by its bytes.
local function encoded(text)
  return (text:gsub("[^%w%-%._~*,=&/:]", function(sign)
    return string.format("%%%02X", sign:byte())
  end))
end

--- Text as it stands in an attribute of HTML.
local function escaped(text)
  return (text:gsub("&", "&amp;"):gsub('"', "&quot;"):gsub("<", "&lt;"))
end

local function given(value)
  local text = value and pandoc.utils.stringify(value) or ""
  return text ~= "" and text or nil
end

local function ebb(arguments, named, meta)
  if not quarto.doc.is_format("html") then
    return pandoc.Null()
  end
  local base = given(named["base"]) or given(meta["ebb-base"]) or "ebb/"
  if base:sub(-1) ~= "/" then
    base = base .. "/"
  end
  local query = {}
  for _, name in ipairs(settings) do
    local value = given(named[name])
    if value then
      query[#query + 1] = name .. "=" .. encoded(value):gsub("&", "%%26")
    end
  end
  local experiment = given(arguments[1])
  local address = base
    .. (#query > 0 and "?" .. table.concat(query, "&") or "")
    .. (experiment and "#" .. encoded(experiment) or "")
  local frame = string.format(
    '<iframe src="%s" title="%s" width="100%%" height="%d" loading="lazy"></iframe>',
    escaped(address),
    escaped(given(named["title"]) or "Ebb"),
    tonumber(given(named["height"]) or "") or 640
  )
  return pandoc.RawBlock("html", frame)
end

return { ebb = ebb }
