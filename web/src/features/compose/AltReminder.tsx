import { Button } from "../../ui/Button.tsx";
import { Notice } from "../../ui/surfaces.tsx";

interface Props {
  /** Pictures without a description. */
  count: number;
  onDescribe: () => void;
  onPost: () => void;
}

/** Said once before a post with pictures that nobody described goes out. */
export function AltReminder({ count, onDescribe, onPost }: Props) {
  return (
    <Notice
      tone="accent"
      alert
      title={count === 1 ? "A picture has no description" : `${count} pictures have no description`}
      action={
        <div className="flex flex-wrap gap-2">
          <Button size="sm" variant="secondary" onClick={onDescribe}>
            Add description
          </Button>
          <Button size="sm" variant="quiet" onClick={onPost}>
            Post without
          </Button>
        </div>
      }
    >
      People who cannot see {count === 1 ? "it" : "them"} will not know what you show.
    </Notice>
  );
}
