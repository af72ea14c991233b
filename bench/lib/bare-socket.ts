/**
 * A WebSocket client (RFC 6455) reduced to what a benchmark needs: whole text frames, read out of one buffer that all sockets share.
 * It takes a fraction of what a general client takes per frame, so that thousands of sockets fit beside the server on one machine.
 */
import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";

const opcodes = { text: 1, close: 8, ping: 9, pong: 10 } as const;

/** All sockets read into it: Node hands each read over before the next one begins. */
const shared = Buffer.alloc(256 * 1024);
const nothing = Buffer.alloc(0);

export interface BareSocketHandlers {
  /** A text message. The bytes are valid during the call only. */
  onText(frame: Buffer): void;
  /** The end, with the code of the server's close frame; 1006 without one. */
  onClose(code: number): void;
}

export class BareSocket {
  readonly #socket: Socket;
  readonly #handlers: BareSocketHandlers;
  /** The beginning of a frame, or of the answer to the upgrade, whose rest has not come yet. */
  #rest: Buffer = nothing;
  #isOpen = false;
  #opened = Promise.withResolvers<void>();
  #closeCode = 1006;

  private constructor(url: URL, request: string, handlers: BareSocketHandlers) {
    this.#handlers = handlers;
    const onread = { buffer: shared, callback: (length: number) => this.#read(shared.subarray(0, length)) };
    this.#socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true, onread });
    this.#socket.on("connect", () => this.#socket.write(request));
    this.#socket.on("error", (error) => this.#opened.reject(error));
    this.#socket.on("close", () => {
      this.#opened.reject(new Error(`${url.host} closed a connection`));
      handlers.onClose(this.#closeCode);
    });
  }

  /** Connects to a `ws:` address. Throws when the server does not switch protocols. */
  static async open(
    address: { url: string; protocols: readonly string[]; headers: Readonly<Record<string, string>> },
    handlers: BareSocketHandlers,
  ): Promise<BareSocket> {
    const url = new URL(address.url);
    const headers: Record<string, string> = {
      Host: url.host,
      Connection: "Upgrade",
      Upgrade: "websocket",
      "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": randomBytes(16).toString("base64"),
      ...(address.protocols.length > 0 && { "Sec-WebSocket-Protocol": address.protocols.join(", ") }),
      ...address.headers,
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const request = `GET ${url.pathname}${url.search} HTTP/1.1\r\n${lines.join("")}\r\n`;
    const socket = new BareSocket(url, request, handlers);
    await socket.#opened.promise;
    return socket;
  }

  get isClosed(): boolean {
    return this.#socket.destroyed;
  }

  send(text: string): void {
    if (!this.#socket.destroyed) this.#socket.write(frameOf(opcodes.text, Buffer.from(text)));
  }

  /** Ends the connection without ceremony. */
  terminate(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): boolean {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    let at = this.#isOpen ? 0 : this.#readAnswer(bytes);
    while (this.#isOpen) {
      const end = this.#readFrame(bytes, at);
      if (end === null) break;
      at = end;
    }
    // A copy, since the buffer is about to be used for another socket.
    this.#rest = at < bytes.length ? Buffer.from(bytes.subarray(at)) : nothing;
    return true;
  }

  /** Where the frames begin, or 0 while the answer is not whole. */
  #readAnswer(bytes: Buffer): number {
    const end = bytes.indexOf("\r\n\r\n");
    if (end < 0) return 0;
    const [status = ""] = bytes.toString("latin1", 0, end).split("\r\n");
    if (status.startsWith("HTTP/1.1 101")) {
      this.#isOpen = true;
      this.#opened.resolve();
    } else {
      this.#opened.reject(new Error(`the server answered ${status}`));
      this.#socket.destroy();
    }
    return end + 4;
  }

  /** Where the next frame begins; null when this one is not whole. */
  #readFrame(bytes: Buffer, from: number): number | null {
    const available = bytes.length - from;
    if (available < 2) return null;
    const first = bytes.readUInt8(from);
    const short = bytes.readUInt8(from + 1) & 0x7f;
    const header = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (available < header) return null;
    const long = short === 126 ? bytes.readUInt16BE(from + 2) : 0;
    const length = short < 126 ? short : short === 126 ? long : Number(bytes.readBigUInt64BE(from + 2));
    const start = from + header;
    const end = start + length;
    if (end > bytes.length) return null;
    if ((first & 0x80) === 0) throw new Error("the server sends messages in fragments");
    this.#take(first & 0x0f, bytes.subarray(start, end));
    return end;
  }

  #take(opcode: number, payload: Buffer): void {
    if (opcode === opcodes.text) this.#handlers.onText(payload);
    if (opcode === opcodes.ping) this.#socket.write(frameOf(opcodes.pong, payload));
    if (opcode !== opcodes.close) return;
    if (payload.length >= 2) this.#closeCode = payload.readUInt16BE(0);
    this.#socket.destroy();
  }
}

/** A frame of a client. Its mask is zero: masks are there for proxies between the two, and here is none. */
function frameOf(opcode: number, payload: Buffer): Buffer {
  const isShort = payload.length < 126;
  const header = Buffer.alloc(isShort ? 6 : 8);
  header.writeUInt8(0x80 | opcode, 0);
  header.writeUInt8(0x80 | (isShort ? payload.length : 126), 1);
  if (!isShort) header.writeUInt16BE(payload.length, 2);
  return Buffer.concat([header, payload]);
}
