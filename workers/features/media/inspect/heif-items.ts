/** What a HEIF file says of its items (ISO/IEC 14496-12, 8.11; ISO/IEC 23008-12): their types, places, properties and references. */
import { contentsOf, fullBox, type Box, type BoxReader, type Extent } from "./bmff.ts";
import { Cursor } from "./cursor.ts";
import { cutOff, damaged } from "./refused.ts";

export interface Item {
  type: string;
  /** In the file. */
  extents: Extent[];
  /** Boxes, in the order in which they apply. */
  properties: Box[];
  /** Items that it is put together from. */
  parts: number[];
}

export interface Items {
  primary: number;
  byId: ReadonlyMap<number, Item>;
  /** All properties, also of no item. */
  properties: readonly Box[];
  /** What stands around the properties. */
  aroundProperties: readonly Box[];
  /** What describes them, and data of small ones. */
  boxes: readonly Box[];
  /** Names, and types of what is no picture. */
  names: readonly Extent[];
  /** Whether all bytes of the items are in `extents`: those of some may be put together from others'. */
  placed: boolean;
}

const maxItems = 5_000;
/** Places, properties and parts of all items: few bytes may claim thousands of millions. */
const maxEntries = 200_000;

/** Reads a `meta` box. Refuses items that lie outside of the file. */
export async function readItems(boxes: BoxReader, meta: Box): Promise<Items> {
  return new ItemReader(boxes, await boxes.children(meta.body + 4, meta.to)).read();
}

class ItemReader {
  readonly #boxes: BoxReader;
  readonly #children: readonly Box[];
  readonly #items = new Map<number, Item>();
  readonly #names: Extent[] = [];
  #placed = true;
  #entries = 0;

  constructor(boxes: BoxReader, children: readonly Box[]) {
    this.#boxes = boxes;
    this.#children = children;
  }

  async read(): Promise<Items> {
    await this.#readTypes();
    await this.#readLocations();
    const properties = await this.#readProperties();
    await this.#readReferences();
    return {
      primary: await this.#primary(),
      byId: this.#items,
      ...properties,
      boxes: this.#children,
      names: this.#names,
      placed: this.#placed,
    };
  }

  #child(type: string): Box {
    const box = this.#children.find((child) => child.type === type);
    if (box === undefined) throw damaged("The picture does not say what is in it.");
    return box;
  }

  #countEntry(): void {
    if (++this.#entries > maxEntries) throw damaged("The picture says more of its items than is reasonable.");
  }

  async #primary(): Promise<number> {
    const { version, cursor } = await fullBox(this.#boxes.reader, this.#child("pitm"));
    return version === 0 ? cursor.uint16() : cursor.uint32();
  }

  async #readTypes(): Promise<void> {
    const box = this.#child("iinf");
    const head = new Cursor(await this.#boxes.reader.bytes(box.body, 6));
    const countBytes = head.uint8() === 0 ? 2 : 4;
    const entries = await this.#boxes.children(box.body + 4 + countBytes, box.to);
    if (entries.length > maxItems) throw damaged("The picture has more items than is reasonable.");
    for (const entry of entries) {
      if (entry.type !== "infe") continue;
      const { version, cursor } = await fullBox(this.#boxes.reader, entry);
      if (version < 2) throw damaged("The picture's items have no types.");
      const id = version === 2 ? cursor.uint16() : cursor.uint32();
      cursor.uint16();
      this.#items.set(id, { type: cursor.name(), extents: [], properties: [], parts: [] });
      this.#names.push({ from: entry.to - cursor.left, to: entry.to });
    }
  }

  async #readLocations(): Promise<void> {
    const { version, cursor } = await fullBox(this.#boxes.reader, this.#child("iloc"));
    const sizes = cursor.uint16();
    const [offsetBytes, lengthBytes, baseBytes] = [sizes >>> 12, (sizes >>> 8) & 15, (sizes >>> 4) & 15];
    const indexBytes = version === 0 ? 0 : sizes & 15;
    const count = version < 2 ? cursor.uint16() : cursor.uint32();
    const data = this.#children.find(({ type }) => type === "idat");
    for (let index = 0; index < count; index++) {
      const id = version < 2 ? cursor.uint16() : cursor.uint32();
      const method = version === 0 ? 0 : cursor.uint16() & 15;
      cursor.uint16();
      const base = cursor.uint(baseBytes);
      const extents = cursor.uint16();
      for (let extent = 0; extent < extents; extent++) {
        this.#countEntry();
        cursor.uint(indexBytes);
        const offset = base + cursor.uint(offsetBytes);
        const found = this.#extent(method, data, offset, cursor.uint(lengthBytes));
        if (found) this.#items.get(id)?.extents.push(found);
      }
    }
  }

  /** Offsets are of the file, or of the `idat` box. Of another item they are for derived pictures alone, which have no bytes of their own. */
  #extent(method: number, data: Box | undefined, offset: number, length: number): Extent | null {
    if (method > 1) {
      this.#placed = false;
      return null;
    }
    const within = method === 1 ? data : { body: 0, to: this.#boxes.reader.size };
    if (within === undefined) throw damaged("The picture does not say what is in it.");
    const from = within.body + offset;
    // No length: all there is.
    const to = length === 0 ? within.to : from + length;
    if (from > to || to > within.to) throw cutOff();
    return { from, to };
  }

  async #readProperties(): Promise<Pick<Items, "properties" | "aroundProperties">> {
    const aroundProperties = await this.#boxes.children(this.#child("iprp").body, this.#child("iprp").to);
    const container = aroundProperties.find(({ type }) => type === "ipco");
    if (container === undefined) throw damaged("The picture's items have no properties.");
    const properties = await this.#boxes.children(container.body, container.to);
    for (const box of aroundProperties) {
      if (box.type !== "ipma") continue;
      const { version, flags, cursor } = await fullBox(this.#boxes.reader, box);
      const count = cursor.uint32();
      for (let index = 0; index < count; index++) {
        const item = this.#items.get(version < 1 ? cursor.uint16() : cursor.uint32());
        const associations = cursor.uint8();
        for (let association = 0; association < associations; association++) {
          this.#countEntry();
          // The uppermost bit says that it is essential; numbers count from one.
          const number = flags & 1 ? cursor.uint16() & 0x7fff : cursor.uint8() & 0x7f;
          const property = properties[number - 1];
          if (property) item?.properties.push(property);
        }
      }
    }
    return { properties, aroundProperties };
  }

  async #readReferences(): Promise<void> {
    const box = this.#children.find(({ type }) => type === "iref");
    if (box === undefined) return;
    const [version] = await this.#boxes.reader.bytes(box.body, 1);
    for (const reference of await this.#boxes.children(box.body + 4, box.to)) {
      if (reference.type !== "dimg") continue;
      const cursor = await contentsOf(this.#boxes.reader, reference);
      const next = () => (version === 0 ? cursor.uint16() : cursor.uint32());
      const parts = this.#items.get(next())?.parts;
      const count = cursor.uint16();
      for (let index = 0; index < count; index++) {
        this.#countEntry();
        parts?.push(next());
      }
    }
  }
}
