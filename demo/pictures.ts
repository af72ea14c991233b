/** What those of the demo community who can sign in show in the moment in which it is made: files are in `media/`, where their source and licence stand. */

export interface DemoPicture {
  /** In `media/`. */
  file: string;
  alt: string;
}

export interface DemoPicturePost {
  /** Never changes. */
  key: string;
  by: string;
  text: string;
  /** In the order in which they are shown; of an article, what stands beside it. */
  pictures: readonly DemoPicture[];
  article?: { title: string; body: string; cover: DemoPicture };
}

/** Those whose profiles have a wide picture, too. */
export const withCover: ReadonlySet<string> = new Set(["amara", "sophea"]);

const credit = "Pictures: [Software Carpentry](https://swcarpentry.github.io/git-novice/), CC BY 4.0.";

export const picturePosts: readonly DemoPicturePost[] = [
  {
    key: "pictures-four-drawings",
    by: "sophea",
    text: `Four drawings for tomorrow, to be shown *without* a word of explanation. Then I ask: what is this the story of? Last year's best answer was “a divorce, but it goes well in the third picture”.

${credit} #teaching #programming`,
    pictures: [
      { file: "play-changes.svg", alt: "A document grows by one change after the other." },
      { file: "versions.svg", alt: "One document is changed in two different ways, which makes two versions of it." },
      { file: "merge.svg", alt: "Two versions of a document become one that has the changes of both." },
      { file: "conflict.svg", alt: "Two changes of the same line cannot both be kept: a conflict." },
    ],
  },
  {
    key: "pictures-the-button",
    by: "mateo",
    text: `Found the button. It was in the menu called *Git* the whole time. I would like my Tuesday back.

${credit} #programming`,
    pictures: [
      {
        file: "RStudio_screenshot_commit.png",
        alt: "RStudio with its Git menu open; the entry “Commit…” is selected.",
      },
    ],
  },
  {
    key: "pictures-treaty-repository",
    by: "nell",
    text: `The slug treaty has a home now. It is empty, which the slugs will say is the whole point of it.

${credit} #gardening`,
    pictures: [
      {
        file: "github-create-repo-03.png",
        alt: "A new, empty repository called recipes on GitHub, with instructions how to fill it.",
      },
    ],
  },
  {
    key: "pictures-two-kitchens",
    by: "ines",
    text: `How two people in two kitchens keep one word list. ${credit} #linguistics`,
    pictures: [
      {
        file: "git-staging-area.svg",
        alt: "Changes go to the staging area with git add, and from there to the repository with git commit.",
      },
    ],
    article: {
      title: "One word list, two kitchens",
      cover: {
        file: "github-collaboration.svg",
        alt: "A repository on GitHub is copied with git clone, so that a second person has one of their own.",
      },
      body: `For eleven years the word list lived in one notebook, and whoever had the notebook had the list. Then Leila moved, and we had two notebooks, and a verb that meant *to stir* in one of them and *to interrupt* in the other.

## What we do now

Each of us has a **whole copy**. We write in our own kitchen, with our own tea, and do not ask. Once a week we put the copies together.

1. Say what you changed, in one sentence, *before* you hand it over. If it takes two sentences, it was two changes.
2. Take the other's changes first. Then look at your own again.
3. Where both changed the same word, nobody is right yet. Ring up.

The third happens about once a month. It is the best hour of the month: it turns out that the verb means both, depending on who is holding the spoon.`,
    },
  },
];
