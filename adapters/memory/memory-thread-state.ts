import type {
  CommitOutcome,
  CommittedState,
  StateChange,
  ThreadRef,
  ThreadState,
} from "../../shim/ports/thread-state.ts";

interface Held extends CommittedState {
  readonly commit: string;
}

/** States of threads in this process; gone when it ends. */
export class MemoryThreadState implements ThreadState {
  readonly #held = new Map<string, Held>();

  async read(ref: ThreadRef): Promise<CommittedState | null> {
    const held = this.#held.get(nameOf(ref));
    return held === undefined ? null : { version: held.version, fields: { ...held.fields } };
  }

  async readFields(ref: ThreadRef, names: readonly string[]): Promise<CommittedState | null> {
    const state = await this.read(ref);
    if (state === null) return null;
    const wanted = new Set(names);
    return {
      version: state.version,
      fields: Object.fromEntries(Object.entries(state.fields).filter(([name]) => wanted.has(name))),
    };
  }

  async commit(ref: ThreadRef, change: StateChange): Promise<CommitOutcome> {
    const before = this.#held.get(nameOf(ref));
    const version = before?.version ?? 0;
    if (before?.commit === change.commit) return { kind: "repeated", version };
    if (version !== change.expected) return { kind: "conflict", version };
    const removed = new Set(change.remove);
    const stays = Object.entries(before?.fields ?? {}).filter(([name]) => !removed.has(name));
    const fields = { ...Object.fromEntries(stays), ...change.set };
    this.#held.set(nameOf(ref), { version: version + 1, fields, commit: change.commit });
    return { kind: "committed", version: version + 1 };
  }

  async remove(ref: ThreadRef): Promise<boolean> {
    return this.#held.delete(nameOf(ref));
  }
}

const nameOf = ({ tenant, thread }: ThreadRef): string => JSON.stringify([tenant, thread]);
