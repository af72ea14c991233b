import { useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { TextArea } from "../../ui/inputs.tsx";
import { maxAltLength } from "./limits.ts";

interface Props {
  alt: string;
  previewUrl: string | undefined;
  onSave: (alt: string) => void;
  onClose: () => void;
}

/** What is to be seen in a picture, for people who do not see it. Loaded when it is first wanted. */
export default function AltDialog({ alt, previewUrl, onSave, onClose }: Props) {
  const [words, setWords] = useState(alt);
  return (
    <Dialog
      title="Describe the picture"
      onClose={onClose}
      actions={
        <Button
          onClick={() => {
            onSave(words.trim());
            onClose();
          }}
        >
          Save description
        </Button>
      }
    >
      {previewUrl !== undefined && (
        <img src={previewUrl} alt="" className="max-h-56 w-full rounded-card bg-sunken object-contain" />
      )}
      <Field
        label="Description"
        hint="For people who do not see it: what matters in the picture, in a sentence or two."
        optional
        counter={{ value: words, max: maxAltLength }}
      >
        <TextArea
          dir="auto"
          rows={3}
          maxLength={maxAltLength}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </Field>
    </Dialog>
  );
}
