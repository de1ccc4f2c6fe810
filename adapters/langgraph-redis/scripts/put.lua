-- Stores one checkpoint. Sent again after a cut it changes nothing: the record carries the operation's id.
-- KEYS 1 index (zset)  2 records (hash)  3 elements (hash)  4 writes (hash): all of one thread, one slot
-- ARGV 1 epoch the caller knows, "" for none  2 operation id  3 "ns US checkpoint"  4 parent's "ns US checkpoint" or ""
--      5 parent checkpoint or ""  6 changed channels: channel FS version FS ref, joined by RS
--      7 unchanged channels: channel FS version, joined by RS; taken from the parent's record
--      8 body  9 ttl in ms, 0 for none  10 epoch to begin a thread with
--      11 root checkpoint that a subgraph's checkpoint belongs to, or ""  12 delta channels, joined by FS  13… new elements
-- returns {"stored", epoch, first new element, checkpoints in the thread}
--         {"repeated", epoch, first}  this operation was done already; -1: where its elements lie is not known any more
--         {"stale", epoch or ""}      element numbers the caller knows are gone: forget them, send all
--         {"missing", channel, …}     the parent has no such version: send these channels
-- include: _refs.lua
-- include: _elements.lua
local epoch, held = unpack(redis.call("HMGET", KEYS[3], "x", "n"))
local present = redis.call("HGET", KEYS[2], ARGV[3])
if present and split(present) == ARGV[2] then return { "repeated", epoch or "", repeated(KEYS[3], ARGV[2]) } end
if ARGV[1] ~= "" and ARGV[1] ~= epoch then return { "stale", epoch or "" } end

local entries = {}
if ARGV[7] ~= "" then
  local inherited = {}
  local parent = ARGV[4] ~= "" and redis.call("HGET", KEYS[2], ARGV[4])
  if parent then
    local _, _, refs = split(parent)
    eachChannel(refs, function(channel, version, ref) inherited[channel .. "\28" .. version] = ref end)
  end
  local missing = { "missing" }
  for wanted in string.gmatch(ARGV[7], "[^\30]+") do
    local ref = inherited[wanted]
    if ref then
      entries[#entries + 1] = wanted .. "\28" .. ref
    else
      missing[#missing + 1] = string.match(wanted, "[^\28]*")
    end
  end
  if #missing > 1 then return missing end
end

local elements = {}
for index = 13, #ARGV do elements[#elements + 1] = ARGV[index] end
if not epoch then
  epoch = ARGV[10]
  redis.call("HSET", KEYS[3], "x", epoch)
end
local first = tonumber(held or 0)
if #elements > 0 then append(KEYS[3], elements, first, ARGV[2]) end
eachChannel(ARGV[6], function(channel, version, ref)
  entries[#entries + 1] = channel .. "\28" .. version .. "\28" .. resolve(ref, first)
end)
local header = table.concat({ ARGV[2], ARGV[5], ARGV[11], ARGV[12], table.concat(entries, "\30") }, "\31")
redis.call("HSET", KEYS[2], ARGV[3], header .. "\29" .. ARGV[8])
redis.call("ZADD", KEYS[1], 0, ARGV[3])
touch(KEYS, ARGV[9])
return { "stored", epoch, first, redis.call("ZCARD", KEYS[1]) }
