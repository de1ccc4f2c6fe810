export { offlineEmbeddings } from "./offline-embeddings.ts";
