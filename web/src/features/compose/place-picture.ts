/** What stands in Markdown for a picture of the post; the server puts the picture there. */

/** How the text names a picture. */
export function pictureMark(mediaId: string): string {
  return `(media:${mediaId})`;
}

/** The text with a picture as a paragraph of its own, after the paragraph that `at` is in. */
export function withPicture(text: string, at: number, mediaId: string, alt: string): string {
  const end = text.indexOf("\n\n", at);
  const before = (end < 0 ? text : text.slice(0, end)).trimEnd();
  const after = end < 0 ? "" : text.slice(end).trimStart();
  // Brackets would end the words; a line break is none in them.
  const words = alt.replaceAll(/[[\]\\]/g, "\\$&").replaceAll(/\s+/g, " ");
  return [before, `![${words}]${pictureMark(mediaId)}`, after].filter((part) => part !== "").join("\n\n");
}
