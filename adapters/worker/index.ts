export { type FitOptions, fitInWorker } from "./fit-in-worker.ts";
export { doFitJob, type FitJob } from "./fit-job.ts";
