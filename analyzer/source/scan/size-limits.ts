/** A larger source file is prefiltered and resolved, but not followed by value flow. In bytes. */
export const FLOW_LIMIT_BYTES = 1_500_000;

/** A larger file is not read at all: no person wrote it. In bytes. */
export const READ_LIMIT_BYTES = 64_000_000;

/** A larger configuration file is skipped. In bytes. */
export const CONFIG_LIMIT_BYTES = 1_500_000;
