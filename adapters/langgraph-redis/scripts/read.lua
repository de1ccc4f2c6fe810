-- Reads checkpoints with their pending writes and every element they stand for, in one round trip. Writes nothing, unless
-- asked to prolong the thread's life.
-- KEYS 1 index  2 records  3 elements  4 writes (as in put.lua)
-- ARGV 1 "ns US checkpoint" for this one; "" for a range  2 upper bound and 3 lower bound of the range, as in ZREVRANGEBYLEX
--      4 at most so many  5 ttl in ms to set anew, 0 to leave it
-- returns {epoch or "", number of checkpoints, then "ns US checkpoint", record, writes of each, then the elements}
-- include: _refs.lua
-- include: _elements.lua
local ids
if ARGV[1] ~= "" then
  ids = { ARGV[1] }
else
  ids = redis.call("ZREVRANGEBYLEX", KEYS[1], ARGV[2], ARGV[3], "LIMIT", 0, ARGV[4])
end
local answer = { redis.call("HGET", KEYS[3], "x") or "", 0 }
local wanted, seen, found = {}, {}, 0
for index = 1, #ids do
  local record = redis.call("HGET", KEYS[2], ids[index])
  if record then
    local writes = redis.call("HGET", KEYS[4], ids[index]) or ""
    local _, _, refs = split(record)
    eachChannel(refs, function(_, _, ref) collect(ref, wanted, seen) end)
    eachWrite(writes, function(_, _, _, _, _, _, ref) collect(ref, wanted, seen) end)
    found = found + 1
    answer[#answer + 1] = ids[index]
    answer[#answer + 1] = record
    answer[#answer + 1] = writes
  end
end
answer[2] = found
local elements = fetch(KEYS[3], wanted)
for index = 1, #wanted do answer[#answer + 1] = elements[index] end
touch(KEYS, ARGV[5])
return answer
