import { parentPort, workerData } from "node:worker_threads";
import { doFitJob, type FitJob } from "./fit-job.ts";

// What a worker thread is given has no type; `fitInWorker` alone starts this file.
parentPort?.postMessage(doFitJob(workerData as FitJob));
