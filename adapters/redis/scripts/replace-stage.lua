-- Puts a stage in force if the version before it is. Sent again it answers "written".
-- KEYS 1 history (list of documents, the one in force first)
-- ARGV 1 the document  2 version that must be in force, 0 for none  3 how many to keep
-- returns {"written"} or {"conflict", document in force or ""}
local present = redis.call("LINDEX", KEYS[1], 0)
if present == ARGV[1] then return { "written" } end
local version = present and cjson.decode(present).version or 0
if version ~= tonumber(ARGV[2]) then return { "conflict", present or "" } end
redis.call("LPUSH", KEYS[1], ARGV[1])
redis.call("LTRIM", KEYS[1], 0, tonumber(ARGV[3]) - 1)
return { "written" }
