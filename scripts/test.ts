/** `npm test`: runs every check and ends with `N passed, N failed` on a line alone. `npm test -- unit web` runs some. */
import { type Step, steps } from "./checks/steps.ts";

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(", ")}. Usage: npm test [-- steps]\n`);
  for (const { name, about } of steps) console.error(`  ${name.padEnd(14)}${about}`);
  process.exit(2);
}

const chosen = wanted.length > 0 ? steps.filter(({ name }) => wanted.includes(name)) : steps;
const failedSteps: string[] = [];
let passed = 0;
let failed = 0;

for (const group of groupsOf(chosen)) {
  for (const { name, about } of group) console.log(`\n▶ ${name}: ${about}`);
  await Promise.all(group.map(report));
}

console.log(failedSteps.length > 0 ? `\nFailed: ${failedSteps.join(", ")}` : "\nEverything holds.");
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** Steps as they run: neighbours that only look at files at the same time, the others one after the other. */
function groupsOf(all: Step[]): Step[][] {
  const groups: Step[][] = [];
  for (const step of all) {
    const last = groups.at(-1);
    if (step.looksOnly && last?.[0]?.looksOnly) last.push(step);
    else groups.push([step]);
  }
  return groups;
}

async function report(step: Step): Promise<void> {
  const started = performance.now();
  const { problems, note, counts } = await runStep(step);
  passed += counts?.passed ?? 0;
  // A check that fails without a failing test (types, lint, a runner that broke down) counts as one failure.
  failed += problems.length > 0 ? Math.max(1, counts?.failed ?? 0) : 0;
  if (problems.length > 0) failedSteps.push(step.name);
  for (const problem of problems) console.log(problem);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${problems.length > 0 ? "✗" : "✓"} ${step.name} in ${seconds} s${note ? ` (${note})` : ""}`);
}

async function runStep(step: Step) {
  try {
    return await step.run();
  } catch (error) {
    return { problems: [error instanceof Error ? error.message : String(error)] };
  }
}
