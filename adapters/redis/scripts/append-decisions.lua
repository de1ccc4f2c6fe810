-- Adds decisions of one tenant to its log. One that the log holds is passed over, so sending it again is safe.
-- KEYS 1 log (stream, ids counted from 1)  2 counter  3… ids of one thread each (zset: digest of a decision's id, its number)
-- ARGV 1 how many the log may hold  2 "drop": the oldest goes, "refuse"  3 what the keys of threads begin with
--      then of each decision: which of KEYS is its thread's, the thread as in that key, digest, document
-- returns how many were added, or {"full", how many were added before}
local added = 0
local length = redis.call("XLEN", KEYS[1])
for index = 4, #ARGV, 4 do
  local ids, digest = KEYS[tonumber(ARGV[index])], ARGV[index + 2]
  if not redis.call("ZSCORE", ids, digest) then
    if ARGV[2] == "refuse" and length >= tonumber(ARGV[1]) then return { "full", added } end
    local number = redis.call("INCR", KEYS[2])
    redis.call("XADD", KEYS[1], string.format("%d-0", number), "t", ARGV[index + 1], "i", digest, "d", ARGV[index + 3])
    redis.call("ZADD", ids, number, digest)
    added = added + 1
    length = length + 1
  end
end
local over = math.min(length - tonumber(ARGV[1]), 500)
if ARGV[2] == "drop" and over > 0 then
  for _, entry in ipairs(redis.call("XRANGE", KEYS[1], "-", "+", "COUNT", over)) do
    redis.call("ZREM", ARGV[3] .. entry[2][2], entry[2][4])
    redis.call("XDEL", KEYS[1], entry[1])
  end
end
return added
