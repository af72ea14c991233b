import type { Media } from "../../../../contract/media.ts";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../lib/cx.ts";
import { Icon } from "../../ui/Icon.tsx";
import { gridLayout, singleLayout, sorted } from "./layout.ts";
import { usePlaceholder } from "./placeholder.ts";

interface Props {
  media: readonly Media[];
  onShow: () => void;
}

/** Takes the place of media that not everybody wants to see: their colours alone, until they are asked for. Nothing of them is loaded. */
export function Veil({ media, onShow }: Props) {
  const { views } = sorted(media);
  const [only] = views;
  const grid = gridLayout(views, 5);
  const place = only === undefined ? null : singleLayout(only);
  return (
    <div className="relative overflow-hidden rounded-card bg-sunken">
      {grid !== null ? (
        <div className={cx("grid w-full gap-0.5", grid.className)}>
          {grid.tiles.map((tile) => (
            <Colours key={tile.media.id} media={tile.media} className={tile.className} />
          ))}
        </div>
      ) : (
        only !== undefined &&
        place !== null && (
          <>
            <svg viewBox={`0 0 ${place.width} ${place.height}`} aria-hidden="true" className="block w-full" />
            <Colours media={only} className="absolute inset-0" />
          </>
        )
      )}
      <div
        className={cx(
          "flex flex-wrap items-center justify-center gap-3 p-3",
          views.length > 0 && "absolute inset-0 flex-col bg-night/60 text-on-night",
        )}
      >
        <span className="flex items-center gap-2 font-medium">
          <Icon name="eye-off" />
          Sensitive content
        </span>
        <Button variant="secondary" size="sm" onClick={onShow}>
          Show
        </Button>
      </div>
    </div>
  );
}

function Colours({ media, className }: { media: Media; className: string }) {
  const placeholder = usePlaceholder(media.placeholder);
  return (
    <span className={cx("block min-h-0 min-w-0 overflow-hidden bg-sunken", className)}>
      {placeholder !== null && <img src={placeholder} alt="" className="size-full object-cover" />}
    </span>
  );
}
