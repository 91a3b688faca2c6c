/** Which pages and commands a run names, by the variables that the runner sets. */
import { describe, expect, it } from "@jest/globals";
import { addressesOf } from "../../src/report/addresses.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const RUNNER = {
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_REPOSITORY: "shop/assistant",
  GITHUB_RUN_ID: "77",
  GITHUB_RUN_ATTEMPT: "2",
  GITHUB_SHA: COMMIT,
  GITHUB_WORKFLOW_REF: "shop/assistant/.github/workflows/gate.yml@refs/heads/main",
  GITHUB_WORKFLOW_SHA: COMMIT,
  GITHUB_ACTION_REPOSITORY: "acme/gate",
  GITHUB_ACTION_REF: "v1",
};
const GONE = { GITHUB_ACTION_REPOSITORY: "", GITHUB_ACTION_REF: "" };

describe("the addresses of a run", () => {
  it("are on the runner's server, at the commit and the attempt that ran", () => {
    expect(addressesOf(RUNNER, null)).toEqual({
      program: "npx --yes github:acme/gate#v1",
      uses: "acme/gate@v1",
      docs: "https://github.com/acme/gate/blob/v1/docs",
      repository: "https://github.com/shop/assistant",
      run: "https://github.com/shop/assistant/actions/runs/77/attempts/2",
      workflow: `https://github.com/shop/assistant/blob/${COMMIT}/.github/workflows/gate.yml`,
      files: `https://github.com/shop/assistant/blob/${COMMIT}`,
    });
  });

  it("name no host that the runner does not: a server of one's own is asked by git", () => {
    const own = addressesOf({ ...RUNNER, GITHUB_SERVER_URL: "https://git.example:8443" }, null);
    expect(own.program).toBe("npx --yes git+https://git.example:8443/acme/gate.git#v1");
    expect(Object.values(own).filter((address) => address?.includes("github.com"))).toEqual([]);
  });

  it("are those of the repository that a reusable workflow checked the gate out from", () => {
    const named = { RELEASE_GATE_ACTION: `acme/gate@${COMMIT}` };
    expect(addressesOf({ ...RUNNER, ...GONE, ...named }, null)).toMatchObject({
      program: `npx --yes github:acme/gate#${COMMIT}`,
      uses: `acme/gate@${COMMIT}`,
    });
  });

  it("leave open where a gate from a checkout comes from", () => {
    expect(addressesOf({ ...RUNNER, ...GONE }, null)).toMatchObject({
      program: null,
      uses: "OWNER/cometapi-release-gate@v1",
      docs: null,
    });
  });

  it("in a terminal repeat the words that were typed, and take no action's name for the gate's", () => {
    expect(addressesOf(RUNNER, "npm start --")).toMatchObject({ program: "npm start --", docs: null });
  });

  it.each([
    ["GITHUB_SERVER_URL", "javascript:alert(1)"],
    ["GITHUB_REPOSITORY", "shop/../../evil"],
    ["GITHUB_REPOSITORY", "shop/a](<https://evil.example>)"],
    ["GITHUB_RUN_ID", "77/../x"],
  ])("are none where %s is %j, which GitHub does not write", (name, value) => {
    expect(addressesOf({ ...RUNNER, [name]: value }, null).run).toBeNull();
  });

  it.each(["v1 --registry=x", "$(id)", "-x y", "a#b"])("give no command for a ref such as %j", (ref) => {
    expect(addressesOf({ ...RUNNER, GITHUB_ACTION_REF: ref }, null).program).toBeNull();
  });
});
