const { action } = await import("./bundle/index.js");

await action();
