-- Writes or removes one item of a store, and takes some items away whose time is over. Sent again it changes nothing more.
-- KEYS 1 namespaces (zset, score 0)  2 items of the namespace (hash)  3 vectors of the namespace (hash)  4 ends of life (zset)
-- ARGV 1 namespace  2 key  3 now in ms  4 end of life in ms, 0 for none  5 value as JSON, "" to remove
--      6 vectors, "" for none  7 member of the zset of ends  8 what the keys of items and 9 of vectors begin with
-- An item is created US updated US end US json. A member is digest of the namespace US namespace US key.
-- returns 1
local function drop(namespace, items, vectors, key, member)
  redis.call("HDEL", items, key)
  redis.call("HDEL", vectors, key)
  redis.call("ZREM", KEYS[4], member)
  if redis.call("HLEN", items) == 0 then redis.call("ZREM", KEYS[1], namespace) end
end

for _, member in ipairs(redis.call("ZRANGEBYSCORE", KEYS[4], "-inf", ARGV[3], "LIMIT", 0, 50)) do
  local digest, namespace, key = string.match(member, "([^\31]*)\31([^\31]*)\31(.*)")
  drop(namespace, ARGV[8] .. digest, ARGV[9] .. digest, key, member)
end
if ARGV[5] == "" then
  drop(ARGV[1], KEYS[2], KEYS[3], ARGV[2], ARGV[7])
  return 1
end
local created = ARGV[3]
local present = redis.call("HGET", KEYS[2], ARGV[2])
if present then created = string.match(present, "^%d+") end
redis.call("HSET", KEYS[2], ARGV[2], table.concat({ created, ARGV[3], ARGV[4], ARGV[5] }, "\31"))
if ARGV[6] == "" then
  redis.call("HDEL", KEYS[3], ARGV[2])
else
  redis.call("HSET", KEYS[3], ARGV[2], ARGV[6])
end
redis.call("ZADD", KEYS[1], 0, ARGV[1])
if ARGV[4] == "0" then redis.call("ZREM", KEYS[4], ARGV[7]) else redis.call("ZADD", KEYS[4], ARGV[4], ARGV[7]) end
return 1
