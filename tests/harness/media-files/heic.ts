/**
 * A HEIC picture as phones make them: HEVC, 96 × 64, its quarters red, green, blue and yellow. Drawn for these tests and encoded with
 * x265 through libheif's heif-enc; nobody else has rights in it.
 */
const encoded = [
  "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAUJtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA",
  "AA5waXRtAAAAAAABAAAAImlsb2MAAAAAREAAAQABAAAAAAFmAAEAAAAAAAAAiAAAACNpaW5mAAAAAAABAAAAFWluZmUCAAAAAAEA",
  "AGh2YzEAAAAAwmlwcnAAAACkaXBjbwAAAHhodmNDAQNwAAAAAAAAAAAAHvAA/P34+AAADwMgAAEAGEABDAH//wNwAAADAJAAAAMA",
  "AAMAHroCQCEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoDCBBZbqSSmubgQEDAgAAAMACAAAAwAIQCIAAQAHRAHBcrAiQAAAABRpc3Bl",
  "AAAAAAAAAGAAAABAAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAoMAAACQbWRhdAAAAIQoAa8TgHkkRci///QF",
  "R/+8jnh+QBDwSwX542/2i3/rhp8BFUmm0/3iGRVyIHzuB47WOo+vlwKZ78VyXg333VIPd/+ou7H4J07/zKcmsSwThYEghLNvZ1yN",
  "3C3rA9CBOaQLI89dNF6g8cF568VL/NlRThQhU/1yXn4b3Lt4EvWVMje6ycA=",
].join("");

export function heic(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0));
}
