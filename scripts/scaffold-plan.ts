/** What one template is made of: each part is copied from its template place to the new unit's place. */
export interface ScaffoldPlan {
  /** Says what is made, for messages: rule or codemod. */
  readonly what: string;
  readonly id: string;
  /** The word that stands for the id in the template. */
  readonly placeholder: string;
  readonly parts: readonly { readonly from: string; readonly to: string }[];
  /** Text that differs from the template besides the id. */
  readonly replacements: readonly (readonly [from: string, to: string])[];
}

/** A mistake of the person at the keyboard, with what to do; printed without a stack. */
export class ScaffoldError extends Error {}

/** Throws a ScaffoldError unless the id is kebab-case of two words or more: one word may be a reserved one. */
export const checkId = (what: string, id: string | undefined): string => {
  if (id !== undefined && /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id)) return id;
  const found = id === undefined ? "no id was given" : `${JSON.stringify(id)} will not do`;
  throw new ScaffoldError(`A ${what} id is kebab-case, two words or more, such as shared-thread-id: ${found}.`);
};
