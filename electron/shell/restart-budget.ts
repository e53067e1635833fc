const RESTARTS = 3;
const WINDOW_MILLISECONDS = 60_000;

/** Three restarts a minute; what fails more often than that will not get better by trying again. */
export class RestartBudget {
  #taken: number[] = [];

  /** @param now milliseconds @returns false when the budget is used up */
  take(now: number): boolean {
    this.#taken = this.#taken.filter((at) => now - at < WINDOW_MILLISECONDS);
    if (this.#taken.length >= RESTARTS) return false;
    this.#taken.push(now);
    return true;
  }
}
