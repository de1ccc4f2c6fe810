import { connect } from "node:net";
import { Redis } from "ioredis";
import { afterAll, describe, expect, it, vi } from "vitest";
import { openRedis, withRedis } from "./with-redis.ts";

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, "127.0.0.1", () => resolve(true)).on("error", () => resolve(false));
    socket.on("close", () => socket.destroy());
    socket.on("connect", () => socket.destroy());
  });

describe.skipIf(process.env.REDIS_URL)("a server of one's own", () => {
  it("is ready when it is handed over, and gone after stop", async () => {
    const redis = await openRedis();
    const port = Number(new URL(redis.url).port);
    expect(await redis.connect().ping()).toBe("PONG");
    await redis.stop();
    expect(await answers(port)).toBe(false);
  });

  it("that does not start is given up with its own last words", async () => {
    await expect(openRedis(["--no-such-setting", "1"])).rejects.toThrow(/did not start.*no-such-setting/s);
  });

  it("is not shared: two opened at once do not see each other's keys", async () => {
    const [one, two] = await Promise.all([openRedis(), openRedis()]);
    await one.connect().set("greeting", "from one");
    expect(await two.connect().get("greeting")).toBeNull();
    await Promise.all([one.stop(), two.stop()]);
  });
});

describe("a server that REDIS_URL names", () => {
  const shared = withRedis();
  afterAll(() => vi.unstubAllEnvs());

  it("keeps what others wrote and loses what the test wrote under its prefix", async () => {
    const other = `${shared().prefix}someone-else`;
    await shared().connect().set(other, "stays");
    vi.stubEnv("REDIS_URL", shared().url);
    const borrowed = await openRedis();
    await borrowed.connect().set(`${borrowed.prefix}mine`, "goes");
    await borrowed.stop();
    const client = new Redis(shared().url);
    expect(await client.exists(`${borrowed.prefix}mine`, other)).toBe(1);
    expect(await client.get(other)).toBe("stays");
    client.disconnect();
  });
});
