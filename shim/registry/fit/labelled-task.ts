/** A task whose right agent is known; null: none of them, so the right answer is to abstain. */
export interface LabelledTask {
  readonly text: string;
  readonly agent: string | null;
  /** Of length 1; needed exactly if the model has encoded examples. */
  readonly embedding?: Float32Array;
}
