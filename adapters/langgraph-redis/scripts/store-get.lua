-- Reads one item and, if asked, prolongs its life.
-- KEYS 1 items of the namespace (hash)  2 ends of life (zset)
-- ARGV 1 key  2 now in ms  3 new end of life in ms, 0 to leave it  4 member of the zset of ends
-- returns the item as in store-put.lua, or nil
local item = redis.call("HGET", KEYS[1], ARGV[1])
if not item then return nil end
local created, updated, ends, json = string.match(item, "^(%d+)\31(%d+)\31(%d+)\31(.*)$")
if ends ~= "0" and tonumber(ends) <= tonumber(ARGV[2]) then return nil end
if ARGV[3] ~= "0" and ends ~= "0" then
  redis.call("HSET", KEYS[1], ARGV[1], table.concat({ created, updated, ARGV[3], json }, "\31"))
  redis.call("ZADD", KEYS[2], ARGV[3], ARGV[4])
end
return item
