import { days, type DemoPost, hours } from "../shape.ts";

export const localLife: readonly DemoPost[] = [
  {
    key: "house-rules",
    by: "jonas",
    ago: 2 * days + 12 * hours,
    text: "A note from the desk, since several of you are new. #stoa",
    article: {
      title: "How we keep this place, and what happens when you report something",
      body: `A library has very few rules and all of them are about other people. So has this place.

**Be somebody's neighbour.** You would not shout a correction across a garden fence. Ask first whether they wanted one.

**Disagree with the sentence, not with the person.** The sentence does not have to sleep tonight.

**Say where things come from.** A source is a present to the next reader.

## If something is wrong

Every post, comment and profile has *Report* in its menu. A report goes to a person, in these weeks mostly to me. I read all of it, I look at what was said before and after, and I would rather write to somebody than remove something. Whoever you reported is not told that it was you.

You can also **mute** (you no longer see them, and they do not notice) or **block** (neither of you sees the other, anywhere). Nobody needs to give a reason for wanting quiet.

## If I am wrong

It happens. Write to me. I was a librarian; I have been told that I was wrong by people of four years and of ninety-six, and the four-year-olds were usually right.`,
    },
    likes: 18,
    comments: [
      { by: "nell", after: 25, text: "“The sentence does not have to sleep tonight.” Jonas, honestly.", likes: 12 },
      {
        by: "elif",
        after: 90,
        text: "Is it all right to ask very basic questions? I'm never sure whether there is a corner for it.",
        replies: [
          {
            by: "jonas",
            after: 14,
            text: "There is no corner. The basic questions are what the rest of us come for.",
            likes: 20,
          },
        ],
      },
    ],
  },
  {
    key: "kanazawa-rain",
    by: "yuki",
    ago: 55,
    language: "ja",
    text: "金沢には「弁当忘れても傘忘れるな」という言葉がある。今日は傘を忘れた。弁当は持っていた。雨の中で食べた卵焼きは、思ったより悪くなかった。 #金沢 #雨",
    likes: 9,
    comments: [
      {
        by: "nell",
        after: 10,
        text: "The translation says “you may forget your lunch but never your umbrella”. Bristol would like to join.",
        likes: 8,
      },
      { by: "oskar_vik", after: 22, text: "Tromsø would like to be president.", likes: 10 },
    ],
  },
  {
    key: "night-bus",
    by: "nell",
    ago: 14 * hours,
    text: "Last 76 of the night. One passenger: a boy of perhaps seventeen with a cello, taller than he was. At the terminus he said, “Would you mind?” and played me the whole of something, very softly, with the engine off. Then he thanked the bus and walked up the hill.\n\nI was four minutes late back at the depot and wrote “traffic”. #bristol #buses",
    likes: 20,
    comments: [
      { by: "jisoo", after: 30, text: "He thanked the *bus*.", likes: 14 },
      {
        by: "theo.b",
        after: 60,
        text: "Please tell me that you know what he played.",
        replies: [
          {
            by: "nell",
            after: 120,
            text: "I hummed it to my sister and she says the Sarabande from a Bach suite, the sad one, or else the theme of a gardening programme.",
            likes: 16,
          },
        ],
      },
    ],
  },
  {
    key: "harbour-light",
    by: "oskar_vik",
    ago: 1 * days + 1 * hours,
    text: "The harbour office has asked everyone to switch off deck lights for an hour tomorrow night, so that the school can count the stars. Forty-one boats have said yes. One has said that it will think about it; he always does, and he'll be the first. #tromsø #astronomy",
    likes: 12,
    comments: [
      {
        by: "leila.h",
        after: 35,
        text: "I have stood on my roof for eleven years hoping that somebody somewhere would send a letter like that. Please count one for me.",
        likes: 15,
        replies: [
          {
            by: "oskar_vik",
            after: 900,
            text: "212 from the end of the pier, by a committee of eight-year-olds. One of them is yours; they wrote it down.",
            likes: 19,
          },
        ],
      },
    ],
  },
  {
    key: "rooster",
    by: "camila",
    ago: 7 * hours + 40,
    text: "The rooster has been elected to the garden committee. It was meant as a joke on the ballot. He won by four votes, and I have to say that attendance at the morning meeting is now excellent, because nobody is asleep. #communitygarden",
    likes: 16,
    comments: [
      {
        by: "tom",
        after: 18,
        text: "Is he for or against the slates?",
        replies: [{ by: "camila", after: 12, text: "He has abstained on one, loudly.", likes: 11 }],
      },
      {
        by: "nell",
        after: 45,
        text: "And has anybody admitted to owning him now that he has influence?",
        likes: 13,
        replies: [{ by: "camila", after: 20, text: "Three people.", likes: 17 }],
      },
    ],
  },
  {
    key: "market-prices",
    by: "wanjiku",
    ago: 5 * days + 1 * hours,
    text: "We are drawing a weekly map of what a kilo of tomatoes costs, stall by stall. Last week's surprise: the price does not follow distance from the farms at all. It follows **how many steps there are up to the market.** Porters set it. Nobody has written that down before, and everybody knew. #maps #markets",
    likes: 13,
    comments: [
      {
        by: "bopha",
        after: 40,
        text: "Of course! Ours is the wet-season bridge. When it floods, ginger is gold on one side and soup on the other.",
        likes: 9,
      },
      {
        by: "camila",
        after: 120,
        text: "I'd love to try this here. Do you count the steps, or time a person with a crate?",
        replies: [
          {
            by: "wanjiku",
            after: 50,
            text: "We timed a person with a crate. His name is Kioko and he is credited as an author.",
            likes: 14,
          },
        ],
      },
    ],
  },
  {
    key: "ancestor-found",
    by: "ruth.w",
    ago: 9 * days + 5 * hours,
    text: "I have found her. Great-great-grandmother Ellen, who “went into the west and was not heard of”, according to four generations of disapproving aunts.\n\nShe was heard of. She ran the post office at a silver mine for thirty-one years, married nobody, and in 1903 was fined ten shillings for “playing the concertina in a manner calculated to prevent the sermon”.\n\nI am so happy I could be fined. #familyhistory",
    likes: 20,
    comments: [
      {
        by: "jonas",
        after: 15,
        text: "May I ask where the fine was? I'd like to read the rest of that newspaper.",
        replies: [
          {
            by: "ruth.w",
            after: 60,
            text: "The *Zeehan and Dundas Herald*, bless them. The magistrate is reported to have “tapped his foot”.",
            likes: 18,
          },
        ],
      },
      {
        by: "kwame",
        after: 200,
        text: "Calculated to prevent the sermon! This is the review I have been waiting for all my life.",
        likes: 15,
      },
      {
        by: "ines",
        after: 500,
        text: "Four generations of disapproving aunts are the most reliable oral archive there is. They only ever get the *verb* wrong.",
        likes: 13,
      },
    ],
  },
  {
    key: "quiet-week",
    by: "ruth.w",
    ago: 13 * hours,
    text: "A year since Harold. I made two cups this morning, as one does, and then sat and drank them both. They were good cups. I thought I'd tell somebody.",
    contentWarning: "Loss of a husband",
    likes: 18,
    comments: [
      { by: "elif", after: 14, text: "Sitting with you. Both cups.", likes: 15 },
      { by: "nell", after: 20, text: "Glad you told us, Ruth. ❤️", likes: 12 },
      {
        by: "jonas",
        after: 41,
        text: "Tell us something about him, if and when you like. I'd have wanted to issue him a card.",
        likes: 11,
        replies: [
          {
            by: "ruth.w",
            after: 90,
            text: "He returned every book late and in better condition than he got it. He mended the spines. You'd have been torn, dear.",
            likes: 20,
          },
        ],
      },
    ],
  },
];
