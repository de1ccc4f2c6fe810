/** What a Redis or Valkey server says about itself, reduced to what the runtime depends on. */
export interface ServerDescription {
  /** Valkey is told by its own `server_name`; its `redis_version` only states what it is compatible with. */
  readonly product: "redis" | "valkey";
  /** The product's own version, such as `7.0.15`. */
  readonly version: string;
  readonly clusterEnabled: boolean;
  /** `noeviction` is what queues need; null when the server does not tell. */
  readonly maxmemoryPolicy: string | null;
  /** True when the append-only file is on: writes survive a restart of the server. */
  readonly aof: boolean;
  /** Names of loaded modules, sorted. Nothing here needs one. */
  readonly modules: readonly string[];
}

/** Reads the text of `INFO`. Unknown lines are ignored; null when it names no version, so is not a server's answer. */
export const parseServerInfo = (info: string): ServerDescription | null => {
  const fields = new Map<string, string>();
  const modules: string[] = [];
  for (const line of info.split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon < 1 || line.startsWith("#")) continue;
    const [key, value] = [line.slice(0, colon), line.slice(colon + 1)];
    const moduleName = key === "module" ? /(?:^|,)name=([^,]+)/.exec(value)?.[1] : undefined;
    if (moduleName !== undefined) modules.push(moduleName);
    else fields.set(key, value);
  }
  const product = fields.get("server_name") === "valkey" ? "valkey" : "redis";
  const version = fields.get(`${product}_version`);
  if (version === undefined) return null;
  return {
    product,
    version,
    clusterEnabled: fields.get("cluster_enabled") === "1",
    maxmemoryPolicy: fields.get("maxmemory_policy") ?? null,
    aof: fields.get("aof_enabled") === "1",
    modules: modules.sort(),
  };
};
