-- Commits a change of a thread's own state, if the writer saw the present one. Sent again it answers "repeated".
-- KEYS 1 state (hash: v version, c name of the newest commit, f:<name> fields)
-- ARGV 1 name of this commit  2 expected version, 0 for none  3 number of fields to remove n
--      then n names, then name and value of each field to set
-- returns {"committed" | "repeated" | "conflict", version}
local version = tonumber(redis.call("HGET", KEYS[1], "v") or "0")
if redis.call("HGET", KEYS[1], "c") == ARGV[1] then return { "repeated", version } end
if version ~= tonumber(ARGV[2]) then return { "conflict", version } end
local removed = tonumber(ARGV[3])
for index = 4, 3 + removed do redis.call("HDEL", KEYS[1], "f:" .. ARGV[index]) end
for index = 4 + removed, #ARGV, 2 do redis.call("HSET", KEYS[1], "f:" .. ARGV[index], ARGV[index + 1]) end
redis.call("HSET", KEYS[1], "v", version + 1, "c", ARGV[1])
return { "committed", version + 1 }
