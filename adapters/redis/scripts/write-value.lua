-- Changes one value. What was answered is kept for ten minutes, so that the same operation, sent again, answers the same
-- and changes nothing.
-- KEYS 1 value (string)  2 answer of this operation (string)
-- ARGV 1 "absent": set if nothing is there; "replace": set if `expected` is there; "add": add to a whole number; "remove"
--      2 value or amount  3 expected  4 life in ms, 0 for ever (add: only when it creates the value)
-- returns 1 or 0; add: the sum as text, or "not a number"
local done = redis.call("GET", KEYS[2])
if done then return done end
local present = redis.call("GET", KEYS[1])
local answer = "0"
local function set(value)
  redis.call("SET", KEYS[1], value)
  if ARGV[4] ~= "0" then redis.call("PEXPIRE", KEYS[1], ARGV[4]) end
end
if ARGV[1] == "absent" and not present then
  set(ARGV[2])
  answer = "1"
elseif ARGV[1] == "replace" and present == ARGV[3] then
  set(ARGV[2])
  answer = "1"
elseif ARGV[1] == "remove" then
  answer = tostring(redis.call("DEL", KEYS[1]))
elseif ARGV[1] == "add" then
  if present and not string.find(present, "^%-?%d+$") then return "not a number" end
  if not present then set("0") end
  answer = tostring(redis.call("INCRBY", KEYS[1], ARGV[2]))
  answer = redis.call("GET", KEYS[1])
end
redis.call("SET", KEYS[2], answer, "PX", 600000)
return answer
