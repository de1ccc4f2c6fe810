/** Waits `milliseconds`; false as soon as the person interrupts (Ctrl+C), which then does not end the process at once. */
export const pause = (host: NodeJS.Process, milliseconds: number): Promise<boolean> =>
  new Promise((resolve) => {
    const finish = (goesOn: boolean): void => {
      clearTimeout(timer);
      host.off("SIGINT", interrupted);
      resolve(goesOn);
    };
    const interrupted = (): void => finish(false);
    const timer = setTimeout(finish, milliseconds, true);
    host.on("SIGINT", interrupted);
  });
