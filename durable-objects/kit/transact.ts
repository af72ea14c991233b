/** `Work`, unless it is asynchronous: a transaction ends when its callback returns, so awaiting inside is an error. */
type Synchronous<Result> = Result extends PromiseLike<unknown> ? never : Result;

/** Runs `work` in one transaction; an exception rolls all of it back. An async callback does not compile. */
export function transact<Result>(storage: DurableObjectStorage, work: () => Synchronous<Result>): Result {
  return storage.transactionSync<Result>(work);
}
