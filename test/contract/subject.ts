/** What a contract suite tests: made anew, and empty, for every test. */
export interface Subject<Port> {
  readonly port: Port;
  /** Ends connections and removes what the test left. */
  readonly dispose?: () => void | Promise<void>;
}

/** Makes a subject; called inside tests, so after the hooks of the file that uses the suite. */
export type Initializer<Port> = () => Subject<Port> | Promise<Subject<Port>>;

/** A test body that gets a fresh subject and gives it back whatever happens. */
export const withSubject =
  <Port>(initialize: Initializer<Port>) =>
  (body: (port: Port) => Promise<void>) =>
  async (): Promise<void> => {
    const { port, dispose } = await initialize();
    try {
      await body(port);
    } finally {
      await dispose?.();
    }
  };
