#!/usr/bin/env node
process.on("exit", () => {
  process.exitCode = 2;
});
const { terminal } = await import("../bundle/index.js");

await terminal();
