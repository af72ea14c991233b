import { days, type DemoPost, hours } from "../shape.ts";

export const music: readonly DemoPost[] = [
  {
    key: "forty-breaths",
    by: "jisoo",
    ago: 5 * hours + 15,
    text: "Rehearsal. I asked the forty of them not to sing the last chord but to breathe it: in together, out together, no sound. Three times.\n\nThen we sang it. Mr Ha from the fish market, who has sung next to the radiator for six years, opened his eyes and said: “Oh. There are *people* here.” #choir #music",
    likes: 17,
    comments: [
      { by: "kwame", after: 20, text: "Every band should do this before it is allowed to plug anything in.", likes: 9 },
      {
        by: "minh.an",
        after: 70,
        text: "Does it work alone? Asking for a violin.",
        replies: [
          {
            by: "jisoo",
            after: 18,
            text: "Better than anything. Breathe in with the up-bow for a week. You will stop strangling it.",
            likes: 7,
          },
        ],
      },
    ],
  },
  {
    key: "highlife-thumb",
    by: "kwame",
    ago: 8 * hours + 5,
    text: "A student asked me why the bass in old highlife records “feels like walking downhill”. I had to think.\n\nIt is the thumb. You arrive a hair *late* on the one and a hair *early* on the and-of-two, so the bar is always tipping forward and being caught. Play it exactly on the grid and it stands still, like a photograph of somebody dancing.\n\nTry: E, G♯, B, then slide to C♯, and smile before the slide, not after. #highlife #bass",
    likes: 14,
    comments: [
      {
        by: "theo.b",
        after: 25,
        text: "« Une photo de quelqu'un qui danse » : voilà pourquoi je n'aime pas mon ordinateur.",
        likes: 8,
      },
      {
        by: "mateo",
        after: 60,
        text: "The huayno has the same trick but it is the *charango* that tips and the drum that catches. Can we please record something across the ocean?",
        likes: 9,
        replies: [
          {
            by: "kwame",
            after: 15,
            text: "Send me two minutes and a tempo that you do not believe in.",
            likes: 8,
            replies: [{ by: "mateo", after: 40, text: "97 and a bit. The bit is the important part.", likes: 10 }],
          },
        ],
      },
    ],
  },
  {
    key: "violin-100",
    by: "minh.an",
    ago: 1 * days + 5 * hours,
    text: "Day 100.\n\n**Day 1:** a door.\n**Day 20:** a door in a better neighbourhood.\n**Day 50:** something that my sister recognised as “Ode to Joy, but frightened”.\n**Day 100:** this morning I played one note, an open A, and it was *only* an A. I played it for a quarter of an hour. The cat stayed. #violin #learning",
    likes: 19,
    comments: [
      {
        by: "jisoo",
        after: 12,
        text: "One note that is only itself. Some people take forty years. 축하해요!",
        likes: 11,
      },
      {
        by: "ruth.w",
        after: 90,
        text: "I took my hearing aids out, read this, and put them in again to be fair to you.",
        likes: 13,
      },
      { by: "sophea", after: 200, text: "Please write to us on day 200, whatever it sounds like.", likes: 6 },
    ],
  },
  {
    key: "tram-c-minor",
    by: "theo.b",
    ago: 3 * days + 10 * hours,
    text: "Line T1, in the bend after Perrache, going downhill, on a wet rail: a perfect E flat that slides to D over eleven seconds. I have 214 takes. On Sundays it is sharper (fewer people, lighter tram).\n\nMy neighbour asked through the wall whether it is “the tram piece” again. It is always the tram piece, Monique. #fieldrecording #music",
    likes: 13,
    comments: [
      {
        by: "jisoo",
        after: 40,
        text: "Please send me the Sunday one. I have an alto section that lives on exactly that E flat.",
        likes: 9,
      },
      {
        by: "wanjiku",
        after: 100,
        text: "So pitch tells you how full the tram is?! Théo, this is a *sensor*.",
        likes: 12,
        replies: [
          {
            by: "theo.b",
            after: 30,
            text: "You have taken my poem and made it useful. I am furious. Shall we do it?",
            likes: 15,
          },
        ],
      },
    ],
  },
  {
    key: "charango-cold",
    by: "mateo",
    ago: 6 * days + 9 * hours,
    language: "es",
    text: "El charango odia el frío más que yo. A las seis de la mañana está medio tono abajo y ofendido. Mi abuelo lo metía bajo el poncho, junto al pan. Hoy probé: funciona para los dos. #charango #cusco",
    likes: 10,
    comments: [
      {
        by: "kwame",
        after: 200,
        text: "In Accra we have the opposite: by noon the bass has gone up and left the rest of us behind.",
        likes: 6,
      },
    ],
  },
  {
    key: "busan-sea",
    by: "jisoo",
    ago: 7 * days + 3 * hours,
    language: "ko",
    text: "연습 끝나고 다 같이 바다에 갔다. 아무도 노래하자고 안 했는데 누군가 첫 음을 냈다. 파도가 박자를 안 지켜서 지휘를 포기했다. 최고의 공연이었다. #합창 #부산",
    likes: 11,
    comments: [
      {
        by: "yuki",
        after: 300,
        text: "翻訳で読みました。The sea not keeping time, and you giving up. Beautiful.",
        likes: 5,
      },
    ],
  },
];
