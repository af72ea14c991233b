/** What pictures of people and rooms are cut to. */
export interface Shape {
  aspect: number;
  round: boolean;
  /** Pixels; larger ones are made smaller. */
  maxWidth: number;
}

export const avatarShape: Shape = { aspect: 1, round: true, maxWidth: 1024 };
export const coverShape: Shape = { aspect: 3, round: false, maxWidth: 2048 };

/** Pictures that browsers can open; phones turn their own kinds into these. */
export const acceptedPictures = "image/png,image/jpeg,image/webp,image/gif,image/avif";
