-- Shared by the scripts that add elements.

-- Gives new elements their numbers and stores them; answers the number of the first.
local function append(key, elements)
  local first = redis.call("HINCRBY", key, "n", #elements) - #elements
  for from = 1, #elements, 2000 do
    local pairs_ = {}
    for index = from, math.min(from + 1999, #elements) do
      pairs_[#pairs_ + 1] = first + index - 1
      pairs_[#pairs_ + 1] = elements[index]
    end
    redis.call("HSET", key, unpack(pairs_))
  end
  return first
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
