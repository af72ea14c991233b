import { once } from "node:events";
import { createServer } from "node:net";

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

/** A port on which nothing listens at the moment. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  server.listen({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("the system gave no port");
  return address.port;
}
