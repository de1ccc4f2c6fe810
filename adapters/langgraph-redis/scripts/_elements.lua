-- Shared by the scripts that add elements.

-- Gives new elements their numbers, from `first` on, and stores them. Notes how many there are now, and which operation
-- added some last.
local function append(key, elements, first, op)
  local fields = { "n", first + #elements, "o", op .. "\31" .. string.format("%d", first) }
  for index = 1, #elements do
    fields[#fields + 1] = first + index - 1
    fields[#fields + 1] = elements[index]
    if #fields >= 4000 then
      redis.call("HSET", key, unpack(fields))
      fields = {}
    end
  end
  if #fields > 0 then redis.call("HSET", key, unpack(fields)) end
end

-- Where the elements of an operation that was sent again lie, if it was the last to add some; else -1.
local function repeated(key, op)
  local last = redis.call("HGET", key, "o")
  if last and string.sub(last, 1, #op + 1) == op .. "\31" then return tonumber(string.sub(last, #op + 2)) end
  return -1
end

-- "+3" and "+3-5" count from the first of the elements that came along.
local resolve
function resolve(ref, first)
  local kind = string.sub(ref, 1, 1)
  if kind == "m" then
    return (string.gsub(ref, "\25([^\26]*)", function(inner) return "\25" .. resolve(inner, first) end))
  end
  if kind ~= "v" and kind ~= "l" then return ref end
  return (string.gsub(ref, "%+(%d+)(%-?)(%d*)", function(from, dash, to)
    if dash == "" then return string.format("%d", first + from) end
    return string.format("%d-%d", first + from, first + to)
  end))
end

-- Every key of the thread lives as long as the thread was used last.
local function touch(keys, ttl)
  if ttl == "0" then return end
  for index = 1, #keys do redis.call("PEXPIRE", keys[index], ttl) end
end
