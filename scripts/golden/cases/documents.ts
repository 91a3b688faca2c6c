/** Gate files as README and `docs/` show them, word for word as they stood at the reference. */
import type { Case } from "../world.ts";

const PAGES = ["README.md", "docs/gate-file.md", "docs/rollback.md", "docs/triggers.md", "docs/troubleshooting.md"];

export function documentCases(): readonly Case[] {
  return PAGES.map((page) => ({
    name: `gate files of ${page}`,
    run: async (world) => {
      const blocks = [...world.document(page).matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, text = ""]) => text);
      for (const block of blocks.filter((text) => !/^(- |jobs:|on:)/m.test(text)))
        await world.terminal(["validate"], { files: { ".github/release-gate.yml": block } });
    },
  }));
}
