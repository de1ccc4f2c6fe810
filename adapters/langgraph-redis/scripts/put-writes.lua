-- Stores pending writes of one task at one checkpoint. A write with an index from 0 is kept as it came first; one below 0
-- (error, interrupt, resume) is replaced. Sent again after a cut it changes nothing.
-- KEYS 1 index  2 records  3 elements  4 writes (as in put.lua)
-- ARGV 1 epoch the caller knows or ""  2 operation id  3 "ns US checkpoint"  4 ttl in ms, 0 for none
--      5 epoch to begin a thread with  6 task  7 task path  8 number of writes n
--      then n times: idx, channel, ref; then new elements
-- returns {"stored", epoch, first new element}  {"repeated", epoch, the same or -1}  {"stale", epoch or ""}
-- include: _elements.lua
local epoch, held = unpack(redis.call("HMGET", KEYS[3], "x", "n"))
if ARGV[1] ~= "" and ARGV[1] ~= epoch then return { "stale", epoch or "" } end
local count = tonumber(ARGV[8])
local writes = redis.call("HGET", KEYS[4], ARGV[3]) or ""

local fresh = {}
for index = 0, count - 1 do
  local at = 9 + index * 3
  local idx, channel, ref = ARGV[at], ARGV[at + 1], ARGV[at + 2]
  local replaces = string.sub(idx, 1, 1) == "-"
  local op = replaces and ARGV[2] or ""
  local from = string.find(writes, "\30" .. ARGV[6] .. "\31" .. idx .. "\31", 1, true)
  local skip = from and not replaces
  if from and replaces then
    local to = string.find(writes, "\30", from + 1, true) or (#writes + 1)
    local entry = string.sub(writes, from, to - 1)
    if string.find(entry, "\31" .. op .. "\31", 1, true) then
      skip = true
    else
      writes = string.sub(writes, 1, from - 1) .. string.sub(writes, to)
    end
  end
  if not skip then fresh[#fresh + 1] = { idx, channel, op, ref } end
end
if #fresh == 0 then return { "repeated", epoch or "", repeated(KEYS[3], ARGV[2]) } end

local elements = {}
for index = 9 + count * 3, #ARGV do elements[#elements + 1] = ARGV[index] end
if not epoch then
  epoch = ARGV[5]
  redis.call("HSET", KEYS[3], "x", epoch)
end
local first = tonumber(held or 0)
if #elements > 0 then append(KEYS[3], elements, first, ARGV[2]) end
local added = { writes }
for index = 1, #fresh do
  local idx, channel, op, ref = unpack(fresh[index])
  added[#added + 1] = "\30" .. table.concat({ ARGV[6], idx, ARGV[7], channel, op, resolve(ref, first) }, "\31")
end
redis.call("HSET", KEYS[4], ARGV[3], table.concat(added))
touch(KEYS, ARGV[4])
return { "stored", epoch, first }
