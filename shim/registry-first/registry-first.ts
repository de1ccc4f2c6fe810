import type { Clock } from "../ports/clock.ts";
import { askRegistry, type RegistryQuestionParts } from "./ask-registry.ts";
import { modelChoice } from "./model-choice.ts";
import { type Environment, modeOf, type SiteMode } from "./site-mode.ts";
import { leaveNote } from "./site-notes.ts";
import { type SiteCounts, SiteTally, type SiteTurn } from "./site-tally.ts";

/** How routing call sites ask the registry first. */
export interface RegistryFirstOptions<Site extends string> extends RegistryQuestionParts {
  /** Each site with its mode. @default off, for a site that is not listed */
  readonly sites: Readonly<Record<Site, SiteMode>>;
  /** `UNCONDUCT_REGISTRY_FIRST` in it overrides `sites`, such as `front-desk=live,*=off`. Looked at anew for each turn. */
  readonly environment?: Environment;
  /** Told of each turn at which the registry was asked. What it throws is dropped. */
  readonly told?: (turn: SiteTurn) => void;
}

/** What the code at a site reads of a model's result; a member of a string enum may be given by its text. */
export type AnswerPart<Result> = {
  readonly [Key in keyof Result]?: Result[Key] extends string | undefined
    ? Result[Key] | `${Extract<Result[Key], string>}`
    : Result[Key];
};

/** A chain, model or agent that can be a node of a graph. */
export interface RunnableNode {
  // biome-ignore lint/suspicious/noExplicitAny: runnables of any input
  invoke(input: any, config?: any): Promise<unknown>;
}

/** Asks the registry first, at the places where the app's code asked a model who runs next. */
export interface RegistryFirst<Site extends string> {
  /**
   * Off: just `model()`. Live: the answer for the agent that the registry names, and `model()` where it abstains, fails or
   * is late. Shadow: `model()`, and the registry is compared with it afterwards. `given`: the state, messages or text at hand.
   */
  <Result extends Promise<unknown>>(
    site: Site,
    given: unknown,
    answers: Readonly<Record<string, AnswerPart<Awaited<NoInfer<Result>>>>>,
    model: () => Result,
  ): Result;
  /** The same for a chain that is a node itself. Off, when the graph is built: the chain as it is. Otherwise usable as a node only. */
  node<Node extends RunnableNode>(site: Site, answers: Readonly<Record<string, object>>, runnable: Node): Node;
  /** What each site showed so far in this process. */
  report(): Readonly<Record<string, SiteCounts>>;
}

/**
 * Makes the function that call sites use. Never throws; the app's own model stays the answer to every failure. `currentTask`:
 * id of the graph task that runs; what takes effect there is noted for the decision log of a wrapped graph. null: none, or not known.
 */
export const createRegistryFirst = <Site extends string>(
  options: RegistryFirstOptions<Site>,
  clock: Clock,
  currentTask: () => string | null = () => null,
): RegistryFirst<Site> => {
  const tally = new SiteTally();
  const modeAt = (site: Site): SiteMode => modeOf(site, options.sites, options.environment);
  const tell = (turn: SiteTurn): void => {
    tally.add(turn);
    try {
      options.told?.(turn);
    } catch {
      // A listener must not change what runs next.
    }
  };
  const ask = (
    site: Site,
    given: unknown,
    answers: Readonly<Record<string, unknown>>,
    model: () => Promise<unknown>,
  ): Promise<unknown> => {
    const mode = modeAt(site);
    if (mode === "off") return model();
    const allowed = Object.keys(answers);
    if (mode === "live") {
      const task = currentTask();
      return askRegistry(options, clock, { site, given, allowed }).then((word) => {
        const { target, why, failure, candidates, abstained } = word;
        tell({ site, mode, target, why, failure, model: null });
        if (task !== null) leaveNote(task, { answered: target !== null, candidates, abstained });
        // A copy: who changes what the model gave must not change what the next turn gets.
        return target === null ? model() : structuredClone(answers[target]);
      });
    }
    const result = model();
    const asked = askRegistry(options, clock, { site, given, allowed });
    void Promise.all([result, asked]).then(
      ([chosen, { target, why, failure }]) =>
        tell({ site, mode, target, why, failure, model: modelChoice(chosen, answers) }),
      () => undefined, // the model's own failure reaches the caller by `result`
    );
    return result;
  };
  const registryFirst = Object.assign(ask, {
    node: <Node extends RunnableNode>(site: Site, answers: Readonly<Record<string, object>>, runnable: Node): Node => {
      if (modeAt(site) === "off") return runnable;
      const node = (state: unknown, config?: unknown) =>
        ask(site, state, answers, () => runnable.invoke(state, config));
      return node as unknown as Node; // a graph takes a function where it takes a chain
    },
    report: () => tally.report(),
  });
  return registryFirst as RegistryFirst<Site>; // an answer is of the model's type, as far as the code at the site reads it
};
