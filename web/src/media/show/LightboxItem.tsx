import type { Media } from "../../../../contract/media.ts";
import { Picture } from "./Picture.tsx";
import { groundOf } from "./placeholder.ts";
import { isDrawing } from "./sources.ts";
import VideoPlayer from "./VideoPlayer.tsx";

/** One picture or video, as large as its place lets it be. */
export function LightboxItem({ media }: { media: Media }) {
  if (media.kind === "video") return <VideoPlayer media={media} autoPlay className="size-full" />;
  if (isDrawing(media) || groundOf(media.placeholder) === "bg-paper") return <Drawing media={media} />;
  return <Picture media={media} sizes="100vw" fit="contain" eager full className="bg-night!" />;
}

/** Dark strokes on nothing: a sheet of paper in the drawing's own proportions, not the whole window. */
function Drawing({ media }: { media: Media }) {
  const { width = 1, height = 1 } = media;
  return (
    <div className="grid size-full place-items-center p-2">
      <div className="relative grid max-h-full max-w-full overflow-hidden rounded-card">
        <svg
          viewBox={`0 0 ${width} ${height}`}
          aria-hidden="true"
          className="block max-h-[70dvh] w-[90vw] max-w-full"
        />
        <Picture media={media} sizes="100vw" fit="contain" eager full className="absolute! inset-0" />
      </div>
    </div>
  );
}
