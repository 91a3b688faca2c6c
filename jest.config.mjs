import { availableParallelism } from "node:os";

/** Half of a test's time is waiting for processes, sockets and limits: with one worker a core, two cores took half as long again. */
const WORKERS_PER_CORE = 2;

export default {
  testEnvironment: "node",
  roots: ["<rootDir>/__tests__"],
  globalSetup: "<rootDir>/__tests__/temporary-folder.ts",
  testMatch: ["**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2024", parser: { syntax: "typescript" } } }] },
  maxWorkers: WORKERS_PER_CORE * availableParallelism(),
  testTimeout: 60_000,
};
