/** What a client says of a file before its bytes are known: enough to plan for, and to turn some away. */
import type { MediaKind } from "../../../../contract/media.ts";

export interface Declared {
  /** Media type, perhaps with parameters (RFC 6838). */
  type: string;
  filename: string;
  size: number;
}

/** Endings of what a system runs, or installs, when somebody opens it. */
const executableEndings = new Set(
  `exe dll com scr pif cpl sys drv ocx msi msp msix appx bat cmd ps1 psm1 vb vbs vbe js jse mjs cjs ws wsf wsh hta lnk reg inf scf gadget
  chm jar class war apk aab xapk ipa app dmg pkg mpkg command workflow scpt action sh bash zsh csh ksh fish run bin elf so dylib o ko appimage
  deb rpm snap flatpak wasm swf xpi crx jnlp iso img vhd vhdx msc mst msu sct shb wsc xll cab diagcab url desktop website xbap
  application appref-ms settingcontent-ms library-ms search-ms`.split(/\s+/),
);

const executableTypes = new Set(
  `application/x-msdownload application/x-msdos-program application/x-dosexec application/vnd.microsoft.portable-executable
  application/x-executable application/x-elf application/x-sharedlib application/x-object application/x-mach-binary application/x-msi
  application/x-bat application/x-sh application/x-csh application/x-shellscript text/x-shellscript application/x-powershell
  application/javascript application/x-javascript application/ecmascript text/javascript text/ecmascript application/hta
  application/vnd.android.package-archive application/java-archive application/x-java-archive application/java-vm
  application/x-java-applet application/x-java-jnlp-file application/wasm application/x-shockwave-flash application/x-apple-diskimage
  application/x-debian-package application/vnd.debian.binary-package application/x-rpm application/x-redhat-package-manager
  application/x-chrome-extension application/x-xpinstall application/x-ms-shortcut`.split(/\s+/),
);

/** Endings by kind, for clients that know no better type than `application/octet-stream`. All others are files. */
const endings: Record<Exclude<MediaKind, "file">, ReadonlySet<string>> = {
  image: new Set(["jpg", "jpeg", "jpe", "jfif", "png", "apng", "gif", "webp", "avif", "heic", "heif", "svg"]),
  video: new Set(["mp4", "m4v", "mov", "qt", "webm", "mkv"]),
  audio: new Set(["mp3", "m4a", "aac", "ogg", "oga", "opus", "wav", "flac", "weba"]),
};

/** The kind that a declaration stands for; null for what is never accepted, whatever it is called otherwise. */
export function kindOfDeclared(type: string, filename: string): MediaKind | null {
  const essence = essenceOf(type);
  const ending = endingOf(filename);
  if (executableEndings.has(ending) || executableTypes.has(essence)) return null;
  if (isUnspecific(essence)) return kindOfEnding(ending);
  const [family] = essence.split("/");
  return family === "image" || family === "video" || family === "audio" ? family : "file";
}

/** Whether the declaration says what the content is: otherwise content may be anything. */
export function isSpecific({ type, filename }: Declared): boolean {
  return !isUnspecific(essenceOf(type)) || kindOfEnding(endingOf(filename)) !== "file";
}

export function saysSvg({ type, filename }: Declared): boolean {
  return essenceOf(type) === "image/svg+xml" || endingOf(filename) === "svg";
}

function essenceOf(type: string): string {
  return (type.split(";")[0] ?? "").trim().toLowerCase();
}

/** The last ending. Windows drops points and blanks at the end, so they hide nothing here, and neither do invisible characters. */
function endingOf(filename: string): string {
  const visible = filename.replaceAll(/[\p{C}\p{Z}]/gu, "").replace(/\.+$/, "");
  return /\.([^.]+)$/.exec(visible)?.[1]?.toLowerCase() ?? "";
}

function isUnspecific(essence: string): boolean {
  return essence === "" || essence === "application/octet-stream" || essence === "binary/octet-stream";
}

function kindOfEnding(ending: string): MediaKind {
  if (endings.image.has(ending)) return "image";
  if (endings.video.has(ending)) return "video";
  return endings.audio.has(ending) ? "audio" : "file";
}
