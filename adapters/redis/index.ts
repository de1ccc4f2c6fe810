export { assertSupported, inspectServer, type ServerClient } from "./inspect-server.ts";
export { parseServerInfo, type ServerDescription } from "./parse-server-info.ts";
