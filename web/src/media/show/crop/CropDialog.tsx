/** Choosing the part of a picture that is shown, then sending it. Loaded once a picture is chosen. */
import "react-easy-crop/react-easy-crop.css";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import Cropper from "react-easy-crop";
import { ApiError } from "../../../api/error.ts";
import { describeError } from "../../../lib/describe-error.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import { Notice } from "../../../ui/surfaces.tsx";
import { uploadFile, type UploadStep } from "../../upload.ts";
import { describeUpload, FileRefused } from "../../upload-error.ts";
import { type Area, CannotCut, cutOut } from "./cut.ts";
import type { Shape } from "./shapes.ts";

interface Props {
  file: File;
  /** The file as an address of this page. */
  source: string;
  shape: Shape;
  title: string;
  /** Puts the uploaded picture in its place. */
  onSave: (mediaId: string) => Promise<void>;
  onClose: () => void;
}

const maxZoom = 4;
const zoomStep = 0.1;

interface Words {
  title: string;
  detail: string;
}

export default function CropDialog({ file, source, shape, title, onSave, onClose }: Props) {
  const image = useRef<HTMLImageElement | null>(null);
  const [crop, setCrop] = useState({ x: 0, y: 0 });
  const [zoom, setZoom] = useState(1);
  const [area, setArea] = useState<Area | null>(null);
  const [step, setStep] = useState<UploadStep | "saving" | null>(null);
  const [problem, setProblem] = useState<Words | null>(null);
  const stop = useRef<AbortController | null>(null);
  const sliderId = useId();

  useEffect(() => () => stop.current?.abort(), []);

  async function save(): Promise<void> {
    if (image.current === null || area === null) return;
    setProblem(null);
    stop.current = new AbortController();
    const { signal } = stop.current;
    setStep({ state: "preparing", progress: 0 });
    try {
      const cut = await cutOut(image.current, area, file.type, shape.maxWidth);
      const media = await uploadFile(cut, { signal, onProgress: setStep });
      setStep("saving");
      await onSave(media.id);
      onClose();
    } catch (error) {
      if (signal.aborted) return;
      setStep(null);
      setProblem(wordsOf(error));
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const by = { "+": zoomStep, "=": zoomStep, "-": -zoomStep }[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    setZoom(Math.min(maxZoom, Math.max(1, zoom + by)));
  }

  return (
    <Dialog
      title={title}
      wide
      onClose={onClose}
      actions={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button
            pending={step !== null}
            disabled={area === null || problem === unreadable}
            onClick={() => void save()}
          >
            {step === null ? "Save picture" : progressWords(step)}
          </Button>
        </>
      }
    >
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the crop area inside */}
      <div onKeyDown={onKeyDown} className="grid gap-4">
        <div className="relative h-72 overflow-hidden rounded-card bg-night md:h-96">
          <Cropper
            image={source}
            crop={crop}
            zoom={zoom}
            maxZoom={maxZoom}
            aspect={shape.aspect}
            cropShape={shape.round ? "round" : "rect"}
            showGrid={false}
            keyboardStep={8}
            onCropChange={setCrop}
            onZoomChange={setZoom}
            onCropAreaChange={(_, pixels) => setArea(pixels)}
            setImageRef={(ref) => {
              image.current = ref.current;
            }}
            mediaProps={{ alt: "", onError: () => setProblem(unreadable) }}
            cropperProps={{
              role: "group",
              "aria-label": "Part that is shown. Arrow keys move it, plus and minus zoom.",
            }}
            disableAutomaticStylesInjection
          />
        </div>
        <div className="flex items-center gap-3 text-muted">
          <Icon name="minus" size={18} />
          <label htmlFor={sliderId} className="sr-only">
            Zoom
          </label>
          <input
            id={sliderId}
            type="range"
            min={1}
            max={maxZoom}
            step={zoomStep}
            value={zoom}
            aria-valuetext={`${Math.round(zoom * 100)} percent`}
            onChange={(event) => setZoom(Number(event.target.value))}
            className="h-11 min-w-0 flex-1"
          />
          <Icon name="plus" size={18} />
        </div>
        {problem !== null && (
          <Notice tone="danger" alert title={problem.title}>
            {problem.detail}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}

function progressWords(step: UploadStep | "saving"): string {
  if (step === "saving") return "Saving";
  if (step.state === "uploading") return `Sending, ${Math.round(step.progress * 100)} %`;
  return step.state === "processing" ? "Almost there" : "Getting ready";
}

const unreadable: Words = {
  title: "This picture cannot be opened",
  detail: "Choose another one: JPEG, PNG, WebP, GIF and AVIF work.",
};

function wordsOf(error: unknown): Words {
  if (error instanceof CannotCut) return { title: unreadable.title, detail: error.message };
  if (error instanceof FileRefused || error instanceof ApiError) return describeUpload(error);
  return describeError(error);
}
