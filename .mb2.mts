import { AIMessage, HumanMessage } from "@langchain/core/messages";
import { Redis } from "ioredis";
import { JsonPlusSerializer } from "@langchain/langgraph-checkpoint";
import { RedisSaver } from "./adapters/langgraph-redis/index.ts";
const client = new Redis("redis://localhost:7398");
const conv=(count:number)=>Array.from({length:count},(_, n)=>{const content=`message ${n}: `.padEnd(300,"some words of a conversation ");return n%2===0?new HumanMessage({id:`h-${n}`,content}):new AIMessage({id:`a-${n}`,content});});
const saver = new RedisSaver({ client, tenant: "bench" } as never);
const metadata = { source: "loop" as const, step: 1, parents: {} };
const cp=(n:number,messages:unknown[])=>({v:4,id:String(n).padStart(8,"0"),ts:"2026-01-01T00:00:00.000Z",versions_seen:{},channel_values:{messages},channel_versions:{messages:n}});
const at=(id?:number)=>({configurable:{thread_id:"th",checkpoint_ns:"",...(id===undefined?{}:{checkpoint_id:String(id).padStart(8,"0")})}});
const serde = new JsonPlusSerializer();
const N=1500; const all = conv(50+N+5);
const t={raw:[] as number[], put:[] as number[]};
for (let n=1;n<=N;n++){ const m=all.slice(n,n+50);
 let s=performance.now(); const [,b]=await serde.dumpsTyped({checkpoint:cp(n,m),metadata}); await client.set(`raw:${n%20}`,Buffer.from(b)); t.raw.push(performance.now()-s);
 s=performance.now(); await saver.put(n===1?at():at(n-1), cp(n,m) as never, metadata, {messages:n}); t.put.push(performance.now()-s); }
const med=(a:number[])=>a.slice(200).sort((x,y)=>x-y)[(a.length-200)>>1]!;
console.log("raw",(med(t.raw)*1000).toFixed(0),"put",(med(t.put)*1000).toFixed(0),(med(t.put)/med(t.raw)).toFixed(2));
await client.quit();
