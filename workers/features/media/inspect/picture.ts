/** What a walker of a picture's container tells. */
import type { Size } from "./picture-limits.ts";
import type { Piece } from "./types.ts";

export interface Walked extends Size {
  /** Media type by content. */
  type: string;
  pieces: Piece[];
}
