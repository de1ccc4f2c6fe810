import { describe, expect, it } from "vitest";
import { assertSupported, inspectServer } from "../../../adapters/redis/inspect-server.ts";
import { parseServerInfo, type ServerDescription } from "../../../adapters/redis/parse-server-info.ts";
import { withRedis } from "../../harness/with-redis.ts";

describe("against a real server", () => {
  const redis = withRedis(["--appendonly", "yes", "--maxmemory-policy", "allkeys-lru"]);

  it("describes the server and finds it supported", async () => {
    const description = await inspectServer(redis().connect());
    expect(description).toMatchObject({
      product: expect.stringMatching(/^(redis|valkey)$/),
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      clusterEnabled: false,
    });
    expect(() => assertSupported(description)).not.toThrow();
  });

  it.skipIf(process.env.REDIS_URL)("sees the settings of a server that we started ourselves", async () => {
    const description = await inspectServer(redis().connect());
    expect(description).toMatchObject({ aof: true, maxmemoryPolicy: "allkeys-lru" });
  });

  it.skipIf(process.env.REDIS_URL)("follows a change of the append-only file and the policy", async () => {
    const client = redis().connect();
    await client.config("SET", "appendonly", "no");
    await client.config("SET", "maxmemory-policy", "noeviction");
    expect(await inspectServer(client)).toMatchObject({ aof: false, maxmemoryPolicy: "noeviction" });
  });

  it.skipIf(process.env.REDIS_URL)("works for a user that may not run CONFIG", async () => {
    const client = await as(["+@all", "-config"]);
    expect(await inspectServer(client)).toMatchObject({ maxmemoryPolicy: expect.any(String) });
  });

  it.skipIf(process.env.REDIS_URL)("says what to do when the user may not run INFO", async () => {
    const client = await as(["+@all", "-info"]);
    await expect(inspectServer(client)).rejects.toMatchObject({
      code: "REDIS_NOT_INSPECTABLE",
      message: expect.stringContaining("NOPERM"),
      remedy: expect.stringContaining("INFO"),
    });
  });

  const as = async (rights: string[]) => {
    const client = redis().connect();
    await client.call("ACL", "SETUSER", "limited", "reset", "on", "nopass", "~*", ...rights);
    await client.call("AUTH", "limited", "any");
    return client;
  };
});

describe("what INFO does not tell", () => {
  const info = "redis_version:6.2.0\r\ncluster_enabled:0\r\naof_enabled:0\r\n";

  it("asks CONFIG for the policy only then", async () => {
    const client = { info: async () => info, config: async () => ["maxmemory-policy", "volatile-ttl"] };
    expect((await inspectServer(client)).maxmemoryPolicy).toBe("volatile-ttl");
  });

  it("leaves the policy unknown when CONFIG is refused", async () => {
    const client = { info: async () => info, config: () => Promise.reject(new Error("NOPERM")) };
    expect((await inspectServer(client)).maxmemoryPolicy).toBeNull();
  });

  it("refuses an answer that names no version", async () => {
    const client = { info: async () => "# Server\r\n", config: async () => [] };
    await expect(inspectServer(client)).rejects.toMatchObject({ code: "REDIS_NOT_INSPECTABLE" });
  });
});

describe("what INFO tells", () => {
  it("takes Valkey's own version, not the Redis version it is compatible with", () => {
    const info = "redis_version:7.2.4\r\nserver_name:valkey\r\nvalkey_version:8.1.3\r\n";
    expect(parseServerInfo(info)).toMatchObject({ product: "valkey", version: "8.1.3" });
  });

  it("lists modules by name, sorted", () => {
    const info =
      "redis_version:8.0.0\r\n# Modules\r\nmodule:name=search,ver=1,api=1\r\nmodule:name=ReJSON,ver=2,api=1\r\n";
    expect(parseServerInfo(info)?.modules).toEqual(["ReJSON", "search"]);
  });
});

describe("which servers are supported", () => {
  const server = (product: ServerDescription["product"], version: string): ServerDescription => ({
    product,
    version,
    clusterEnabled: false,
    maxmemoryPolicy: null,
    aof: false,
    modules: [],
  });

  it.each(["2.8.24", "5.0.14", "6.0.16", "6.1.242"])("refuses Redis %s with a remedy", (version) => {
    expect(() => assertSupported(server("redis", version))).toThrow(
      expect.objectContaining({
        code: "REDIS_TOO_OLD",
        message: expect.stringContaining(version),
        remedy: expect.stringContaining("6.2"),
      }),
    );
  });

  it.each(["6.2.0", "7.0.15", "8.2.1", "10.0.0"])("accepts Redis %s", (version) => {
    expect(() => assertSupported(server("redis", version))).not.toThrow();
  });

  it("accepts any Valkey, whatever its number", () => {
    expect(() => assertSupported(server("valkey", "1.0.0"))).not.toThrow();
  });
});
