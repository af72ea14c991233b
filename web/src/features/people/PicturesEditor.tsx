import { useQueryClient } from "@tanstack/react-query";
import type { Me, UpdateMe } from "../../../../contract/users.ts";
import { usersApi } from "../../api/users.ts";
import { PictureMenu } from "../../media/show/crop/PictureMenu.tsx";
import { avatarShape, coverShape } from "../../media/show/crop/shapes.ts";
import { Avatar } from "../../ui/people.tsx";
import { useSetViewer } from "../auth/viewer.ts";
import { setPictures } from "./cache.ts";
import { Cover } from "./Cover.tsx";

/** Picture and cover as the profile shows them, each with the button that changes it. They are saved at once. */
export function PicturesEditor({ me }: { me: Me }) {
  const queryClient = useQueryClient();
  const setViewer = useSetViewer();

  async function save(change: Pick<UpdateMe, "avatarMediaId" | "coverMediaId">): Promise<void> {
    const saved = await usersApi.updateMe(change);
    setViewer(saved);
    setPictures(queryClient, saved);
  }

  return (
    <section aria-label="Pictures" className="border-b border-line pb-5">
      <div className="relative">
        <Cover person={me} />
        <PictureMenu
          what="cover"
          shape={coverShape}
          hasPicture={me.coverUrl !== null}
          onSave={(coverMediaId) => save({ coverMediaId })}
          className="absolute end-3 bottom-3"
        />
      </div>
      <div className="-mt-14 px-4 md:px-5">
        <div className="relative w-fit">
          <Avatar person={me} size={112} className="ring-4 ring-ground" />
          <PictureMenu
            what="profile picture"
            shape={avatarShape}
            hasPicture={me.avatarUrl !== null}
            onSave={(avatarMediaId) => save({ avatarMediaId })}
            className="absolute -end-1 -bottom-1"
          />
        </div>
        <p className="mt-3 text-sm text-muted">
          Everybody sees your picture. A picture is saved as soon as you choose it.
        </p>
      </div>
    </section>
  );
}
