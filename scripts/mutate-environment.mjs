/** Jest's environment with the first failure as the last test: the others are not run any more. */
import { TestEnvironment } from "jest-environment-node";

export default class extends TestEnvironment {
  #failed = false;

  handleTestEvent({ name, test }) {
    if (name === "test_fn_failure" || name === "hook_failure") this.#failed = true;
    if (name === "test_start" && this.#failed) test.mode = "skip";
  }
}
