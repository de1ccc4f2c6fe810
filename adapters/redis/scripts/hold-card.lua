-- Changes who holds a card. Leases end by the server's clock. Sent again: "put" and "renew" answer the same; "remove" then
-- says that nothing was there.
-- KEYS 1 cards (hash, agent to document)  2 leases (sorted set, ["agent","holder"] by the moment it lapses, ms)
-- ARGV 1 "put", "renew" or "remove"  2 the lease's member  3 lease in ms  4 agent  5 the document (put)
-- returns 1 or 0: whether the holder had, or has now, a lease
local time = redis.call("TIME")
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local till = tonumber(redis.call("ZSCORE", KEYS[2], ARGV[2]) or "0")
if ARGV[1] == "remove" then
  redis.call("ZREM", KEYS[2], ARGV[2])
  return till > now and 1 or 0
end
if ARGV[1] == "renew" and till <= now then return 0 end
if ARGV[1] == "put" then redis.call("HSET", KEYS[1], ARGV[4], ARGV[5]) end
redis.call("ZADD", KEYS[2], now + tonumber(ARGV[3]), ARGV[2])
return 1
