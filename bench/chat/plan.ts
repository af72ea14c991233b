/** How much is measured: the full run for the record, a quick one to see that everything works. */
import type { Timing } from "./load.ts";

export interface Plan {
  /** Sockets in a room, rising; each is a person of their own. */
  rooms: readonly number[];
  /** Messages in flight of the closed loop. */
  inFlight: readonly number[];
  /** Times that each cell of the closed loop is measured on both servers in turn. */
  rounds: number;
  closed: Timing;
  /** The room in which rates rise and the unloaded median is taken. */
  openRoom: number;
  /** Messages per second, rising. */
  rates: readonly number[];
  open: Timing;
  /** Messages that a rate is judged by at least: low rates are measured for longer. */
  openMessages: number;
  unloaded: { rate: number; timing: Timing };
  /** Rooms of the largest size whose sockets do nothing for `idleMillis`: longer than the ten seconds after which workerd hibernates. */
  idleRooms: number;
  idleMillis: number;
}

/** Milliseconds that p99 from send to last delivery must stay under for a rate to count as held. */
export const mostLatency = 100;

export const fullPlan: Plan = {
  rooms: [50, 300, 1_000],
  inFlight: [1, 4, 16],
  rounds: 2,
  closed: { warmUp: 500, length: 2_500 },
  openRoom: 300,
  rates: [25, 50, 75, 100, 125, 150, 175, 200, 250, 300, 350, 400, 450, 500, 550, 600, 700, 800, 900, 1_000],
  open: { warmUp: 1_000, length: 4_000 },
  openMessages: 200,
  unloaded: { rate: 5, timing: { warmUp: 500, length: 10_000 } },
  idleRooms: 5,
  idleMillis: 15_000,
};

export const quickPlan: Plan = {
  rooms: [50, 300],
  inFlight: [1, 16],
  rounds: 1,
  closed: { warmUp: 200, length: 1_000 },
  openRoom: 300,
  rates: [50, 100, 200, 400],
  open: { warmUp: 300, length: 1_500 },
  openMessages: 50,
  unloaded: { rate: 5, timing: { warmUp: 200, length: 2_000 } },
  idleRooms: 2,
  idleMillis: 12_000,
};
