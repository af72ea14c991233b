import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** Whether nothing on this machine listens on the port, for IPv4 and IPv6 alike. */
export async function isPortFree(port: number): Promise<boolean> {
  for (const host of ["127.0.0.1", "::1"]) {
    if (!(await canListen(port, host))) return false;
  }
  return true;
}

async function canListen(port: number, host: string): Promise<boolean> {
  const server = createServer();
  try {
    server.listen({ port, host, exclusive: true });
    await once(server, "listening");
  } catch (error) {
    // A machine without IPv6 has nobody listening there.
    if ((error as NodeJS.ErrnoException).code === "EADDRNOTAVAIL") return true;
    if ((error as NodeJS.ErrnoException).code === "EAFNOSUPPORT") return true;
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return false;
    throw error;
  }
  server.close();
  await once(server, "close");
  return true;
}

/**
 * Below every range from which systems give ports to outgoing connections (Linux from 32768, macOS and Windows from 49152, gVisor
 * from 16000), so that no connection takes the port of a server while that one is being started again.
 */
const serverPorts = { first: 10_100, last: 15_999 };

/** A port on which nothing listens at the moment, drawn by chance. Throws where all of `ports` are taken. */
export async function findFreePort(ports = serverPorts): Promise<number> {
  const count = ports.last - ports.first + 1;
  const start = Math.floor(Math.random() * count);
  for (let i = 0; i < count; i++) {
    const port = ports.first + ((start + i) % count);
    if (await isPortFree(port)) return port;
  }
  throw new Error(`every port from ${ports.first} to ${ports.last} is taken`);
}

/** Resolves when nothing listens on the port any more. */
export async function untilPortFree(port: number): Promise<void> {
  while (!(await isPortFree(port))) await wait(20);
}
