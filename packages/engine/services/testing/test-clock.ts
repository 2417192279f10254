/** A real-time clock that a test sets. */
export interface TestClock {
  readonly now: () => number;
  set(at: number): void;
  pass(milliseconds: number): void;
}

export function setTestClock(start = Date.now()): TestClock {
  let at = start;
  return {
    now: () => at,
    set: (next) => {
      at = next;
    },
    pass: (milliseconds) => {
      at += milliseconds;
    },
  };
}
