const STRIKES = 3;
const ASIDE_MS = 10 * 60_000;
/** Templates remembered at once. */
const KEPT = 1_000;

interface Record {
  strikes: number;
  asideUntil: number;
}

/**
 * Templates that had to be stopped. One that was stopped three times in a row, whoever it was rendered for, is not tried
 * again for ten minutes: a flow of ten thousand people would hold a thread for hours otherwise.
 */
export class SetAside {
  private readonly records = new Map<string, Record>();
  private readonly now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.now = now;
  }

  isAside(template: string): boolean {
    return (this.records.get(template)?.asideUntil ?? 0) > this.now();
  }

  /** It came to an end by itself, well or not. */
  ended(template: string): void {
    this.records.delete(template);
  }

  /** It was stopped. @returns true when it is set aside from now on */
  stopped(template: string): boolean {
    const record = this.records.get(template) ?? { strikes: 0, asideUntil: 0 };
    this.records.delete(template);
    record.strikes += 1;
    // After its time aside it has one try.
    if (record.strikes >= STRIKES) record.asideUntil = this.now() + ASIDE_MS;
    if (this.records.size >= KEPT) this.records.delete(this.records.keys().next().value!);
    this.records.set(template, record);
    return record.strikes >= STRIKES;
  }
}
