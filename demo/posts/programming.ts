import { days, type DemoPost, hours } from "../shape.ts";

export const programming: readonly DemoPost[] = [
  {
    key: "ward-rota",
    by: "elif",
    ago: 1 * hours + 15,
    text: `It works!! My first program that does something for somebody who is not me.

It reads the ward's rota and tells you how many hours of sleep there are between two shifts. Forty lines. It found two places where there were *five hours* and the charge nurse has already changed one of them.

\`\`\`python
rest = (start_of_next - end_of_this).total_seconds() / 3600
if rest < 11:
    print(f"{name}: only {rest:.1f} hours before {start_of_next:%A}")
\`\`\`

#learningtoprogram #nursing`,
    likes: 20,
    comments: [
      {
        by: "ravi_d",
        after: 8,
        text: "Forty lines, and they changed the world they run in. Most software never manages that.",
        likes: 15,
      },
      {
        by: "sophea",
        after: 14,
        text: "Elif!!! 🎉 I am showing this to my class tomorrow. Half of them believe that programs are only for telephones.",
        likes: 9,
      },
      {
        by: "ruth.w",
        after: 25,
        text: "In 1971 we did this with a pencil and Matron did not thank us for it. Well done, and mind your own sleep too.",
        likes: 12,
        replies: [{ by: "elif", after: 10, text: "The program says I have 13.5 hours. I checked twice.", likes: 8 }],
      },
      {
        by: "dara.kim",
        after: 31,
        text: "One thing to look at when you have time: the night on which the clocks change. Your subtraction is either right or an hour off, depending on whether the times know their zone.",
        likes: 4,
        replies: [
          {
            by: "elif",
            after: 12,
            text: "What do you mean, *the times know their zone*?",
            replies: [
              { by: "ravi_d", after: 5, text: "Oh no. Oh no. Come in, sit down. Would you like some tea?", likes: 17 },
            ],
          },
        ],
      },
    ],
  },
  {
    key: "pointer-fight",
    by: "mateo",
    ago: 4 * hours + 30,
    text: `Four hours. FOUR. The bug:

\`\`\`c
char *name;
scanf("%s", name);
\`\`\`

It worked on my machine, on my friend's machine, and in front of the professor it opened a hole in the floor. Somebody please tell me that this gets better. #c #learningtoprogram`,
    likes: 13,
    comments: [
      {
        by: "ravi_d",
        after: 10,
        text: "It gets better. You have now met the two questions that you will ask for the rest of your life: *who owns this memory?* and *how long does it live?* Nobody owns `name`. It points at whatever was lying around.",
        likes: 12,
        replies: [
          {
            by: "mateo",
            after: 9,
            text: "So when it worked it was…",
            replies: [{ by: "ravi_d", after: 2, text: "Trespassing, politely.", likes: 16 }],
          },
        ],
      },
      {
        by: "dara.kim",
        after: 22,
        text: '`char name[64]; scanf("%63s", name);` and compile with `-Wall -Wextra -fsanitize=address`. The last one is like having a friend who slaps your hand.',
        likes: 9,
      },
      {
        by: "elif",
        after: 45,
        text: "I do not understand any of this and I am very glad that I began with Python. Courage!",
        likes: 6,
      },
    ],
  },
  {
    key: "khmer-words",
    by: "dara.kim",
    ago: 2 * days + 3 * hours,
    text: "Long one, about the thing that I have been muttering about for a year. #unicode #khmer #typography",
    article: {
      title: "Khmer does not put spaces between words, and other things that my text box did not know",
      body: `Here is a sentence: **ខ្ញុំជួសជុលកង់នៅភ្នំពេញ** (“I repair bicycles in Phnom Penh”). It has five words. If your program splits on spaces, it has one.

A space in Khmer is closer to a comma. So everything that is built on “words are what lies between spaces” breaks quietly: search finds nothing, double-click selects the paragraph, and lines run out of the box.

## Where the words are

You need a dictionary, or something that has read a lot. The good news is that browsers have brought one along for years:

\`\`\`ts
const segmenter = new Intl.Segmenter("km", { granularity: "word" });
const words = [...segmenter.segment("ខ្ញុំជួសជុលកង់នៅភ្នំពេញ")]
  .filter((part) => part.isWordLike)
  .map((part) => part.segment);
\`\`\`

It is not perfect, names above all. But it is already there, it is free, and it is better than nothing by exactly the width of a language.

## What a “character” is

ខ្ញុំ (“I”) is **one** thing to me, two to the cursor on some phones, and five code points: ខ, ្, ញ, ុ, ំ. The small sign in the middle, *coeng*, has no shape of its own; it says “hang the next letter below”. If you cut a text after 100 code points you can cut exactly there, and then the letter hangs below nothing.

So:

- count **code points** for limits, because everybody can agree on them;
- cut at **grapheme clusters**, because people have to look at it;
- break lines at **words**, or put a zero-width space between them when you write.

## The order of things

The same syllable can be typed in several orders that look alike. Normalise before you compare, and do not be surprised when it is not enough.

## Why I care

My mother writes messages of one letter and a photograph, because the keyboard “does not like” the rest. It is not her spelling. It is our text boxes.`,
    },
    likes: 18,
    comments: [
      {
        by: "ines",
        after: 35,
        text: "“Better than nothing by exactly the width of a language.” I'd like that on a wall. Does the dictionary do anything sensible with loanwords?",
        likes: 8,
        replies: [
          {
            by: "dara.kim",
            after: 50,
            text: "It cuts them up like a nervous cook. Place names from French are the saddest.",
            likes: 5,
          },
        ],
      },
      {
        by: "ravi_d",
        after: 80,
        text: 'I have just searched our code for `.split(" ")`. Nineteen. I am going for a walk.',
        likes: 14,
      },
      { by: "sophea", after: 160, text: "អរគុណដារ៉ា! ម្តាយខ្ញុំក៏អញ្ចឹងដែរ។ The last paragraph is my mother exactly.", likes: 10 },
      {
        by: "yuki",
        after: 400,
        text: "Japanese breaks almost anywhere, so our problem is the opposite: lines that end with an opening bracket, looking lost. Solidarity.",
        likes: 6,
      },
    ],
  },
  {
    key: "deleted-lines",
    by: "ravi_d",
    ago: 7 * hours + 20,
    text: "Merged today: **+61 −4,208**.\n\nThe four thousand lines were a cache, written in 2016 by a clever person, in front of something that had become fast in 2018. The clever person was me. Nobody noticed that it was gone except the tests, which now finish before the tea does. #opensource",
    likes: 16,
    comments: [
      {
        by: "dara.kim",
        after: 15,
        text: "How did you dare?",
        replies: [
          {
            by: "ravi_d",
            after: 12,
            text: "A flag that turned it off, for a month, for one reader in ten. Then five in ten. Then I asked the hospitals. They had turned it off themselves in 2019.",
            likes: 13,
          },
        ],
      },
      {
        by: "wanjiku",
        after: 110,
        text: "I want this as an annual holiday. National Day of Deleting. Cake.",
        likes: 9,
      },
    ],
  },
  {
    key: "matatu-map",
    by: "wanjiku",
    ago: 10 * hours,
    text: "A thing that I learnt this week: a matatu route has a number, a name, a colour, a song, and a Tuesday version.\n\nWe rode sixty-two of them with phones that write down where they are every five seconds. The raw lines look like a plate of spaghetti that somebody sat on. After snapping them to streets and letting go of everything that happened fewer than four times, Nairobi came out of it like a photograph in a bath.\n\nThe query that did most of the work is eleven lines. The cleaning was three weeks. It is always three weeks. #maps #data #nairobi",
    likes: 15,
    comments: [
      {
        by: "camila",
        after: 60,
        text: "How did the drivers take it?",
        replies: [
          {
            by: "wanjiku",
            after: 25,
            text: "Two of them corrected my map by hand, on the glass, with a marker. They were right both times.",
            likes: 14,
          },
        ],
      },
      {
        by: "leila.h",
        after: 150,
        text: "“Like a photograph in a bath” is also how a galaxy appears if you look next to it for long enough.",
        likes: 8,
      },
    ],
  },
  {
    key: "fuses-recursion",
    by: "sophea",
    ago: 3 * days + 6 * hours,
    text: "How do you explain recursion without a computer? Today I gave the back row one instruction on a card:\n\n> If there is somebody in front of you, hand them this card and wait for a number. Add one and say it to whoever gave you the card. If there is nobody in front of you, say “one”.\n\nThe number that came back was the length of the row. There was a silence, and then somebody said: “But who *counted*?”\n\nThat was the whole lesson. #teaching #programming",
    likes: 18,
    comments: [
      {
        by: "mateo",
        after: 30,
        text: "I have had this explained to me with factorials, with towers and with mirrors. *This* is the one.",
        likes: 10,
      },
      {
        by: "kwame",
        after: 85,
        text: "Stolen for Thursday. I shall put one student in front of herself and see how far the stack goes.",
        likes: 11,
        replies: [{ by: "sophea", after: 30, text: "Please film the base case.", likes: 9 }],
      },
      {
        by: "elif",
        after: 900,
        text: "I understood something on the ferry today that I did not understand on the ferry yesterday. Thank you.",
        likes: 7,
      },
    ],
  },
  {
    key: "small-tools",
    by: "ravi_d",
    ago: 9 * days,
    text: "What is the smallest program you have written that you still use?\n\nMine is eleven lines from 2012. It turns the kettle's smart plug off when I have been away from the keyboard for twenty minutes, because I am who I am. #programming",
    likes: 10,
    comments: [
      {
        by: "wanjiku",
        after: 30,
        text: "A one-liner that counts how often I wrote “however” in a draft. It has never once brought good news.",
        likes: 9,
      },
      {
        by: "theo.b",
        after: 200,
        text: "Un script qui attend qu'il pleuve (API météo) puis lance l'enregistrement sur le toit. Huit lignes, trois cents orages.",
        likes: 8,
      },
      {
        by: "leila.h",
        after: 260,
        text: "`if cloud_cover < 20: ring()`. My neighbours do not share my joy at 3 a.m.",
        likes: 10,
      },
    ],
  },
];
