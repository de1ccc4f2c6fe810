-- Shared by the scripts that follow references.
-- A reference says where a value lies: "i<json>" here, "v<seq>" in one element, "l<ranges>" a list, an element each,
-- "m" an object: for each key SUB key EM and a reference of the other kinds.

-- Adds the elements that `ref` stands for to `wanted`, in order, each once.
local collect
function collect(ref, wanted, seen)
  local kind = string.sub(ref, 1, 1)
  if kind == "m" then
    for inner in string.gmatch(ref, "\25([^\26]*)") do collect(inner, wanted, seen) end
  end
  if kind ~= "v" and kind ~= "l" then return end
  for first, last in string.gmatch(string.sub(ref, 2), "(%d+)%-?(%d*)") do
    if last == "" then last = first end
    for seq = tonumber(first), tonumber(last) do
      if not seen[seq] then
        seen[seq] = true
        wanted[#wanted + 1] = seq
      end
    end
  end
end

-- Calls visit(channel, version, ref) for each channel of a record: entries joined by RS, fields by FS.
local function eachChannel(refs, visit)
  for channel, version, ref in string.gmatch(refs, "([^\28\30]*)\28([^\28\30]*)\28([^\30]*)") do
    visit(channel, version, ref)
  end
end

-- Calls visit(entry, task, idx, path, channel, op, ref) for each pending write of one checkpoint.
local function eachWrite(writes, visit)
  for entry in string.gmatch(writes, "\30[^\30]*") do
    visit(entry, string.match(entry, "\30([^\31]*)\31([^\31]*)\31([^\31]*)\31([^\31]*)\31([^\31]*)\31(.*)"))
  end
end

-- A record is op US parent US root US delta channels (joined by FS) US refs GS body. Answers op, parent, refs, root, deltas.
local function split(record)
  local cut = string.find(record, "\29", 1, true)
  local header = string.sub(record, 1, cut - 1)
  local op, parent, root, deltas, refs = string.match(header, "([^\31]*)\31([^\31]*)\31([^\31]*)\31([^\31]*)\31(.*)")
  return op, parent, refs, root, deltas
end

-- The elements of `wanted`, in that order. unpack is limited to some 8,000 values.
local function fetch(key, wanted)
  local found = {}
  for from = 1, #wanted, 4000 do
    local part = redis.call("HMGET", key, unpack(wanted, from, math.min(from + 3999, #wanted)))
    for index = 1, #part do found[#found + 1] = part[index] end
  end
  return found
end
