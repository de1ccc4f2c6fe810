import type { ChannelWrite } from "../surface.ts";

/**
 * What LangGraph takes for a `Command`. Its own class is not used: an app may have another copy of LangGraph than this
 * package, and the check there is by this name.
 */
export class CommandLike {
  readonly lg_name = "Command";
  readonly goto: readonly string[];
  readonly update: Readonly<Record<string, unknown>>;
  readonly graph = undefined;
  readonly resume = undefined;

  constructor(goto: string, update: Readonly<Record<string, unknown>>) {
    this.goto = [goto];
    this.update = update;
  }

  _updateAsTuples(): ChannelWrite[] {
    return Object.entries(this.update);
  }

  toJSON(): object {
    const { lg_name, goto, update } = this;
    return { lg_name, goto, update };
  }
}
