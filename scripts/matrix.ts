/**
 * Prints every row of the matrix of faults: `npm run matrix`, with a part of a fault's name or a family's only those.
 * Exit code 1 where the gate says anything else than the table.
 */
import { trustCertificates } from "../__tests__/matrix/places.ts";
import { observe, ROWS } from "../__tests__/matrix/rows.ts";

const [part = ""] = process.argv.slice(2);
const say = (text: string) => process.stdout.write(`${text}\n`);

trustCertificates();
let wrong = 0;
say("| fault | family | expected | seen | ms |\n|---|---|---|---|---|");
for (const rows of Map.groupBy(ROWS, ({ fault }) => fault).values()) {
  const lines = [];
  for (const { fault, family, expected } of rows) {
    if (!fault.name.includes(part) && family.name !== part) continue;
    const started = performance.now();
    const line = observe({ fault, family }).then((seen) => {
      if (seen !== expected) wrong += 1;
      const ms = Math.round(performance.now() - started);
      return `| ${fault.name} | ${family.name} | ${expected} | ${seen === expected ? seen : `**${seen}**`} | ${ms} |`;
    });
    // What sends megabytes is given the machine for itself.
    if (fault.heavy) await line;
    lines.push(line);
  }
  for (const line of lines) say(await line);
}
say(`\n${ROWS.length} rows, ${wrong} of them wrong`);
process.exitCode = wrong === 0 ? 0 : 1;
