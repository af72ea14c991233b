import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Media } from "../../../../contract/media.ts";
import { mediaApi } from "../../api/media.ts";
import { describeUpload, FileRefused } from "../upload-error.ts";
import { usePlace } from "../../lib/place.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Select } from "../../ui/inputs.tsx";
import { languageName } from "../show/file-words.ts";

/** The API takes captions up to 512 KiB. */
const mostBytes = 512 * 1024;
/** Languages offered: that of the viewer and some that many speak. */
const common = ["en", "km", "ar", "de", "es", "fr", "hi", "id", "ja", "ko", "pt", "ru", "th", "uk", "vi", "zh-Hans"];

interface Props {
  /** Undefined until the video is ready. */
  media: Media | undefined;
  onChange: (media: Media) => void;
}

/** What is said in a video, to read: files in WebVTT, one for each language. */
export function CaptionsField({ media, onChange }: Props) {
  const place = usePlace();
  const own = place.locale ?? "en";
  const [language, setLanguage] = useState(own);
  const input = useRef<HTMLInputElement>(null);
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (change: { language: string; file: File | null }) => {
      if (media === undefined) throw new FileRefused("The video is still on its way.");
      if (change.file === null) return mediaApi.deleteCaptions(media.id, change.language);
      return mediaApi.putCaptions(media.id, change.language, await checked(change.file));
    },
    onSuccess: onChange,
  });
  const choices = common.includes(own) ? common : [own, ...common];

  return (
    <div className="grid gap-2 rounded-card border border-line p-3.5">
      <p className="text-sm font-medium">Captions</p>
      {media?.captions?.map((track) => (
        <div key={track.language} className="flex items-center gap-2 text-[0.9375rem]">
          <Icon name="check" size={18} className="text-success" />
          <bdi className="flex-1">{languageName(track.language, place)}</bdi>
          <IconButton
            icon="trash"
            label={`Remove captions in ${languageName(track.language, place)}`}
            disabled={isPending}
            onClick={() => mutate({ language: track.language, file: null })}
          />
        </div>
      ))}
      {media === undefined ? (
        <p className="text-sm text-muted">They can be added once the video has been uploaded.</p>
      ) : (
        <div className="grid items-end gap-2 md:grid-cols-[1fr_auto]">
          <Field label="Language of the captions">
            <Select value={language} onChange={(event) => setLanguage(event.target.value)}>
              {choices.map((tag) => (
                <option key={tag} value={tag}>
                  {languageName(tag, place)}
                </option>
              ))}
            </Select>
          </Field>
          <input
            ref={input}
            type="file"
            hidden
            accept=".vtt,text/vtt"
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file !== undefined) mutate({ language, file });
              event.target.value = "";
            }}
          />
          <Button
            variant="secondary"
            icon="plus"
            pending={isPending}
            onClick={() => input.current?.click()}
            className="h-11!"
          >
            Choose .vtt file
          </Button>
        </div>
      )}
      {error !== null && (
        <p role="alert" className="text-sm text-danger">
          {describeUpload(error).detail}
        </p>
      )}
    </div>
  );
}

/** Refuses what can be seen to be something else; the server reads it whole. */
async function checked(file: File): Promise<File> {
  if (file.size > mostBytes) throw new FileRefused("Captions may have 512 KiB at most.");
  const start = await file.slice(0, 16).text();
  if (!start.replace(/^\uFEFF/, "").startsWith("WEBVTT")) {
    throw new FileRefused("This is not a WebVTT file: those begin with the word WEBVTT.");
  }
  return file;
}
