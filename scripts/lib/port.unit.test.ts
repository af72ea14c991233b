import { once } from "node:events";
import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { findFreePort, isPortFree, untilPortFree } from "./port.ts";

async function listenOn(port: number) {
  const server = createServer();
  server.listen({ port, host: "127.0.0.1" });
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return server;
}

test("a free port is none that the system gives to outgoing connections", async () => {
  const port = await findFreePort();
  expect(port).toBeGreaterThan(10_000);
  expect(port).toBeLessThan(16_000);
  expect(await isPortFree(port)).toBe(true);
});

test("a port that is taken is passed over, and where all are it says so", async () => {
  const first = await findFreePort();
  const ports = { first, last: first + 1 };
  await listenOn(first);
  expect(await findFreePort(ports)).toBe(first + 1);
  await listenOn(first + 1);
  await expect(findFreePort(ports)).rejects.toThrow("is taken");
});

test("a port is waited for until its server has closed", async () => {
  const port = await findFreePort();
  const server = await listenOn(port);
  let free = false;
  const waiting = untilPortFree(port).then(() => (free = true));
  expect(await isPortFree(port)).toBe(false);
  expect(free).toBe(false);
  server.close();
  await waiting;
  expect(await isPortFree(port)).toBe(true);
});
