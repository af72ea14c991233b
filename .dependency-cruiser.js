/**
 * Which folder may import which: the layout is the architecture. `npm test -- architecture` applies these rules.
 *
 * @type {import("dependency-cruiser").IConfiguration}
 */
export default {
  forbidden: [
    {
      name: "contract-stands-alone",
      comment: "The contract is shared by all sides, so it imports nothing of ours.",
      severity: "error",
      from: { path: "^contract/" },
      to: { path: "^(db|r2|workers|durable-objects|web|scripts|bench|demo|tests)/" },
    },
    {
      name: "db-and-r2-know-the-contract-only",
      severity: "error",
      from: { path: "^(db|r2)/" },
      to: { path: "^(workers|durable-objects|web|scripts|bench|demo|tests)/" },
    },
    {
      name: "objects-do-not-know-the-worker",
      severity: "error",
      from: { path: "^durable-objects/", pathNot: "\\.test\\.ts$" },
      to: { path: "^(workers|web|scripts|bench|demo|tests)/" },
    },
    {
      name: "worker-sees-types-of-objects-only",
      comment: "Only the entry imports Durable Object classes; elsewhere their types and addresses suffice.",
      severity: "error",
      from: { path: "^workers/", pathNot: ["^workers/index\\.ts$", "\\.test\\.ts$"] },
      to: {
        path: "^durable-objects/",
        pathNot: "^durable-objects/(addresses|env)\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "worker-does-not-reach-out",
      severity: "error",
      from: { path: "^workers/", pathNot: "\\.test\\.ts$" },
      to: { path: "^(web|scripts|bench|demo|tests)/" },
    },
    {
      name: "features-meet-through-actions",
      comment: "A feature uses another one only through its actions.ts; types may come from anywhere in it.",
      severity: "error",
      from: { path: "^workers/features/([^/]+)/", pathNot: "\\.test\\.ts$" },
      to: {
        path: "^workers/features/([^/]+)/",
        pathNot: ["^workers/features/$1/", "^workers/features/[^/]+/actions\\.ts$"],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "nothing-imports-routes-but-the-app",
      severity: "error",
      from: { path: "^workers/", pathNot: ["^workers/(app|features/index)\\.ts$", "\\.test\\.ts$"] },
      to: { path: "^workers/features/[^/]+/routes\\.ts$" },
    },
    {
      name: "web-knows-the-contract-only",
      severity: "error",
      from: { path: "^web/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^(db|r2|workers|durable-objects|scripts|bench|demo|tests)/" },
    },
    {
      name: "nothing-imports-tests",
      severity: "error",
      from: { pathNot: ["^tests/", "\\.test\\.tsx?$", "^vitest\\.config\\.ts$"] },
      to: { path: ["^tests/", "\\.test\\.tsx?$"] },
    },
    {
      name: "no-cycles",
      comment: "Types may point back (an object's environment names its class); values may not.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "everything-resolves",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^cloudflare:" },
    },
  ],
  options: {
    // Under TypeScript 7 the default parser silently reads no module at all.
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|\\.wrangler)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["workerd", "browser", "import", "types", "default"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".d.ts"],
    },
  },
};
