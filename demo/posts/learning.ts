import { days, type DemoPost, hours } from "../shape.ts";

export const learning: readonly DemoPost[] = [
  {
    key: "fraction-homework",
    by: "tom",
    ago: 2 * hours + 40,
    text: "Homework emergency, kitchen table, Leeds. My nine-year-old: “Why do you turn the second one upside down when you divide fractions?”\n\nI said “because that's how you do it”. He gave me a look that I deserved. Help? #homework #mathematics",
    likes: 14,
    comments: [
      {
        by: "sophea",
        after: 7,
        text: "Please tell him that it is the best question of the day!\n\nStart with: how many halves are there in 3? He will say six without any rule. So 3 ÷ ½ = 6. How many quarters in 3? Twelve. He'll notice what is happening before you do.",
        likes: 15,
        replies: [
          {
            by: "tom",
            after: 11,
            text: "He got “twelve” and then said “OH. You're counting how many *fit*.”",
            likes: 12,
            replies: [
              {
                by: "sophea",
                after: 3,
                text: "Now ask: how many ¾ fit into 3?",
                replies: [
                  {
                    by: "tom",
                    after: 14,
                    text: "Long silence. Cut up a pancake. “Four. Because it's twelve quarters and each one eats three.”",
                    likes: 13,
                    replies: [
                      {
                        by: "sophea",
                        after: 4,
                        text: "There it is: times four, because you cut into quarters, divided by three, because each one eats three. He has *found* the upside-down. It is his now. 🥞",
                        likes: 20,
                        replies: [
                          {
                            by: "tom",
                            after: 9,
                            text: "He says thank you and would like to know who is going to eat the proof.",
                            likes: 18,
                          },
                        ],
                      },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      },
      {
        by: "kwame",
        after: 33,
        text: "I have taught for twelve years and I'm stealing “each one eats three”.",
        likes: 9,
      },
      {
        by: "ruth.w",
        after: 50,
        text: "In my day we were told “ours not to reason why, just invert and multiply”. I am 78 and today I know why. Thank you, young man.",
        likes: 16,
      },
    ],
  },
  {
    key: "no-answers-lesson",
    by: "sophea",
    ago: 1 * days + 12 * hours,
    text: "Something that I tried with the ninth grade and will certainly do again. #teaching #mathematics",
    article: {
      title: "The lesson in which nobody was allowed to say the answer",
      body: `There are forty-six of them and one of me. In an ordinary lesson six people answer, thirty look at the six, and ten look at the window.

So last week I wrote one problem on the board and one rule under it: **nobody may say the answer.** Not a hint that contains it, either. You may say what you *notice*.

## The problem

> A snail climbs a ten-metre wall. By day it climbs three metres, at night it slips back two. On which day does it reach the top?

(If you have just said “ten”: welcome. So did I, once.)

## What happened

First a terrible silence. Then Vibol: “It goes up one metre every day.” That is true, it is not the answer, and it is where everybody goes wrong. I wrote it down.

Then Sreymom, very quietly: “On the last day it doesn't slip.”

You could *hear* it go round the room. Nobody was allowed to say what it meant, so everybody had to go and get it themselves.

## Why I think it works

- An answer ends the thinking of everybody who has not finished.
- “I notice” has no wrong ones. Children who never speak, spoke.
- The fast ones had a harder problem than the snail: how to be helpful *without being first*.

## What I would change

Ten minutes are enough. At twelve, somebody will whisper. And have a second problem ready for Sokha, who solved it before I had turned round, and who then spent the time drawing the snail.

The snail has a hat. It is on the wall now.`,
    },
    likes: 19,
    comments: [
      {
        by: "kwame",
        after: 40,
        text: "“An answer ends the thinking of everybody who has not finished.” I shall have this printed on the ceiling.",
        likes: 14,
      },
      {
        by: "jisoo",
        after: 90,
        text: "In choir: the good singers sing, and the others mime. From tomorrow the good ones hum.",
        likes: 8,
      },
      {
        by: "mateo",
        after: 150,
        text: "I said ten. I am at a university.",
        likes: 16,
        replies: [
          {
            by: "minh.an",
            after: 30,
            text: "I said seven. I want it noted that I was wrong in the other direction.",
            likes: 11,
          },
        ],
      },
      {
        by: "tom",
        after: 500,
        text: "More about the snail's hat, please.",
        likes: 9,
        replies: [
          { by: "sophea", after: 60, text: "It is a non-slip hat. Sokha was very clear about this.", likes: 15 },
        ],
      },
    ],
  },
  {
    key: "speed-of-sound",
    by: "kwame",
    ago: 2 * days + 1 * hours,
    text: "We measured the speed of sound with two buckets, a plastic pipe and a telephone.\n\nPush the pipe into the water, hold a humming phone (512 Hz) over it, raise it slowly. At one height it *sings*. At the next one it sings again. The distance between the two is half a wave.\n\nThey got 33.9 cm. 2 × 0.339 × 512 = **347 m/s**. The book says 347 at 27 °C. The thermometer on the wall said 27 °C.\n\nThe noise that class 2B made is still travelling. #physics #teaching",
    likes: 17,
    comments: [
      {
        by: "leila.h",
        after: 30,
        text: "347! With buckets! I want to go back to school, but only to yours.",
        likes: 10,
      },
      {
        by: "mateo",
        after: 75,
        text: "Would it work with a charango string instead of the phone?",
        replies: [{ by: "kwame", after: 20, text: "Yes, and then you will have tuned a bucket.", likes: 13 }],
      },
    ],
  },
  {
    key: "riddle-km",
    by: "sophea",
    ago: 11 * hours,
    language: "km",
    text: "ល្បែងគិតសម្រាប់ថ្ងៃនេះ៖ មានពងមាន់ ១២ គ្រាប់។ អ្នកយក ៣ គ្រាប់ដាក់ក្នុងកន្ត្រក។ តើអ្នកមានពងមាន់ប៉ុន្មានគ្រាប់?\n\nសូមកុំប្រាប់ចម្លើយ។ ប្រាប់តែអ្វីដែលអ្នកកត់សម្គាល់។ #គណិតវិទ្យា #ល្បែងគិត",
    likes: 8,
    comments: [{ by: "bopha", after: 25, text: "ខ្ញុំកត់សម្គាល់ថា ខ្ញុំឃ្លានស៊ុបពងមាន់ហើយ។", likes: 9 }],
  },
  {
    key: "why-i-learn",
    by: "elif",
    ago: 5 * days + 6 * hours,
    text: "Somebody on the ward asked why I bother with programming at thirty-nine.\n\nBecause at three in the morning I fill in the same number in four places. Because the fourth place is wrong one time in fifty. Because I know whose place that is, and she is eighty-four and likes plums.\n\nThat's all. It's not a career. It is plums. #learningtoprogram #nursing",
    likes: 20,
    comments: [
      { by: "ruth.w", after: 20, text: "That is nursing, love. You have only found another way to do it.", likes: 17 },
      {
        by: "ravi_d",
        after: 60,
        text: "I have been doing this for twenty years and I needed to read it. It is plums.",
        likes: 14,
      },
      {
        by: "wanjiku",
        after: 400,
        text: "If you ever want to write this longer, I know an editor who would weep and pay.",
        likes: 9,
      },
    ],
  },
  {
    key: "drawing-stairs",
    by: "minh.an",
    ago: 8 * days + 6 * hours,
    text: "Our professor made us draw the same staircase in Huế's old market every day for two weeks. By day four I hated it. By day nine I knew which step everybody avoids. On day eleven I saw why: it is two centimetres lower, and the light falls on it so that the foot does not believe it.\n\nArchitecture is apparently mostly *that*. #architecture #drawing",
    likes: 12,
    comments: [
      {
        by: "oskar_vik",
        after: 100,
        text: "Boats as well. The plank that everyone sands twice is never the one that looks wrong.",
        likes: 7,
      },
      {
        by: "yuki",
        after: 240,
        text: "Eleven days, eleven pages, one sheet short of… you know where I am going with this.",
        likes: 6,
        replies: [{ by: "minh.an", after: 30, text: "Folding as we speak.", likes: 8 }],
      },
    ],
  },
];
