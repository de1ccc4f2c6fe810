-- Lists the cards whose lease has not lapsed, and forgets the others.
-- KEYS 1 cards (hash, agent to document)  2 leases (sorted set, ["agent","holder"] by the moment it lapses, ms)
-- returns member, document of its agent, member, document, …
local time = redis.call("TIME")
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
redis.call("ZREMRANGEBYSCORE", KEYS[2], "-inf", now)
local answer, alive = {}, {}
for _, member in ipairs(redis.call("ZRANGE", KEYS[2], 0, -1)) do
  local agent = cjson.decode(member)[1]
  local document = redis.call("HGET", KEYS[1], agent)
  if document then
    alive[agent] = true
    answer[#answer + 1] = member
    answer[#answer + 1] = document
  end
end
for _, agent in ipairs(redis.call("HKEYS", KEYS[1])) do
  if not alive[agent] then redis.call("HDEL", KEYS[1], agent) end
end
return answer
