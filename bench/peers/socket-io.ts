/**
 * The peer of the chat benchmark: a stock Socket.IO server that stores each message in SQLite (WAL, synchronous FULL) before it
 * broadcasts it to the room and acknowledges it. Usage: node bench/peers/socket-io.ts PORT FILE; says `ready` to its parent.
 */
import { createServer } from "node:http";
import { DatabaseSync } from "node:sqlite";
import { Server } from "socket.io";

interface Sent {
  id: string;
  content: string;
}

const [port, file] = process.argv.slice(2);
if (port === undefined || file === undefined) throw new Error("usage: socket-io.ts PORT FILE");

const database = new DatabaseSync(file);
database.exec(`
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE messages (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    room TEXT NOT NULL,
    sender_id TEXT NOT NULL,
    content TEXT NOT NULL,
    created_at TEXT NOT NULL
  );
`);
const insert = database.prepare(
  "INSERT INTO messages (id, room, sender_id, content, created_at) VALUES (?, ?, ?, ?, ?)",
);

const server = createServer();
const io = new Server(server);
io.on("connection", (socket) => {
  const { room, userId: senderId } = socket.handshake.auth as { room: string; userId: string };
  void socket.join(room);
  socket.on("send", ({ id, content }: Sent, acknowledge: (answer: { id: string; seq: number }) => void) => {
    const createdAt = new Date().toISOString();
    const seq = Number(insert.run(id, room, senderId, content, createdAt).lastInsertRowid);
    const message = { t: "message", seq, id, senderId, content, replyTo: null, media: [], mentions: [], createdAt };
    io.to(room).emit("message", message);
    acknowledge({ id, seq });
  });
});
server.listen(Number(port), "127.0.0.1", () => process.send?.("ready"));
process.once("disconnect", () => process.exit(0));
