/** Pictures that stand within the text of an article: rendered HTML names them, and here they get addresses for whoever reads. */
import type { Media } from "../../contract/media.ts";
import { pictureSource } from "../text/markdown.ts";

// As the renderer writes it. In text a `<` is escaped, so that nothing else looks like this.
const rendered = new RegExp(`<img src="${pictureSource("([0-9A-Z]{26})")}" alt="([^"]*)">`, "g");

/** Puts the pictures into their places, with their size, so that nothing moves when they come. One that is not among `media` is left out. */
export function withPictures(html: string, media: readonly Media[]): string {
  const pictures = new Map(media.filter(({ kind }) => kind === "image").map((one) => [one.id, one]));
  return html.replaceAll(rendered, (_, id: string, words: string) => {
    const picture = pictures.get(id);
    if (!picture) return "";
    const { urls, width, height } = picture;
    const size = width === undefined || height === undefined ? "" : ` width="${width}" height="${height}"`;
    const source = escaped(urls.full ?? urls.original);
    return `<img src="${source}" alt="${words || escaped(picture.alt)}"${size} loading="lazy" decoding="async">`;
  });
}

/** For an attribute between double quotes. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
