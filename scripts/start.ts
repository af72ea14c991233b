/** `npm start`: serves the sources with the demo community on this machine. */
import { buildWeb } from "./lib/build.ts";
import { startDevServer } from "./lib/dev-server.ts";
import { serve } from "./lib/serve.ts";

const code = await serve(
  {
    command: "npm start",
    build: async () => {
      if (await buildWeb()) console.log("Built the web app.");
    },
    start: startDevServer,
  },
  process.argv.slice(2),
);

// A demo that is still loading would keep the process alive.
process.exit(code);
