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
