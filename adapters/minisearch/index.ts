export { MiniCardSearch } from "./mini-card-search.ts";
