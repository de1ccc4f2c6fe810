-- Removes old checkpoints of one thread, their writes, and elements that nothing refers to any more.
-- Kept are: the newest of each namespace; what delta channels of a kept one are rebuilt from; a subgraph call's
-- checkpoints whose root checkpoint is kept; writes that came before their checkpoint.
-- KEYS 1 index  2 records  3 elements  4 writes (as in put.lua)
-- ARGV 1 how many to keep of each namespace  2 "1": only say what would go  3 epoch to go on with
-- returns {checkpoints removed, elements removed, bytes of both, checkpoints left}
-- include: _refs.lua
local keep, dry = tonumber(ARGV[1]), ARGV[2] == "1"
local ids = redis.call("ZREVRANGE", KEYS[1], 0, -1)
local records, deltas, kept = {}, {}, {}
for index = 1, #ids do
  local record = redis.call("HGET", KEYS[2], ids[index])
  if record then
    local _, parent, refs, root, own = split(record)
    local namespace = string.match(ids[index], "^[^\31]*")
    records[ids[index]] = { namespace = namespace, parent = parent, refs = refs, root = root, size = #record }
    deltas[namespace] = deltas[namespace] or {}
    for channel in string.gmatch(own, "[^\28]+") do deltas[namespace][channel] = true end
  end
end

-- A call of a subgraph has its task's id behind the last colon of the namespace: its life is its root's.
local function isCall(namespace) return string.find(namespace, ":[^|]*$") ~= nil end

local function keepWithSources(id)
  kept[id] = true
  local record = records[id]
  local wanted, left = {}, 0
  for channel in pairs(deltas[record.namespace]) do
    wanted[channel] = true
    left = left + 1
  end
  while record and left > 0 do
    eachChannel(record.refs, function(channel)
      if wanted[channel] then
        wanted[channel] = nil
        left = left - 1
      end
    end)
    if left == 0 or record.parent == "" then break end
    local parent = record.namespace .. "\31" .. record.parent
    record = records[parent]
    if record then kept[parent] = true end
  end
end

local counted = {}
for index = 1, #ids do
  local record = records[ids[index]]
  if record and not (isCall(record.namespace) and record.root ~= "") then
    counted[record.namespace] = (counted[record.namespace] or 0) + 1
    if counted[record.namespace] <= keep then keepWithSources(ids[index]) end
  end
end
for index = 1, #ids do
  local record = records[ids[index]]
  if record and isCall(record.namespace) and record.root ~= "" and kept["\31" .. record.root] then
    keepWithSources(ids[index])
  end
end

local needed, none = {}, {}
local function need(ref) collect(ref, none, needed) end
local writes = redis.call("HGETALL", KEYS[4])
for index = 1, #writes, 2 do
  if kept[writes[index]] or not records[writes[index]] then
    eachWrite(writes[index + 1], function(_, _, _, _, _, _, ref) need(ref) end)
  elseif records[writes[index]] then
    records[writes[index]].size = records[writes[index]].size + #writes[index + 1]
  end
end
for id in pairs(kept) do eachChannel(records[id].refs, function(_, _, ref) need(ref) end) end

local removed, bytes, left = 0, 0, 0
for id, record in pairs(records) do
  if kept[id] then
    left = left + 1
  else
    removed = removed + 1
    bytes = bytes + record.size
    if not dry then
      redis.call("HDEL", KEYS[2], id)
      redis.call("HDEL", KEYS[4], id)
      redis.call("ZREM", KEYS[1], id)
    end
  end
end
local swept = 0
local fields = redis.call("HKEYS", KEYS[3])
for index = 1, #fields do
  local seq = tonumber(fields[index])
  if seq and not needed[seq] then
    swept = swept + 1
    bytes = bytes + #redis.call("HGET", KEYS[3], fields[index])
    if not dry then redis.call("HDEL", KEYS[3], fields[index]) end
  end
end
if swept > 0 and not dry then redis.call("HSET", KEYS[3], "x", ARGV[3]) end
return { removed, swept, bytes, left }
