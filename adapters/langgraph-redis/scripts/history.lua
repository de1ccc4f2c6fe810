-- Walks from a checkpoint to its ancestors and gathers, per delta channel, the writes since the last stored value.
-- KEYS 1 index  2 records  3 elements  4 writes (as in put.lua)
-- ARGV 1 "ns US checkpoint" whose ancestors are walked  2 at most so many ancestors  3… channels
-- returns {next "ns US checkpoint" to go on from or "", number of ancestors, then stored values (channel FS version FS ref,
--         joined by RS) and writes of each that has some, nearest first, then the elements}
-- include: _refs.lua
local remaining, left = {}, 0
for index = 3, #ARGV do
  if not remaining[ARGV[index]] then left = left + 1 end
  remaining[ARGV[index]] = true
end
local namespace = string.match(ARGV[1], "^[^\31]*\31")
local answer, wanted, seen, found = { "", 0 }, {}, {}, 0

local function parentOf(id)
  local record = redis.call("HGET", KEYS[2], id)
  if not record then return nil end
  local _, parent = split(record)
  if parent == "" then return nil end
  return namespace .. parent
end

local id, steps = parentOf(ARGV[1]), 0
local previous = ARGV[1]
while id and left > 0 do
  if steps == tonumber(ARGV[2]) then
    answer[1] = previous
    break
  end
  local record = redis.call("HGET", KEYS[2], id)
  if not record then break end
  local _, parent, refs = split(record)
  local stored, kept = {}, {}
  eachWrite(redis.call("HGET", KEYS[4], id) or "", function(entry, _, _, _, channel, _, ref)
    if remaining[channel] then
      kept[#kept + 1] = entry
      collect(ref, wanted, seen)
    end
  end)
  eachChannel(refs, function(channel, version, ref)
    if remaining[channel] then
      stored[#stored + 1] = channel .. "\28" .. version .. "\28" .. ref
      collect(ref, wanted, seen)
      remaining[channel] = nil
      left = left - 1
    end
  end)
  if #stored > 0 or #kept > 0 then
    found = found + 1
    answer[#answer + 1] = table.concat(stored, "\30")
    answer[#answer + 1] = table.concat(kept)
  end
  steps = steps + 1
  previous = id
  id = parent ~= "" and (namespace .. parent) or nil
end
answer[2] = found
local elements = fetch(KEYS[3], wanted)
for index = 1, #wanted do answer[#answer + 1] = elements[index] end
return answer
