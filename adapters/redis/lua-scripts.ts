// Generated from the files of scripts/, which say what each takes and returns. Do not edit: run `npm run generate`.

/** Scripts of this adapter, by name. */
export const luaScripts = {
  appendDecisions: {
    name: "append-decisions",
    sha: "fc939d1e3b956b64025afebe1381cdf180fc616a",
    text: 'local added = 0\nlocal length = redis.call("XLEN", KEYS[1])\nfor index = 4, #ARGV, 4 do\n  local ids, digest = KEYS[tonumber(ARGV[index])], ARGV[index + 2]\n  if not redis.call("ZSCORE", ids, digest) then\n    if ARGV[2] == "refuse" and length >= tonumber(ARGV[1]) then return { "full", added } end\n    local number = redis.call("INCR", KEYS[2])\n    redis.call("XADD", KEYS[1], string.format("%d-0", number), "t", ARGV[index + 1], "i", digest, "d", ARGV[index + 3])\n    redis.call("ZADD", ids, number, digest)\n    added = added + 1\n    length = length + 1\n  end\nend\nlocal over = math.min(length - tonumber(ARGV[1]), 500)\nif ARGV[2] == "drop" and over > 0 then\n  for _, entry in ipairs(redis.call("XRANGE", KEYS[1], "-", "+", "COUNT", over)) do\n    redis.call("ZREM", ARGV[3] .. entry[2][2], entry[2][4])\n    redis.call("XDEL", KEYS[1], entry[1])\n  end\nend\nreturn added',
  },
  commitState: {
    name: "commit-state",
    sha: "6b07155f4853058aa3e117b9e0db36bfabd29944",
    text: 'local version = tonumber(redis.call("HGET", KEYS[1], "v") or "0")\nif redis.call("HGET", KEYS[1], "c") == ARGV[1] then return { "repeated", version } end\nif version ~= tonumber(ARGV[2]) then return { "conflict", version } end\nlocal removed = tonumber(ARGV[3])\nfor index = 4, 3 + removed do redis.call("HDEL", KEYS[1], "f:" .. ARGV[index]) end\nfor index = 4 + removed, #ARGV, 2 do redis.call("HSET", KEYS[1], "f:" .. ARGV[index], ARGV[index + 1]) end\nredis.call("HSET", KEYS[1], "v", version + 1, "c", ARGV[1])\nreturn { "committed", version + 1 }',
  },
  holdCard: {
    name: "hold-card",
    sha: "b1e1bb15aa04c44b17ba04a28f56e818e2b5b592",
    text: 'local time = redis.call("TIME")\nlocal now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)\nlocal till = tonumber(redis.call("ZSCORE", KEYS[2], ARGV[2]) or "0")\nif ARGV[1] == "remove" then\n  redis.call("ZREM", KEYS[2], ARGV[2])\n  return till > now and 1 or 0\nend\nif ARGV[1] == "renew" and till <= now then return 0 end\nif ARGV[1] == "put" then redis.call("HSET", KEYS[1], ARGV[4], ARGV[5]) end\nredis.call("ZADD", KEYS[2], now + tonumber(ARGV[3]), ARGV[2])\nreturn 1',
  },
  listCards: {
    name: "list-cards",
    sha: "2436452bf12bc81b48c5c0f1d982908c9540a1e1",
    text: 'local time = redis.call("TIME")\nlocal now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)\nredis.call("ZREMRANGEBYSCORE", KEYS[2], "-inf", now)\nlocal answer, alive = {}, {}\nfor _, member in ipairs(redis.call("ZRANGE", KEYS[2], 0, -1)) do\n  local agent = cjson.decode(member)[1]\n  local document = redis.call("HGET", KEYS[1], agent)\n  if document then\n    alive[agent] = true\n    answer[#answer + 1] = member\n    answer[#answer + 1] = document\n  end\nend\nfor _, agent in ipairs(redis.call("HKEYS", KEYS[1])) do\n  if not alive[agent] then redis.call("HDEL", KEYS[1], agent) end\nend\nreturn answer',
  },
  readState: {
    name: "read-state",
    sha: "d2830cb69694b139fcea0b264bfe41c9c835f451",
    text: 'return redis.call("HGETALL", KEYS[1])',
  },
  removeDecisions: {
    name: "remove-decisions",
    sha: "bdc939eebbb7c6434d0cf4ea1908ee8163970d05",
    text: 'local removed = 0\nfor index = 2, #ARGV do\n  local id = ARGV[index]\n  local entry = redis.call("XRANGE", KEYS[1], id, id)[1]\n  if entry then\n    redis.call("ZREM", ARGV[1] .. entry[2][2], entry[2][4])\n    removed = removed + redis.call("XDEL", KEYS[1], id)\n  end\nend\nreturn removed',
  },
  replaceStage: {
    name: "replace-stage",
    sha: "1d3dadfa7fc9c5cf570d05fd1f89e0cd960596cf",
    text: 'local present = redis.call("LINDEX", KEYS[1], 0)\nif present == ARGV[1] then return { "written" } end\nlocal version = present and cjson.decode(present).version or 0\nif version ~= tonumber(ARGV[2]) then return { "conflict", present or "" } end\nredis.call("LPUSH", KEYS[1], ARGV[1])\nredis.call("LTRIM", KEYS[1], 0, tonumber(ARGV[3]) - 1)\nreturn { "written" }',
  },
  writeValue: {
    name: "write-value",
    sha: "12c74d5565199c8b4bafe52fcc44a7fb85975006",
    text: 'local done = redis.call("GET", KEYS[2])\nif done then return done end\nlocal present = redis.call("GET", KEYS[1])\nlocal answer = "0"\nlocal function set(value)\n  redis.call("SET", KEYS[1], value)\n  if ARGV[4] ~= "0" then redis.call("PEXPIRE", KEYS[1], ARGV[4]) end\nend\nif ARGV[1] == "absent" and not present then\n  set(ARGV[2])\n  answer = "1"\nelseif ARGV[1] == "replace" and present == ARGV[3] then\n  set(ARGV[2])\n  answer = "1"\nelseif ARGV[1] == "remove" then\n  answer = tostring(redis.call("DEL", KEYS[1]))\nelseif ARGV[1] == "add" then\n  if present and not string.find(present, "^%-?%d+$") then return "not a number" end\n  if not present then set("0") end\n  answer = tostring(redis.call("INCRBY", KEYS[1], ARGV[2]))\n  answer = redis.call("GET", KEYS[1])\nend\nredis.call("SET", KEYS[2], answer, "PX", 600000)\nreturn answer',
  },
} as const;
