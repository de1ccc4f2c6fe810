-- Removes entries from the front of a tenant's log, at most 500 a call.
-- KEYS 1 log (stream)
-- ARGV 1 what the keys of threads begin with  2… numbers of the entries
-- returns how many were removed
local removed = 0
for index = 2, #ARGV do
  local id = ARGV[index]
  local entry = redis.call("XRANGE", KEYS[1], id, id)[1]
  if entry then
    redis.call("ZREM", ARGV[1] .. entry[2][2], entry[2][4])
    removed = removed + redis.call("XDEL", KEYS[1], id)
  end
end
return removed
