-- Reads a thread's own state. As a script, since clients shape the answer of HGETALL each in their own way.
-- KEYS 1 state (as in commit-state.lua)
-- returns name, value, name, value …
return redis.call("HGETALL", KEYS[1])
