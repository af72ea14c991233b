/** How much is measured: the full run for the record, a quick one to see that everything works. */

export interface Plan {
  /** Different photos that are made; everything else is made of them. */
  photos: number;
  /** Clients that upload at once, each one file after the other. */
  clients: readonly number[];
  /** Milliseconds before a window of uploads, and of it. */
  warmUp: number;
  length: number;
  /** Photos of which every variant is made once in every format. */
  variantsOf: number;
  /** Requests under way while variants are made, and while they are read again. */
  makers: number;
  readers: number;
  /** Milliseconds for which each is read again. */
  warmLength: number;
  /** Posts of a feed. */
  posts: number;
  /** Sizes of videos in MiB, rising. */
  videos: readonly number[];
  /** Parts under way at once. */
  partsInFlight: number;
}

export const fullPlan: Plan = {
  photos: 4,
  clients: [1, 4, 16],
  warmUp: 1_000,
  length: 10_000,
  variantsOf: 3,
  makers: 2,
  readers: 8,
  warmLength: 1_500,
  posts: 20,
  videos: [20, 200],
  partsInFlight: 3,
};

export const quickPlan: Plan = {
  photos: 1,
  clients: [2],
  warmUp: 500,
  length: 3_000,
  variantsOf: 1,
  makers: 2,
  readers: 4,
  warmLength: 500,
  posts: 3,
  videos: [20],
  partsInFlight: 3,
};
