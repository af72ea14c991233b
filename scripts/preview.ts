/** `npm run preview`: serves the production bundle on this machine, without the proxy of `wrangler dev`. */
import { buildWeb, buildWorker } from "./lib/build.ts";
import { spawnHost } from "./lib/host.ts";
import { serve } from "./lib/serve.ts";

const code = await serve(
  {
    command: "npm run preview",
    build: async () => {
      if (await buildWeb()) console.log("Built the web app.");
      if (await buildWorker()) console.log("Built the Worker.");
    },
    start: spawnHost,
  },
  process.argv.slice(2),
);

// A demo that is still loading would keep the process alive.
process.exit(code);
