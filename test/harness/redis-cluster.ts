import { Cluster, Redis } from "ioredis";
import { ensureRedis } from "../../scripts/ensure-redis.ts";
import { type RedisServer, startRedisServer } from "./redis-server.ts";
import { waitUntil } from "./wait-until.ts";

/** Three masters without replicas, each with a third of the slots. */
export interface RedisCluster {
  readonly nodes: readonly RedisServer[];
  connect(): Cluster;
  stop(): Promise<void>;
}

const slots = 16_384;

/** Starts the nodes on free ports and joins them; resolves when each calls the cluster well. */
export const startRedisCluster = async (): Promise<RedisCluster> => {
  const source = await ensureRedis();
  if (source.kind !== "program") throw new Error("a cluster needs a server to start: unset REDIS_URL");
  const settings = ["--cluster-enabled", "yes", "--cluster-node-timeout", "2000", "--cluster-announce-ip", "127.0.0.1"];
  // Ports above 55,535 have no room for the cluster's own, 10,000 above.
  const nodes = await Promise.all([0, 1, 2].map(() => startRedisServer(source.path, settings, 55_000)));
  const clients: Array<Redis | Cluster> = [];
  const admin = nodes.map(({ port }) => new Redis({ port, host: "127.0.0.1" }));
  clients.push(...admin);
  const share = Math.ceil(slots / nodes.length);
  await Promise.all(
    admin.map((node, index) =>
      node.call("CLUSTER", "ADDSLOTSRANGE", index * share, Math.min((index + 1) * share, slots) - 1),
    ),
  );
  for (const { port } of nodes.slice(1)) await admin[0]?.call("CLUSTER", "MEET", "127.0.0.1", port);
  await waitUntil(async () => {
    const infos = await Promise.all(admin.map((node) => node.call("CLUSTER", "INFO")));
    return infos.every((info) => /cluster_state:ok/.test(String(info)) && /cluster_known_nodes:3/.test(String(info)));
  }, 20_000);
  return {
    nodes,
    connect: () => {
      const client = new Cluster(nodes.map(({ port }) => ({ host: "127.0.0.1", port })));
      clients.push(client);
      return client;
    },
    stop: async () => {
      for (const client of clients) client.disconnect();
      await Promise.all(nodes.map((node) => node.stop()));
    },
  };
};
