/** Stands in for libheif in what is deployed (scripts/lib/build.ts): the Images binding opens HEIC there. */
export default function createLibheif(): never {
  throw new Error("libheif is no part of what is deployed");
}
