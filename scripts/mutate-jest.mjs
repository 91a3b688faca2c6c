/** Runs the test file that the parent names, in this process, and tells it whether everything passed. */
import { fileURLToPath } from "node:url";
import { runCLI } from "jest";

const ENVIRONMENT = fileURLToPath(new URL("mutate-environment.mjs", import.meta.url));

process.on("message", async (test) => {
  const options = { _: [test], $0: "", config: "jest.config.mjs", runInBand: true, silent: true, env: ENVIRONMENT };
  try {
    // Without `bail`, with which jest ends the whole process.
    const { results } = await runCLI({ ...options, runTestsByPath: true, watchman: false }, [process.cwd()]);
    process.send(results.success && results.numPassedTests > 0);
  } catch {
    process.send(false);
  }
});

process.on("disconnect", () => process.exit());
